"""What a provider says of who signed in: it may be anything, of any type."""

from django.core.exceptions import ValidationError

from people.spelling.emails import clean_email

MOST_LETTERS = 255


class Refused(Exception):
    """The provider knows who it is, but the directory does not let them in."""


def subject_of(claims):
    subject = claims.get("sub")
    if not isinstance(subject, str) or subject != plain_text(subject) or not subject:
        raise Refused("The sign-in service does not say who you are.")
    return subject


def verified_email(claims):
    """The e-mail, if it is verified and one that a profile may have; else nothing."""
    email = claims.get("email")
    try:
        email = clean_email(email)
    except (ValidationError, TypeError, AttributeError):
        return ""
    return email if is_verified(claims) else ""


def is_verified(claims):
    """Some providers write the truth as a word."""
    said = claims.get("email_verified")
    return said is True or said == "true"


def why_no_email(claims):
    if is_verified(claims) and (email := plain_text(claims.get("email"))):
        return (
            f"The sign-in service says that your e-mail is {email}, which nobody here "
            "can have. Ask a directory admin."
        )
    return (
        "The sign-in service has not verified your e-mail address. Verify it there, "
        "then try again."
    )


def plain_text(value):
    """A text that the database takes, of what may be anything."""
    text = value if isinstance(value, str) else ""
    text = text.encode("utf-8", "ignore").decode().replace("\0", "")
    return text[:MOST_LETTERS]
