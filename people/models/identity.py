from django.conf import settings
from django.db import models

from people.fields import KeptEmailField


class Identity(models.Model):
    """Whom a single sign-on provider means by a subject: one of the accounts here."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities"
    )
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    email = KeptEmailField(
        help_text="What the provider verified. Holds as long as it is the account's."
    )
    # Who had the account then, blank where that is not known: such a one waits for the
    # e-mail, see `people.accounts.accounts.is_current`.
    holder = models.CharField(max_length=64, blank=True, default="", editable=False)
    by_password = models.BooleanField(
        default=False,
        editable=False,
        help_text="Whether who signed in with the password linked it: nothing else "
        "opens an account with rights.",
    )
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["issuer", "subject", "pk"]
        verbose_name = "single sign-on identity"
        verbose_name_plural = "single sign-on identities"
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                name="%(app_label)s_%(class)s_is_one_account",
                violation_error_message="This identity has an account already.",
            ),
            models.UniqueConstraint(
                fields=["user", "issuer"],
                name="%(app_label)s_%(class)s_is_one_of_an_account",
                violation_error_message="This account has an identity already.",
            ),
        ]

    def __str__(self):
        return f"{self.subject} at {self.issuer}"


class VerifiedEmail(models.Model):
    """The e-mail that a provider verified for a subject, and somebody else has here.

    See `people.accounts.names.is_claimed`.
    """

    issuer = models.CharField(max_length=500)
    # Of who was erased only a hash.
    subject = models.CharField(max_length=255)
    email = KeptEmailField(
        null=True,
        help_text="Nothing where another subject has come with it since: what this one "
        "has is not known then.",
    )
    is_known = models.BooleanField(
        "known", help_text="Whether the subject had an account here, another one."
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="verified_emails",
        verbose_name="known as",
    )
    verified_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["email", "pk"]
        verbose_name = "e-mail that is another’s at single sign-on"
        verbose_name_plural = "e-mails that are another’s at single sign-on"
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                name="%(app_label)s_%(class)s_is_one_of_a_subject",
                violation_error_message="This subject has another e-mail already.",
            ),
        ]

    def __str__(self):
        # It stays in the admin site's log when somebody is erased.
        return f"Number {self.pk}"
