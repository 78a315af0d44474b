"""E-mails and user names: which two are the same, and where no mail can be sent to.

Only A to Z are alike in both cases. Whatever else looks alike, or becomes alike in
capitals as ı and i do, is somebody else's: mail to it arrives elsewhere.
"""

import unicodedata
from contextlib import suppress
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.core.validators import EmailValidator
from django.db import models

ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
# No e-mail is longer; longer texts take long to be normalised.
LONGEST = 254
MOST_TYPED = LONGEST + 1


def fold_case(text):
    """An e-mail or user name as it is kept, in whatever case.

    Its twin in the database is the lookup `folded` of `people.fields.AsciiLower`.
    """
    return text.translate(ASCII_LOWER)


def fold_email(email):
    """The e-mail as it is compared, in whatever way it is written."""
    return kept_email(fold_case(email))


def is_same_email(one, other):
    """Whether they have an e-mail in common: none at all is none in common."""
    return bool(one and other) and fold_email(one) == fold_email(other)


def plain_name(typed):
    """What somebody types to sign in, however the keyboard writes its letters.

    Blanks go before anything is cut off, as from the field of the sign-in page: else
    enough of them would leave another name to count attempts by than to sign in with.
    """
    text = typed.strip()[:MOST_TYPED].replace("\0", "")
    text = unicodedata.normalize("NFKC", text)
    return text.strip()


def is_plain(email):
    return unicodedata.is_normalized("NFKC", email)


# Letters that are others, or none, to what sends mail: Python and Django know the
# standard of 2003. By that of today (RFC 5891) the domain may be another's then.
AMBIGUOUS = {*"ßς\u200c\u200d"}
# Django takes no domain with letters beyond.
LAST_LETTER = "\uffff"


def kept_email(email):
    """The e-mail as it is kept, of a way to write it; no e-mail stays as it is."""
    may_be_one = "@" in email and len(email) <= LONGEST and is_plain(email)
    return in_letters(email) if may_be_one else email


def in_letters(email):
    """The e-mail with its domain in small letters, not in code: ä for Ä and xn--4ca.

    In code where its letters are ambiguous, or refused: xn--strae-oqa for straße.
    """
    name, _, domain = email.rpartition("@")
    if domain.isascii():
        small = domain.lower()
    else:
        # One by one: of a last capital sigma Python makes a final one.
        small = "".join(letter.lower() for letter in domain)
    if not small.isascii() or "xn--" in small:
        small = ".".join(map(label_in_letters, small.split(".")))
    return f"{name}@{small}"


@lru_cache(maxsize=10_000)
def label_in_letters(label):
    # The errors of both codecs are those of Unicode.
    with suppress(UnicodeError):
        letters = label.encode().decode("idna") if label.isascii() else label
        is_code = AMBIGUOUS & {*letters} or max(letters, default="") > LAST_LETTER
        return idna.encode(letters).decode() if is_code else letters
    return label


def mailed(email):
    """The e-mail as it is sent to: no needless quotes, no hidden signs.

    Raises `ValueError` where nothing can be sent.
    """
    return in_letters(sanitize_address(in_letters(fold_case(email)), "utf-8"))


def check_email(email):
    """Raise `ValidationError` for an e-mail in disguise, or that cannot be mailed.

    Of all ways to write the address of one mailbox, one is left.
    """
    if not is_plain(email):
        raise ValidationError(
            "Write the e-mail in plain letters: some of these only look like others."
        )
    if not email.rpartition("@")[0].isascii():
        raise ValidationError(
            "No mail can be sent there: before the @ only unaccented letters, digits "
            "and signs arrive."
        )
    try:
        meant = mailed(email)
    except ValueError:
        raise ValidationError(
            "No mail can be sent there: what follows the @ is no address."
        ) from None
    if fold_case(email) != meant:
        raise ValidationError(f"Write {meant}: mail to this address arrives there.")


check_address = EmailValidator("This is no e-mail address, or has more around it.")


def clean_email(text):
    """The e-mail as it is kept, of a text that is one and has nothing around it.

    Raises `ValidationError`.
    """
    email = kept_email(text)
    check_address(email)
    if len(email) > LONGEST:
        raise ValidationError(f"An e-mail has {LONGEST} letters at most.")
    check_email(email)
    return email


class TypedEmail(forms.EmailField):
    """An e-mail as it is typed, and kept.

    Browsers bring the domain of what they know as an e-mail into code, by the standard
    of 2003: what is sent of straße.de is strasse.de, which may be another's.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.input_type = "text"

    def widget_attrs(self, widget):
        attrs = {"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        return super().widget_attrs(widget) | attrs

    def to_python(self, value):
        email = super().to_python(value)
        return kept_email(email) if email else email


def typed_email(field, **kwargs):
    """What a column of e-mails is in forms, those of the admin site as well."""
    return models.EmailField.formfield(field, **kwargs | {"form_class": TypedEmail})
