from functools import partial

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        # Models may be read from here on.
        from axes.models import AccessAttempt
        from django.contrib.auth import get_user_model
        from django.db.models.signals import pre_save

        from people.accounts.accounts import session_hash
        from people.accounts.attempts import keep_nothing_sent
        from people.accounts.forms import typed_username
        from people.accounts.saving import (
            read_account,
            reread_account,
            save_account,
        )
        from people.rules import account_email, profile_name
        from people.spelling.emails import check_email, typed_email

        # Django derives what ends sessions from the password alone, in a method of the
        # account; an account model of one's own cannot be brought in later.
        account = get_user_model()
        account.add_to_class("_get_session_auth_hash", session_hash)
        # It saves whole rows, read long ago.
        account.add_to_class("from_db", classmethod(read_account))
        account.add_to_class("refresh_from_db", reread_account)
        account.add_to_class("save", save_account)
        # Where mails to choose a password go, and what their links hang on. A reader is
        # told by this name what a password is too much like: see `settings`. By “name”,
        # too: the names of the account are of when it was opened.
        account.add_to_class("e-mail", property(account_email))
        account.EMAIL_FIELD = "e-mail"
        account.add_to_class("name", property(profile_name))
        # One that is its own is written as a `KeptEmailField`, and saved as such.
        own = account._meta.get_field("email")
        own.validators.append(check_email)
        own.formfield = partial(typed_email, own)
        username = account._meta.get_field("username")
        username.formfield = partial(typed_username, username)
        pre_save.connect(keep_nothing_sent, sender=AccessAttempt)
