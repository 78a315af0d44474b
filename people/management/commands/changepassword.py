from contextlib import suppress

from django.contrib.auth import get_user_model
from django.contrib.auth.management.commands import changepassword
from django.core.management import CommandError

from people.accounts.accounts import find_account
from people.accounts.saving import PasswordOutdated
from people.rules import account_email, profile_name
from people.spelling.emails import fold_email, plain_name


class Command(changepassword.Command):
    """Django's own, which waits for what is typed: the account may change meanwhile."""

    def handle(self, *args, **options):
        name = options["username"] or ""
        check_is_meant(name)
        try:
            return super().handle(*args, **options)
        except PasswordOutdated as error:
            raise CommandError(str(error)) from None


def check_is_meant(name):
    """Raise `CommandError` where it is no user name, or another account is meant."""
    meant = find_account(name)
    account = None
    if "\0" not in name:
        account = get_user_model().objects.filter(username=name).first()
    if account and account != meant and meant and not is_confirmed(account, meant):
        raise CommandError(f"Give the user name of the other account, “{meant}”.")
    if account or not name:
        return
    if meant is None:
        raise CommandError(f"Nobody has the user name {name!r}.")
    if fold_email(meant.get_username()) == fold_email(plain_name(name)):
        raise CommandError(f"The user name is written “{meant}”: give it so.")
    raise CommandError(
        f"“{name}” is the e-mail of the account “{meant}”: give its user name."
    )


def is_confirmed(account, other):
    """Ask whether the account by the user name is meant, not that by the e-mail."""
    whose = f"{profile_name(account)} {account_email(account)}".strip()
    question = (
        f"“{account}” is the user name of one account ({whose or 'without e-mail'}) "
        f"and the e-mail of another, “{other}”.\n"
        "Change the password of the account with this user name? [y/N]: "
    )
    with suppress(EOFError):
        return input(question).strip().lower() == "y"
    return False
