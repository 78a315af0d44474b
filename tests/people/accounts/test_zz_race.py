"""Scratch: a reader changes the password over and over while a superuser promotes."""

from threading import Event, Thread
from time import sleep

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from people.accounts.accounts import RoleBackend, open_account
from people.rules import is_protected
from tests.conftest import signed_in
from tests.factories import PersonFactory

User = get_user_model()
HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]


@pytest.mark.parametrize("pause", [0.02, 0.05, 0.08, 0.11, 0.14, 0.17, 0.2, 0.25])
@pytest.mark.django_db(transaction=True)
def test_p0_the_loop_wins(pause, settings):
    """With the hasher of the product: in tests passwords are hashed in no time."""
    settings.PASSWORD_HASHERS = HASHERS
    account = open_account(PersonFactory(name="Bob", email="bob@example.com"))
    word = "correct horse battery "
    account.set_password(f"{word}0")
    account.save()
    client = signed_in(RoleBackend().get_user(account.pk))
    warm, stop = Event(), Event()
    words = [f"{word}0"]

    def loop():
        try:
            for number in range(1, 200):
                new = f"{word}{number}"
                sent = {"old_password": words[-1], "new_password1": new}
                answer = client.post(
                    "/accounts/password/", sent | {"new_password2": new}
                )
                if answer.status_code != 302 or "login" in answer["Location"]:
                    break
                words.append(new)
                if number == 3:
                    warm.set()
                if stop.is_set():
                    break
        finally:
            warm.set()
            connection.close()

    thread = Thread(target=loop)
    thread.start()
    warm.wait(20)
    sleep(pause)
    User.objects.filter(pk=account.pk).update(is_superuser=True)
    stop.set()
    thread.join(30)
    known = [
        one for one in words if RoleBackend().authenticate(None, account.username, one)
    ]
    assert known and is_protected(User.objects.get(pk=account.pk))
