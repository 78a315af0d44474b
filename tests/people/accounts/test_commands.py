"""Whose password is changed, and who is made a superuser, at the shell."""

import getpass
from io import StringIO
from unittest.mock import Mock

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from people.accounts.opening import open_account
from people.models import Person
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
OLD, NEW = "old@example.com", "correct horse battery"


@pytest.fixture(autouse=True)
def typed(monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda prompt="": NEW)


@pytest.fixture
def eve():
    """Has the user name `OLD`, which is Zoe's e-mail by now."""
    account = open_account(PersonFactory(name="Eve", email=OLD))
    Person.objects.filter(user=account).update(email="eve@example.com")
    open_account(PersonFactory(name="Zoe", email=OLD))
    return account


def change_password(name):
    call_command("changepassword", name, stdout=StringIO())


def changed():
    users = User.objects.order_by("pk")
    return [user.username for user in users if user.check_password(NEW)]


def answer(monkeypatch, text):
    asked = []
    monkeypatch.setattr("builtins.input", lambda words: asked.append(words) or text)
    return asked


def test_a_user_name_that_is_the_e_mail_of_another_is_asked_about(eve, monkeypatch):
    asked = answer(monkeypatch, "y")
    change_password(OLD)
    assert "(Eve eve@example.com) and the e-mail of another, “old@exa" in asked[0]
    assert changed() == [OLD]


@pytest.mark.parametrize("text", ["", "n", "nonsense"])
def test_who_is_not_sure_changes_nothing(text, eve, monkeypatch):
    answer(monkeypatch, text)
    with pytest.raises(CommandError, match=f"other account, “{OLD}-2”"):
        change_password(OLD)
    assert changed() == []


def test_nor_does_who_cannot_be_asked(eve, monkeypatch):
    monkeypatch.setattr("builtins.input", Mock(side_effect=EOFError))
    with pytest.raises(CommandError, match=f"other account, “{OLD}-2”"):
        change_password(OLD)


def test_what_is_said_to_be_the_user_name_can_be_given(eve, monkeypatch):
    with pytest.raises(CommandError, match=f"of the account “{OLD}”: give its user"):
        change_password("eve@example.com")
    answer(monkeypatch, "Y")
    change_password(OLD)
    change_password(f"{OLD}-2")
    assert changed() == [OLD, f"{OLD}-2"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("boss@example.com", "“boss@example.com” is the e-mail of the account “boss”"),
        ("BOSS@example.com", "is the e-mail of the account “boss”"),
        (" boss", "written “boss”"),
        ("BOSS", "written “boss”"),
        ("\uff42oss", "written “boss”"),
        ("boss\0", "written “boss”"),
        ("nobody", "Nobody has the user name 'nobody'"),
        ("nobody\0", r"Nobody has the user name 'nobody\\x00'"),
        ("x" * 300, "Nobody has the user name"),
    ],
)
def test_what_is_no_user_name_is_told_in_plain_words(name, words):
    UserFactory(username="boss", email="boss@example.com")
    with pytest.raises(CommandError, match=words):
        change_password(name)
    assert changed() == []


@pytest.mark.parametrize("name", ["boss", "Boss"])
def test_an_exact_user_name_needs_no_question(name):
    UserFactory(username="boss", email="boss@example.com")
    UserFactory(username="Boss")
    change_password(name)
    assert changed() == [name]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("boss\0", "A user name has no null characters"),
        ("bo ss", "Enter a valid username"),
        ("eve", "already taken"),
    ],
)
def test_nor_may_a_superuser_be_called_anything(name, words):
    UserFactory(username="eve")
    options = {"username": name, "email": "boss@example.com", "interactive": False}
    with pytest.raises(CommandError, match=words):
        call_command("createsuperuser", **options)


@pytest.mark.parametrize("email", ["eve@MÜNCHEN.de", "eve@xn--mnchen-3ya.de"])
@pytest.mark.parametrize("is_option", [True, False])
def test_the_e_mail_of_a_superuser_may_be_written_in_any_way(
    email, is_option, monkeypatch
):
    options = {"username": "eve", "interactive": False, "stdout": StringIO()}
    if is_option:
        options["email"] = email
    else:
        monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", email)
    call_command("createsuperuser", **options)
    assert User.objects.get().email == "eve@münchen.de"


def test_but_not_as_somebody_elses():
    PersonFactory(email="eve@münchen.de")
    options = {"username": "eve", "email": "eve@MÜNCHEN.de", "interactive": False}
    with pytest.raises(CommandError, match="is the e-mail of the profile of"):
        call_command("createsuperuser", **options)
