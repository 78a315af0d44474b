"""Opening accounts for people: what is somebody else's, or has rights, stays theirs."""

import logging

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, transaction

from people.accounts.accounts import (
    AccountTaken,
    account_with_email,
    lock_account,
)
from people.accounts.names import free_username, has_rights, wait_for_email
from people.database.turns import once_more
from people.models import Person
from people.rules import MEMBER

logger = logging.getLogger(__name__)


@once_more
@transaction.atomic
def open_account(person):
    """The person's account, made if need be; raises as `give_account`."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    return person.user or give_account(person)


def give_account(person):
    """Give a person an account of the group Members, without a password.

    Who calls this has locked the person. One of nobody's with the same e-mail is theirs
    if nobody ever used it; else it is closed, and the new one is `in_place_of` it: the
    e-mail is the profile's. Raises `AccountTaken` if it is somebody else's, closed, or
    has rights of its own, and for who has no e-mail.
    """
    if not person.email:
        raise AccountTaken
    user = nobodys_account_with(person.email)
    if user is None or not was_used(user):
        return link_account(user or make_account(person.email, person.name), person)
    close_account(user)
    account = link_account(make_account(person.email, person.name), person)
    account.in_place_of = user
    return account


def nobodys_account_with(email):
    """`locked_account_with`; raises `AccountTaken` if it is somebody's."""
    user = locked_account_with(email)
    if user and (hasattr(user, "person") or has_rights(user) or not user.is_active):
        raise AccountTaken
    return user


def locked_account_with(email):
    """`account_with_email`, which stays as it is until the transaction ends.

    Nor does anybody else get the e-mail by then.
    """
    wait_for_email(email)
    if user := account_with_email(email):
        lock_account(user.pk)
        # While this waited it may have been given rights, or another e-mail.
        user = account_with_email(email)
    return user


def was_used(user):
    """Whether anybody ever signed in with the account, could have, or was given it."""
    rows = (user.identities, user.groups, user.user_permissions, user.saved_searches)
    return (
        user.has_usable_password()
        or user.last_login is not None
        or any(kept.exists() for kept in rows)
    )


def close_account(user):
    """Close it as the database closes what is parted."""
    logger.warning("Closed account %s: somebody's profile has its e-mail", user.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_close_accounts(ARRAY[%s]::bigint[])", [user.pk])


def link_account(user, person):
    person.user = user
    person.save(update_fields=["user"])
    # As the database has done: no later save brings back the e-mail, or a password.
    user.email = ""
    if user.has_usable_password():
        user.refresh_from_db(fields=["password"])
    vars(user).pop("email_since", None)
    return user


def make_account(email, name):
    """An account that is called by the e-mail, and has none of its own."""
    first_name, _, last_name = name.partition(" ")
    user = get_user_model()(
        username=free_username(email),
        first_name=first_name[:150],
        last_name=last_name[:150],
    )
    user.set_unusable_password()
    user.save()
    user.groups.add(Group.objects.get_or_create(name=MEMBER)[0])
    return user
