"""Django's own page of accounts: it says what the directory knows of them besides."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.shortcuts import redirect

from people.accounts.acting import judge_again, stay_signed_in
from people.accounts.names import check_is_free, has_rights
from people.accounts.saving import PasswordOutdated, values_of
from people.admin.base import FoldedSearch
from people.admin.versions import LockedChange, VersionedAdminForm
from people.models import Identity, VerifiedEmail
from people.rules import ROLES, IsProtected, account_email, is_protected
from people.spelling.emails import is_same_email

admin.site.unregister(get_user_model())
admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(LockedChange, GroupAdmin):
    """Django's own page, on which who saves is judged as they do.

    Roles are known by their names.
    """

    def get_readonly_fields(self, request, obj=None):
        return ["name"] if obj and obj.name in ROLES else []

    def lock(self, request, object_id):
        """Last of all: who gets the role waits for it, and locks it last as well."""
        judge_again()
        return super().lock(request, object_id)


class IdentityInline(admin.TabularInline):
    """Taking it away lets the account be linked anew, by an e-mail of who is here."""

    model = Identity
    extra = 0
    fields = ["issuer", "subject", "email", "by_password", "linked_at"]
    readonly_fields = fields

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(VerifiedEmail)
class VerifiedEmailAdmin(FoldedSearch, admin.ModelAdmin):
    """Where no mail to choose a password goes to, until it is put right or deleted."""

    list_display = ["id", "email", "subject", "issuer", "user", "verified_at"]
    list_select_related = ["user"]
    fields = readonly_fields = list_display
    search_fields = ["email", "subject"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


# What the page does not write.
NOT_WRITTEN = {"password", "last_login"}


class AccountForm(VersionedAdminForm, UserChangeForm):
    """Refuses once to give back what was taken since the page was opened.

    What stands there and stays is not judged: a user name may be an e-mail that Django
    takes for no user name, as o'brien@example.com.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.unchanged():
            self.fields[name].validators = []

    def unchanged(self):
        names = {"username", "email"} & {*self.fields} if self.is_bound else ()
        return {
            name
            for name in names
            if self[name].data == self.initial[name]
            or not self.fields[name].has_changed(self.initial[name], self[name].data)
        }

    def clean(self):
        super().clean()
        kept = {name: self.initial[name] for name in self.unchanged()}
        self.cleaned_data |= {
            name: value for name, value in kept.items() if name in self.cleaned_data
        }
        return self.cleaned_data

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | self.unchanged()

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and not is_same_email(email, self.instance.email):
            check_is_free(email, self.instance)
        return email

    def saved_state(self):
        """With whose it is: rights are given to a person."""
        account = self.instance
        if account.pk is None:
            return None
        person = getattr(account, "person", None)
        given = (account.groups, account.user_permissions)
        return [
            person and person.pk,
            [pair for pair in values_of(account).items() if pair[0] not in NOT_WRITTEN],
            *(sorted(rows.values_list("pk", flat=True)) for rows in given),
        ]


@admin.register(get_user_model())
class AccountAdmin(FoldedSearch, LockedChange, UserAdmin):
    """Accounts, found by the names and e-mails of their people as well."""

    form = AccountForm
    list_display = ["username", "shown_email", *UserAdmin.list_display[2:]]
    list_select_related = ["person"]
    readonly_fields = ["shown_email", "last_login"]
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
        if obj and self.has_change_permission(request, obj):
            (title, options), *others = fieldsets
            fields = [*options["fields"], "seen_version"]
            fieldsets = [(title, {**options, "fields": fields}), *others]
        if obj is None or not hasattr(obj, "person") or is_protected(obj):
            return fieldsets
        shown = {"email": "shown_email"}
        return [
            (title, {**options, "fields": [shown.get(name, name) for name in names]})
            for title, options in fieldsets
            for names in [options["fields"]]
        ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if request.user.pk == obj.pk and "email" in form.changed_data:
            stay_signed_in(request)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        account = get_user_model().objects.get(pk=form.instance.pk)
        was_protected = getattr(form.instance, "is_protected", False)
        for words in what_is_missing(account, was_protected):
            self.message_user(request, words, messages.WARNING)

    def user_change_password(self, request, **kwargs):
        try:
            with transaction.atomic():
                if request.method == "POST":
                    judge_again()
                return super().user_change_password(request, **kwargs)
        except PasswordOutdated as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect("admin:auth_user_change", kwargs["id"])

    @admin.display(
        description="email address",
        ordering=Coalesce(NullIf("email", Value("")), "person__email"),
    )
    def shown_email(self, account):
        return account_email(account)


def what_is_missing(account, was_protected):
    """What who got rights needs, or had, for no profile leads to the account."""
    if was_protected and not is_protected(account) and not hasattr(account, "person"):
        yield (
            "This account is closed: it is out of directory admins’ reach no more, "
            "and has no profile. Open it again if somebody is to have it."
        )
    is_lost = is_protected(account) and hasattr(account, "person")
    if is_lost and not account_email(account):
        yield (
            "The e-mail of the profile leads to this account no more, as directory "
            "admins may change it. Enter one of its own."
        )
    if account.has_usable_password():
        return
    if settings.SINGLE_SIGN_ON and has_rights(account):
        yield (
            "This account has no password, and single sign-on asks for it once: set "
            "one, as no mail lets its reader choose it."
        )
    elif is_protected(account):
        yield (
            "This account has no password: one that was chosen before it had these "
            "rights counts no more. Set one. Or, once it has an e-mail of its own, its "
            "reader chooses one by “Forgotten your password?”."
        )
