from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from people.admin.base import FoldedSearch

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(FoldedSearch, UserAdmin):
    """Accounts, found by the names of their people as well."""

    search_fields = [
        "username",
        "email",
        "first_name__words",
        "last_name__words",
        "person__name_text",
    ]
