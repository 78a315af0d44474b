from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        # Models may be read from here on.
        from django.contrib.auth import get_user_model

        from people.accounts.accounts import session_hash

        # Django derives what ends sessions from the password alone, in a method of the
        # account; an account model of one's own cannot be brought in later.
        get_user_model().add_to_class("_get_session_auth_hash", session_hash)
