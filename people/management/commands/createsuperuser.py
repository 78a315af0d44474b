import os
from contextlib import nullcontext

from django.contrib.auth.management.commands import createsuperuser
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import transaction

from people.accounts.names import check_is_free, kept_username
from people.spelling.emails import kept_email


class Command(createsuperuser.Command):
    """Django's own, which gives nobody an e-mail that is another's.

    While somebody types nobody waits for them: there is no transaction.
    """

    def handle(self, *args, **options):
        email = options["email"]
        if not options["interactive"]:
            email = email or os.environ.get("DJANGO_SUPERUSER_EMAIL")
        if email:
            options["email"] = email = kept_email(email)
            if trouble := self.trouble_with(email):
                raise CommandError(trouble)
        with nullcontext() if options["interactive"] else transaction.atomic():
            super().handle(*args, **options)

    def get_input_data(self, field, message, default=None):
        value = super().get_input_data(field, message, default)
        if field.name == "email" and value and (trouble := self.trouble_with(value)):
            self.stderr.write(f"Error: {trouble}")
            return None
        return value

    def trouble_with(self, email):
        try:
            check_is_free(email, self.UserModel())
        except ValidationError as error:
            return "; ".join(error.messages)
        return None

    def _validate_username(self, username, *args):
        # Nor may any be asked for.
        if "\0" in username:
            return "Error: A user name has no null characters."
        return super()._validate_username(kept_username(username), *args)
