from django.contrib.auth.management.commands import changepassword
from django.core.management import CommandError

from people.accounts.saving import PasswordOutdated


class Command(changepassword.Command):
    """Django's own, which waits for what is typed: the account may change meanwhile."""

    def handle(self, *args, **options):
        try:
            return super().handle(*args, **options)
        except PasswordOutdated as error:
            raise CommandError(str(error)) from None
