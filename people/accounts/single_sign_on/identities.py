"""Whose account it is that a single sign-on provider speaks of.

It says so by a subject, which never changes. The first time the account is found by
the e-mail, if the provider has verified it; from then on by the subject, and where the
provider changes the e-mail, the profile follows. Where the directory changes it,
the subject counts for nothing until it comes with that e-mail, verified: what an old
address could do is over, also where the address comes back. Whoever had an account that
is closed gets in again only as a person who is here.

An account with rights is found by no e-mail: who signs in to it with its password has
the subject linked.
"""

import logging

import pghistory
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.db.models import Q

from people.accounts.accounts import (
    AccountTaken,
    RoleBackend,
    admits_everyone,
    has_left_behind,
    holder_of,
    is_current,
    lock_account,
    person_with_email,
)
from people.accounts.names import (
    accounts_named_after,
    has_rights,
    note_verified,
    others_with_email,
    wait_for_email,
)
from people.accounts.opening import (
    close_account,
    give_account,
    link_account,
    locked_account_with,
    make_account,
    nobodys_account_with,
)
from people.accounts.single_sign_on.claims import (
    Refused,
    plain_text,
    subject_of,
    verified_email,
    why_no_email,
)
from people.database.turns import once_more, wait_turn
from people.models import Identity, Person
from people.rules import MEMBER, account_email, is_protected, ungiven
from people.spelling.emails import fold_email, is_same_email

logger = logging.getLogger(__name__)
USE_PASSWORD = (
    "Your account has another e-mail address here. Sign in with its password, or where "
    "it has none ask a directory admin."
)


class PasswordFirst(Refused):
    """It is an account with rights, which `connect` links to who has its password.

    `claim` is the account's id, the subject and its verified e-mail.
    """

    def __init__(self, user, subject, email):
        self.claim = user.pk, subject, email
        super().__init__(
            f"The account with the e-mail {email} has rights of its own: sign in with "
            "its password once."
        )


def account_for(claims):
    """Return the account of who the provider says signed in, making one if need be.

    Raises `Refused`, with the words for the reader; then nothing is written but that
    the e-mail is theirs.
    """
    try:
        try:
            return identify(claims)
        except (DatabaseError, ObjectDoesNotExist):
            # The same person was faster in another window: now they are found. Or
            # somebody had what this waited for, and waited for this, or deleted it. Or
            # a prepared statement went astray.
            return identify(claims)
    except Refused:
        note_refused(claims)
        raise


@transaction.atomic
def identify(claims):
    subject, email = subject_of(claims), verified_email(claims)
    wait_turn("subject", issuer(), subject)
    user = user_of(subject, email, claims)
    note_verified(subject, email, user)
    return user


def user_of(subject, email, claims):
    """Whom they are let in as, and known by from now on."""
    known = known_by(subject, email)
    person = person_with_email(email)
    if known and is_current(known) and may_stay(known.user, person, email):
        user = known.user
        check_is_open(user, email)
        if not known.by_password:
            check_has_no_rights(user, subject, email)
        follow(known, email)
        check_may_enter(user, email)
        return user
    if not email:
        raise Refused(why_no_email(claims))
    try:
        user = account_by_email(email, plain_text(claims.get("name")), person, known)
    except AccountTaken:
        raise Refused(
            f"Another account here has the e-mail {email}. Ask the person who runs "
            "this directory."
        ) from None
    user = user and lock_account(user.pk)
    check_may_enter(user, email)
    check_has_no_rights(user, subject, email)
    link(user, subject, email)
    # The e-mail that it may just have got lets it in as well.
    check_may_enter(user, email)
    return user


@once_more
@transaction.atomic
def connect(user, subject, email):
    """Link an account with rights, whose password was just given, to the subject.

    Returns whether that was done: not if by now it has another password, another e-mail
    than the provider has verified, no rights, or is closed.
    """
    wait_turn("subject", issuer(), subject)
    known_by(subject, email)
    now = lock_account(user.pk)
    is_same = now.password == user.password and is_same_email(account_email(now), email)
    if not (is_same and has_rights(now) and RoleBackend().user_can_authenticate(now)):
        return False
    know(now, subject, email, by_password=True)
    note_verified(subject, email, now)
    return True


@once_more
@transaction.atomic
def note_refused(claims):
    """Note the verified e-mail of who is not let in: perhaps it is another's here."""
    try:
        subject, email = subject_of(claims), verified_email(claims)
    except Refused:
        return
    wait_turn("subject", issuer(), subject)
    known = known_by(subject, email)
    note_verified(subject, email, known and known.user)


def issuer():
    return settings.SINGLE_SIGN_ON["issuer"]


def known_by(subject, email):
    """The subject's identity, if it has come before.

    Who changes the profile or the account at the same time, or is to have the e-mail,
    waits, or is waited for.
    """
    found = Identity.objects.filter(issuer=issuer(), subject=subject)
    own = Person.objects.filter(user__identities__in=found).order_by()
    # The profile that the account may get, before the account: all lock them so.
    to_come = Person.objects.filter(email__folded=fold_email(email)).order_by()
    people = Person.objects.filter(pk__in=own.values("pk").union(to_come.values("pk")))
    # In turn: two whose e-mails are swapped come at once.
    list(people.order_by("pk").select_for_update(of=["self"]).values_list("pk"))
    if email:
        wait_for_email(email)
    known = found.first()
    if known:
        known.user = lock_account(known.user_id)
    return known


# Whose account it is


def belongs(user):
    """Whether no profile with its e-mail is to have the account."""
    return hasattr(user, "person") or has_rights(user)


def may_stay(user, person, email):
    """Whether who was let in once with the account still is; `person` has the e-mail.

    An account that lost its profile is closed. Whose account opens no more is looked
    for by the e-mail, as anybody.
    """
    is_over = email and not RoleBackend().is_open(user)
    return not is_over and (belongs(user) or (admits_everyone() and not person))


def account_by_email(email, name, person, known):
    """The account with this e-mail, or a new one; None for who is not admitted.

    `known` is the identity, if the subject has come before. An account with rights of
    its own goes before the profile of anybody: it is not tied to one by an e-mail, nor
    is who has it led to another. Of two windows at once the second finds what the first
    has made.
    """
    account = locked_account_with(email)
    if account and has_rights(account):
        if not RoleBackend().is_open(account):
            raise AccountTaken
        return account
    if known and has_rights(known.user) and RoleBackend().is_open(known.user):
        raise Refused(has_another_email(email))
    if person:
        return account_of(person, email, known)
    if known and not (account and RoleBackend().user_can_authenticate(known.user)):
        # Nor would a second account help who has one with another e-mail, or one that
        # opens no more: who has left stays out.
        is_own = is_same_email(account_email(known.user), email)
        raise Refused(nobody_with(email) if is_own else has_another_email(email))
    if not admits_everyone():
        return None
    if not account:
        return make_visitor(email, name)
    return check_is_visitors(account, known)


def has_another_email(email):
    return (
        f"Your account here has another e-mail than {email}. Ask the person who runs "
        "this directory."
    )


def check_is_visitors(account, known):
    """The account, if no password and no role of it was for somebody in particular.

    Or if it is of who comes.
    """
    is_known = known and known.user_id == account.pk
    has_roles = account.groups.exclude(name=MEMBER).exists()
    if not is_known and (has_roles or account.has_usable_password()):
        raise Refused(
            f"The account with the e-mail {account.email} has a password or a role "
            "and no profile. Ask a directory admin to make you one."
        )
    return account


def make_visitor(email, name):
    """An account for who has none: had the address one that is closed, it stays so."""
    if not all(user.is_active for user in accounts_named_after(email)):
        raise Refused(
            f"An account with the e-mail {email} is closed here. Ask a directory admin."
        )
    return make_account(email, name)


def account_of(person, email, known):
    """The person's account: perhaps that under which the subject came before.

    None for who has left, or has another e-mail since the person was looked for. What
    a superuser has given the account goes to nobody by an e-mail in a profile.
    """
    person = Person.objects.select_for_update().filter(pk=person.pk).first()
    if not person or person.has_left or not is_same_email(person.email, email):
        return None
    if person.user:
        return person.user
    if not known or belongs(known.user) or not is_current(known):
        return give_account(person)
    if not ungiven(get_user_model().objects.filter(pk=known.user_id)).exists():
        raise AccountTaken
    other = nobodys_account_with(email)
    if other and other != known.user:
        close_account(other)
    return link_account(known.user, person)


def check_may_enter(user, email):
    if user is None or not RoleBackend().user_can_authenticate(user):
        raise Refused(nobody_with(email))
    check_is_open(user, email)


def check_is_open(user, email):
    """The same before it has followed: its old e-mail may be somebody's by now."""
    if not RoleBackend().is_open(user):
        raise Refused(nobody_with(email))
    # A directory admin may change who a profile belongs to, but not become superuser.
    if is_protected(user) and not is_same_email(account_email(user), email):
        raise Refused(USE_PASSWORD)


def check_has_no_rights(user, subject, email):
    if not has_rights(user):
        return
    if not is_same_email(account_email(user), email):
        raise Refused(USE_PASSWORD)
    raise PasswordFirst(user, subject, email)


def nobody_with(email):
    words = f"Nobody here has the e-mail {email}" if email else "You are not here"
    return f"{words}. Ask a directory admin to add you."


# What is kept of it


def link(user, subject, email):
    """Know the account by the subject from now on, as it is found by the e-mail."""
    others = user.identities.filter(issuer=issuer()).exclude(subject=subject)
    if any(map(is_current, others)):
        raise Refused(
            f"The account with the e-mail {email} is somebody else's at the sign-in "
            "service. Ask a directory admin."
        )
    if not account_email(user) and not belongs(user):
        user.email = email
        user.save(update_fields=["email"])
    if not is_same_email(account_email(user), email):
        # The directory has changed it since the account was looked for.
        raise Refused("Your account has another e-mail address by now. Try again.")
    know(user, subject, email)


def know(user, subject, email, by_password=False):
    """Keep this identity alone, of those that the subject and the account have had."""
    ours = Identity.objects.filter(Q(subject=subject) | Q(user=user), issuer=issuer())
    ours.delete()
    Identity.objects.create(
        user=user,
        issuer=issuer(),
        subject=subject,
        email=email,
        holder=holder_of(user),
        by_password=by_password,
    )


def follow(identity, email):
    """Let the profile have the e-mail that the provider has verified since.

    Without a profile it is the account that has it.
    """
    user = identity.user
    if email and not is_same_email(email, account_email(user)):
        if is_free_for(user, email):
            give_email(user, email)
            identity.email = email
        else:
            logger.warning("Single sign-on: the new e-mail of %s is not free", user)
    holder = holder_of(user)
    if identity.holder != holder:
        identity.holder = holder
        identity.save(update_fields=["email", "holder"])


def give_email(user, email):
    owner = getattr(user, "person", user)
    owner.email = email
    with pghistory.context(user=user.pk):
        owner.save(update_fields=["email"])
    # Known of the one before: see `people.accounts.accounts.owner_of`.
    vars(user).pop("email_since", None)


def is_free_for(user, email):
    """Whether no other person, and no other account, has the e-mail.

    Nor had somebody who left, where no profile says whose it is now.
    """
    if not hasattr(user, "person") and has_left_behind([email]):
        return False
    return others_with_email(email, user) is None
