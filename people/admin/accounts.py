"""Django's own page of accounts: it says what the directory knows of them besides."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf

from people.admin.base import FoldedSearch
from people.models import Identity
from people.rules import IsProtected, account_email, is_protected

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
    """Accounts, found by the names and e-mails of their people as well."""

    list_display = ["username", "shown_email", *UserAdmin.list_display[2:]]
    list_select_related = ["person"]
    readonly_fields = ["shown_email"]
    search_fields = [
        "username",
        "email",
        "person__email",
        "first_name__words",
        "last_name__words",
        "person__name_text",
    ]
    inlines = [IdentityInline]

    def get_queryset(self, request):
        accounts = super().get_queryset(request)
        return accounts.annotate(is_protected=IsProtected("is_superuser", "pk"))

    def get_fieldsets(self, request, obj=None):
        """The profile's e-mail is shown here, and written there."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not hasattr(obj, "person") or is_protected(obj):
            return fieldsets
        shown = {"email": "shown_email"}
        return [
            (title, {**options, "fields": [shown.get(name, name) for name in names]})
            for title, options in fieldsets
            for names in [options["fields"]]
        ]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        account = get_user_model().objects.get(pk=form.instance.pk)
        if is_protected(account):
            for words in what_is_missing(account):
                self.message_user(request, words, messages.WARNING)

    @admin.display(
        description="email address",
        ordering=Coalesce(NullIf("email", Value("")), "person__email"),
    )
    def shown_email(self, account):
        return account_email(account)


def what_is_missing(account):
    """What who became protected needs, for the profile leads to the account no more."""
    if hasattr(account, "person") and not account_email(account):
        yield (
            "The e-mail of the profile leads to this account no more, as directory "
            "admins may change it. Enter one of its own."
        )
    if not account.has_usable_password() and not settings.SINGLE_SIGN_ON:
        yield (
            "This account has no password: one that was chosen before it had these "
            "rights counts no more. Set one. Or, once it has an e-mail of its own, its "
            "reader chooses one by “Forgotten your password?”."
        )
