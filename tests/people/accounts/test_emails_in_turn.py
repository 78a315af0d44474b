"""Of those who are to have one e-mail at once, one has it; nor is a used one given."""

from contextlib import suppress
from io import StringIO
from itertools import permutations, product

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction

from people.accounts.accounts import account_with_email, find_account
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import Refused, account_for
from people.models import Person, VerifiedEmail
from people.privacy import erasure
from people.privacy.erasure import erase
from tests.admin_pages import change, errors_at_fields
from tests.factories import PersonFactory, UserFactory
from tests.people.accounts.test_acting import in_thread, sign_in
from tests.waiting import is_lock_waited_for, wait_for_thread

User = get_user_model()
NEW = "new@example.com"


@pytest.fixture(autouse=True)
def everyone(settings):
    settings.SINGLE_SIGN_ON = {
        "issuer": "https://id.example.com",
        "admits": "everyone",
        "name": "ID",
    }


def come(subject, email):
    return account_for({"sub": subject, "email": email, "email_verified": True})


def superuser(name, **fields):
    return UserFactory(username=name, is_superuser=True, is_staff=True, **fields)


def type_own_email(account, email, by=None):
    page = f"/admin/auth/user/{account.pk}/change/"
    client = sign_in(by or account)
    return change(client, page, email=email, **JOINED)


def create_superuser(name, email):
    options = {"username": name, "email": email, "interactive": False}
    call_command("createsuperuser", **options, stdout=StringIO())


# The page shows the moment in one field, and takes it in two.
JOINED = {"date_joined_0": "2026-01-05", "date_joined_1": "09:00:00"}
WAYS = {
    "moves": lambda: come("s1", NEW),
    "moves as well": lambda: come("s2", NEW),
    "visits": lambda: come("s3", NEW),
    "types it": lambda: type_own_email(User.objects.get(username="boss"), NEW),
    "is made": lambda: create_superuser("root", NEW),
}


def refused_or_not(way):
    with suppress(Refused, CommandError):
        WAYS[way]()


@pytest.mark.alike
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("first", "second"), [*permutations(WAYS, 2)])
def test_two_who_are_to_have_an_e_mail_at_once(first, second):
    come("s1", "one@example.com")
    come("s2", "two@example.com")
    superuser("boss", email="boss@example.com")
    with transaction.atomic():
        WAYS[first]()
        thread = in_thread(lambda: refused_or_not(second))
        wait_for_thread(thread)
        assert is_lock_waited_for()
    thread.join()
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_is_invited_waits_for_a_visitor_to_take_the_e_mail_from():
    with transaction.atomic():
        visitor = come("s3", NEW)
        thread = in_thread(lambda: open_account(PersonFactory(email=NEW)))
        wait_for_thread(thread)
        assert is_lock_waited_for()
    thread.join()
    visitor.refresh_from_db()
    assert (visitor.is_active, visitor.email) == (False, "")
    assert account_with_email(NEW) == Person.objects.get().user


# What is somebody else's


def profiles():
    PersonFactory(name="Eve", email=NEW)


def profiles_with_an_account():
    open_account(PersonFactory(name="Eve", email=NEW))


def superusers():
    superuser("eve", email=NEW)


def superusers_with_a_profile():
    PersonFactory(name="Eve", email="eve@x.org", user=superuser("eve"))
    User.objects.filter(username="eve").update(email=NEW)


def staffs():
    UserFactory(username="eve", email=NEW, is_staff=True)


def a_closed_accounts():
    UserFactory(username="eve", email=NEW, is_active=False)


SOMEBODYS = [
    profiles,
    profiles_with_an_account,
    superusers,
    superusers_with_a_profile,
    staffs,
    a_closed_accounts,
]


@pytest.mark.alike
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_somebodys", "typed"), [*product(SOMEBODYS, [NEW, "NEW@Example.COM"])]
)
def test_an_e_mail_that_is_somebodys_becomes_no_accounts_own(is_somebodys, typed):
    is_somebodys()
    found = find_account(NEW)
    boss = superuser("boss", email="boss@example.com")
    errors = errors_at_fields(type_own_email(boss, typed))
    assert "is the e-mail of the" in errors["email"][0]
    with pytest.raises(CommandError, match="is the e-mail of the"):
        create_superuser("root", typed)
    assert find_account(NEW) == found
    assert account_with_email("boss@example.com") == boss
    assert not User.objects.filter(username="root").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("new@münchen.de", "new@MÜNCHEN.de"),
        ("new@münchen.de", "new@xn--mnchen-3ya.de"),
        ("new@xn--strae-oqa.de", "new@straße.de"),
    ],
)
def test_nor_in_another_spelling(kept, typed):
    superuser("eve", email=kept)
    boss = superuser("boss", email="boss@example.com")
    errors = errors_at_fields(type_own_email(boss, typed))
    assert "account “eve”" in errors["email"][0]
    with pytest.raises(CommandError, match="account “eve”"):
        create_superuser("root", typed)


@pytest.mark.django_db
def test_the_e_mail_of_the_own_profile_may_be_the_accounts_own():
    boss = superuser("boss")
    PersonFactory(user=boss, email=NEW)
    assert type_own_email(boss, NEW).status_code == 302
    assert find_account(NEW) == boss


@pytest.mark.django_db
def test_what_two_have_already_stands_in_nobodys_way():
    boss = superuser("boss", email=NEW)
    superuser("eve", email=NEW)
    assert type_own_email(boss, NEW).status_code == 302
    assert type_own_email(boss, "boss@example.com").status_code == 302
    assert find_account(NEW).username == "eve"


@pytest.mark.django_db
def test_at_a_terminal_another_e_mail_is_asked_for(monkeypatch):
    superuser("eve", email=NEW)
    answers, errors = iter(["root", NEW, "root@example.com"]), StringIO()
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda prompt="": "correct horse battery")
    terminal = StringIO()
    terminal.isatty = lambda: True
    out = {"stdin": terminal, "stdout": StringIO(), "stderr": errors}
    call_command("createsuperuser", **out)
    assert "is the e-mail of the account “eve” already" in errors.getvalue()
    assert User.objects.get(username="root").email == "root@example.com"


@pytest.mark.django_db
def test_so_is_one_from_the_environment(monkeypatch):
    superuser("eve", email=NEW)
    monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", NEW)
    with pytest.raises(CommandError, match="account “eve”"):
        create_superuser("root", None)


# Two whose e-mails are swapped


@pytest.fixture
def both():
    """Known by `sz` and `sb`, each of whom the provider gives the other's e-mail."""
    people = PersonFactory(email="z@example.com"), PersonFactory(email="b@example.com")
    for subject, person in zip(("sz", "sb"), people, strict=True):
        come(subject, person.email)
    return people


SWAP = [("sz", "b@example.com"), ("sb", "z@example.com")]


@pytest.mark.django_db(transaction=True)
def test_two_who_swap_wait_for_each_other_in_turn(both):
    troubles = []

    def keep_coming():
        for claims in SWAP * 15:
            try:
                come(*claims)
            except Exception as trouble:
                troubles.append(trouble)

    threads = [in_thread(keep_coming) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert troubles == []
    assert VerifiedEmail.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_comes_while_the_other_is_erased(both, monkeypatch):
    zoe, _ = both
    come(*SWAP[0])
    forget, threads = erasure.others_with_email, []

    def forget_late(*about):
        if not threads:
            threads.append(in_thread(lambda: come("sb", "b@example.com")))
            wait_for_thread(threads[0])
        return forget(*about)

    monkeypatch.setattr(erasure, "others_with_email", forget_late)
    erase(person=zoe, by=superuser("boss"))
    threads[0].join()
    assert Person.objects.get(pk=zoe.pk).name == "Former member"
