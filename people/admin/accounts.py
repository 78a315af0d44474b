"""Django's own page of accounts: it says what the directory knows of them besides."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin

from people.admin.base import FoldedSearch
from people.models import Identity
from people.rules import is_protected

admin.site.unregister(get_user_model())


class IdentityInline(admin.TabularInline):
    """Taking it away lets the account be linked anew, by its e-mail."""

    model = Identity
    extra = 0
    fields = readonly_fields = ["issuer", "subject", "email", "linked_at"]

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(get_user_model())
class AccountAdmin(FoldedSearch, UserAdmin):
    """Accounts, found by the names of their people as well."""

    search_fields = [
        "username",
        "email",
        "first_name__words",
        "last_name__words",
        "person__name_text",
    ]
    inlines = [IdentityInline]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        follows = obj and hasattr(obj, "person") and not is_protected(obj)
        # It is the profile's.
        return [*fields, "email"] if follows else fields
