"""Saving accounts: what was read long ago does not come back with what is written.

Django saves whole rows, and reads them before a reader types, or a hash is worked out.
Meanwhile the account may be closed, linked or given rights: the end of its password.
"""

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from people.accounts.names import kept_username
from people.spelling.emails import kept_email


class PasswordOutdated(Exception):
    """Somebody else has written the password since it was read."""

    def __init__(self):
        super().__init__(
            "The password was not saved: meanwhile another one was set, or the account "
            "was changed. Try again."
        )


def values_of(account):
    """The columns that are loaded, by name."""
    fields = {field.attname for field in account._meta.concrete_fields}
    return {name: value for name, value in vars(account).items() if name in fields}


def read_account(cls, *args):
    account = super(AbstractUser, cls).from_db(*args)
    note_as_read(account)
    return account


def reread_account(account, using=None, fields=None, **options):
    super(AbstractUser, account).refresh_from_db(using, fields, **options)
    note_as_read(account, fields)


def note_as_read(account, fields=None):
    """Note that these columns, or all, are in the database as they are here."""
    now = values_of(account)
    names = now if fields is None else fields
    fresh = {name: now[name] for name in names if name in now}
    account.as_read = vars(account).get("as_read", {}) | fresh


def save_account(account, *, force_insert=False, update_fields=None, **options):
    """Write what was changed since it was read, and a password over that one alone.

    Raises `PasswordOutdated` where it is another one by now; then nothing is written.
    """
    read = vars(account).get("as_read", {})
    bring_into_form(account, read)
    if force_insert or account._state.adding or not read:
        options |= {"force_insert": force_insert, "update_fields": update_fields}
        AbstractUser.save(account, **options)
        return note_as_read(account)
    now = values_of(account)
    changed = {name for name in now if name not in read or now[name] != read[name]}
    fields = changed if update_fields is None else {*update_fields}
    others = fields - {"password"}
    if "password" not in fields & changed:
        AbstractUser.save(account, update_fields=others, **options)
    else:
        save_with_password(account, read, update_fields=others, **options)
    note_as_read(account, fields)
    if "email" in fields:
        # Known of the one before: see `people.accounts.accounts.owner_of`.
        vars(account).pop("email_changes", None)


def bring_into_form(account, read):
    """What was written otherwise before stays, as where two would become one."""
    now = values_of(account)
    for name, kept in (("email", kept_email), ("username", kept_username)):
        if name in now and now[name] != read.get(name):
            setattr(account, name, kept(now[name]))


@transaction.atomic
def save_with_password(account, read, **options):
    row = type(account)._base_manager.filter(pk=account.pk)
    as_read = row.filter(password=read.get("password"))
    if not as_read.update(password=account.password):
        raise PasswordOutdated
    AbstractUser.save(account, **options)
    # Rights that came with it took the one before.
    row.update(password=account.password)
