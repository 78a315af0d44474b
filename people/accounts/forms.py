from concurrent.futures import ThreadPoolExecutor

from django import forms
from django.conf import settings
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
    UsernameField,
)
from django.db.models import CharField

from people.accounts.accounts import accounts_meant_by, may_choose_password
from people.accounts.names import kept_username
from people.rules import account_email
from people.spelling.emails import TypedEmail, fold_case, plain_name

POST_OFFICE = ThreadPoolExecutor(1, "post-office")


class TypedUsername(UsernameField):
    """A user name as it is typed on the pages of accounts, and kept."""

    def to_python(self, value):
        return kept_username(super().to_python(value))


def typed_username(field, **kwargs):
    """What the column of user names is in forms."""
    return CharField.formfield(field, **kwargs | {"form_class": TypedUsername})


class SignInForm(AuthenticationForm):
    username = UsernameField(
        label="User name or e-mail",
        max_length=254,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    error_messages = {
        "invalid_login": "User name or e-mail and password do not go together. "
        "Check both; capitals matter in the password.",
        "inactive": "This account is closed.",
    }

    @property
    def single_sign_on(self):
        return settings.SINGLE_SIGN_ON

    @property
    def can_mail(self):
        return settings.CAN_MAIL


class ForgottenPasswordForm(PasswordResetForm):
    email = TypedEmail(
        label="E-mail",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def send_mail(self, *args, **kwargs):
        """Send it beside the answer: waiting would tell that there is an account."""
        POST_OFFICE.submit(super().send_mail, *args, **kwargs)

    def get_users(self, email):
        """Accounts that may choose a new password by a mail to their own address.

        That is the profile's, for people.
        """
        key, known = accounts_meant_by(plain_name(email))
        return [
            account
            for account in known
            if fold_case(account_email(account)) == key and may_choose_password(account)
        ]


class NewPasswordForm(SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = (
            "8 characters or more; no common password, not only digits, and not like "
            "your name or e-mail."
        )
        self.fields["new_password2"].label = "New password again"
        self.fields["new_password2"].help_text = ""

    def save(self, commit=True):
        """Write the password alone: somebody may have closed the account meanwhile."""
        self.user.set_password(self.cleaned_data["new_password1"])
        self.user.save(update_fields=["password"])
        return self.user


class ChangePasswordForm(NewPasswordForm, PasswordChangeForm):
    """Asks for the old password first."""
