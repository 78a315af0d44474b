from django.contrib.auth.management.commands import changepassword
from django.core.management import CommandError

from people.accounts.accounts import find_account
from people.accounts.saving import PasswordOutdated


class Command(changepassword.Command):
    """Django's own, which waits for what is typed: the account may change meanwhile."""

    def handle(self, *args, **options):
        name = options["username"] or ""
        meant = find_account(name)
        if meant and meant.get_username() != name:
            raise CommandError(
                f"“{name}” is the e-mail of the account “{meant}”: give its user name."
            )
        try:
            return super().handle(*args, **options)
        except PasswordOutdated as error:
            raise CommandError(str(error)) from None
