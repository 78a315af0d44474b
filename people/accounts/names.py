"""User names and own e-mails of accounts: which are free, and which are another's.

User names are made of the e-mail, once, and stay.
"""

import re
from itertools import count

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Func, Q
from django.utils.crypto import salted_hmac

from people.database.turns import wait_turn
from people.models import Person, PersonEvent, VerifiedEmail
from people.rules import IsProtected, account_email, is_protected
from people.spelling.emails import (
    fold_case,
    fold_email,
    is_same_email,
    kept_email,
)

# Django's limit is shorter than an e-mail address may be.
USERNAME_LENGTH = get_user_model()._meta.get_field("username").max_length
NUMBER = re.compile(r"-[0-9]+$")
# That many letters of a long e-mail stand in front of any number.
MOST_IN_FRONT = 140


def free_username(email):
    """The e-mail, with a number where it is the user name of an older account."""
    name = stem = fold_email(email)[:USERNAME_LENGTH]
    numbers = count(2)
    while get_user_model().objects.filter(username__folded=name).exists():
        end = f"-{next(numbers)}"
        name = stem[: USERNAME_LENGTH - len(end)] + end
    return name


def kept_username(name):
    """The user name as it is kept: one that is an e-mail as e-mails are, and a number.

    What is as long as can be was cut, perhaps within code, and is no e-mail.
    """
    if len(name) >= USERNAME_LENGTH:
        return name
    stem = NUMBER.sub("", name)
    kept = kept_email(stem) + name.removeprefix(stem)
    return kept if len(kept) <= USERNAME_LENGTH else name


def is_made_of(username, email):
    """Whether `free_username` may have made the user name of this e-mail."""
    name, key = fold_case(kept_username(username)), fold_email(email)
    stem = NUMBER.sub("", name)
    room = USERNAME_LENGTH - len(name) + len(stem)
    return name == key[:USERNAME_LENGTH] or stem == key[:room]


def accounts_named_after(email):
    """Accounts whose user name was made of the e-mail, and of no own one."""
    begins = fold_email(email)[:MOST_IN_FRONT]
    users = get_user_model().objects.filter(username__folded__startswith=begins)
    return [
        user
        for user in users
        if is_made_of(user.username, email)
        and (is_same_email(user.email, email) or not is_cut_of_own(user))
    ]


def is_cut_of_own(account):
    """Whether the user name is how the own e-mail begins: others may begin so, too."""
    is_long = len(account.email) > MOST_IN_FRONT
    return is_long and is_made_of(account.username, account.email)


def wait_for_email(email):
    """Whoever decides whose an e-mail is, or gives it to an account, does so in turn.

    Until its transaction ends; it comes behind the rows of people, before those of
    accounts.
    """
    wait_turn("account", fold_email(email))


def others_with_email(email, account):
    """The other account or the profile that has the e-mail of its own; or None."""
    key = fold_email(email)
    person = Person.objects.filter(email__folded=key).first()
    if person and (account.pk is None or person.user_id != account.pk):
        return person
    accounts = get_user_model().objects.filter(email__folded=key)
    return next((other for other in accounts if other.pk != account.pk), None)


def check_is_free(email, account):
    """Raise `ValidationError` for an own e-mail that leads to somebody else already."""
    email = kept_email(email)
    wait_for_email(email)
    if other := others_with_email(email, account):
        whose = "profile of" if isinstance(other, Person) else "account"
        raise ValidationError(
            f"{email} is the e-mail of the {whose} “{other}” already: an e-mail leads "
            "to one account."
        )


class IsPlainVisitor(Func):
    """Whether an account, by its id, is a visitor's to whom nobody gave anything.

    With its own e-mail one gets in as any visitor does, and by its user name nobody
    does: that may be an address which is another's by now. So the e-mail alone says
    whose it is. With a password, a role, a right or the staff mark both say it: who
    left is to keep none of these.
    """

    function = "people_is_plain_visitor"
    output_field = BooleanField()


def known_emails(account):
    """The e-mails, perhaps the user name, that say whose an account of nobody's is."""
    emails = [name for name in (account.email, account.username) if "@" in name]
    if len({*map(fold_email, emails)}) < 2:
        return emails
    if is_cut_of_own(account):
        return emails[:1]
    mine = get_user_model().objects.filter(pk=account.pk)
    return emails[:1] if mine.filter(IsPlainVisitor("pk")).exists() else emails


def accounts_left_behind_by(person):
    """Unprotected accounts of nobody's that are known by an e-mail the person has had.

    Those that were parted from the person, too. What a superuser has closed by hand has
    kept its roles or its e-mail, and stays: of it no other is to follow.
    """
    history = PersonEvent.objects.filter(pgh_obj=person, email_is_taken_back=False)
    had = {person.email, *history.values_list("email", flat=True)} - {None}
    emails = {fold_email(email) for email in had}
    named = [user.pk for email in emails for user in accounts_named_after(email)]
    by_name = Q(pk__in=named) & ~Q(IsPlainVisitor("pk"))
    known = Q(email__folded__in=emails) | by_name
    by_hand = Q(is_active=False) & (~Q(email="") | Q(groups__isnull=False))
    nobodys = get_user_model().objects.filter(known, person=None).exclude(by_hand)
    return nobodys.exclude(IsProtected("is_superuser", "pk"))


# What single sign-on has verified for somebody else


def note_verified(subject, email, account):
    """Keep what was verified for the subject, if somebody else has it here.

    What was verified before for the subject is over, and of who else has come with the
    e-mail it is not known what they have. `account` is what the subject is known by, or
    None. Who calls this has waited for the e-mail.
    """
    if not email:
        return
    issuer, names = settings.SINGLE_SIGN_ON["issuer"], written_as(subject)
    about = Q(subject__in=names) | Q(email__folded=fold_email(email))
    is_known = account is not None
    for verified in VerifiedEmail.objects.filter(about, issuer=issuer):
        is_own = verified.subject in names
        is_known |= is_own and verified.is_known
        if is_own or not verified.is_known:
            verified.delete()
        else:
            VerifiedEmail.objects.filter(pk=verified.pk).update(email=None)
    if belongs_to_another(email, account):
        VerifiedEmail.objects.create(
            issuer=issuer, subject=subject, email=email, user=account, is_known=is_known
        )


def belongs_to_another(email, account):
    """Whether the directory has the e-mail for somebody else than whose account it is.

    What it has for the account as well is theirs, unless it is the own e-mail of one
    with rights: directory admins write profiles.
    """
    account = account or get_user_model()()
    if not is_same_email(account_email(account), email):
        return others_with_email(email, account) is not None
    accounts = get_user_model().objects.filter(email__folded=fold_email(email))
    return any(map(has_rights, accounts.exclude(pk=account.pk)))


def has_rights(user):
    """Whether a superuser gave the account rights: no e-mail may lead to it."""
    return user.is_staff or is_protected(user)


def is_set_apart(user):
    """Whether it is open and has rights, and a superuser alone says its e-mail.

    Of staff who have a profile that says it.
    """
    is_own = is_protected(user) or (user.is_staff and not hasattr(user, "person"))
    return user.is_active and is_own


def written_as(subject):
    """How it stands in the rows: of who was erased as a hash, by that day's key."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [subject, *(hash_subject(subject, key) for key in keys)]


def hash_subject(subject, key=None):
    """What is kept of the subject of who was erased: enough to know it again."""
    return salted_hmac("subject", subject, key, algorithm="sha256").hexdigest()
