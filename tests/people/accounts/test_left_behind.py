"""Who was shut out by what is known of a person stays out when that is gone."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from people.accounts.accounts import is_left_behind
from people.accounts.names import accounts_named_after, free_username, is_made_of
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import Refused, account_for
from people.models import Person
from tests.admin_pages import choose
from tests.factories import PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

User = get_user_model()
VERAS, PASSWORD = "vera@example.com", "correct horse battery"
LEFT_ON = date(2026, 3, 6)
NOBODYS = [
    {"username": "vera", "email": VERAS},
    {"username": VERAS},
    {"username": f"{VERAS}-2"},
    {"username": "vera", "email": VERAS, "is_staff": True},
]


@pytest.fixture
def everyone(settings):
    site = {"issuer": "https://id.example.com", "admits": "everyone", "name": "ID"}
    settings.SINGLE_SIGN_ON = site


def come(subject, email):
    return account_for({"sub": subject, "email": email, "email_verified": True})


def managers_account(**fields):
    """An account that a superuser made for Vera before she had a profile."""
    account = UserFactory(**fields)
    account.set_password(PASSWORD)
    account.save()
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    return account


def sign_in(name):
    client = Client()
    client.post("/accounts/login/", {"username": name, "password": PASSWORD})
    return client


def is_in(client):
    return client.get("/people/").status_code == 200


def erase(client, person):
    sure = {"apply": "1", "is_sure": "on"}
    choose(client, "/admin/people/person/", "erase", [person], **sure)
    person.refresh_from_db()
    assert person.name == "Former member"


@pytest.mark.parametrize("fields", NOBODYS)
@pytest.mark.parametrize("has_moved", [False, True])
@pytest.mark.parametrize("has_left", [False, True])
def test_who_is_erased_is_out_by_every_account(
    fields, has_moved, has_left, directory_admin_client
):
    account = managers_account(**fields)
    vera = PersonFactory(email=VERAS)
    early = sign_in(fields["username"])
    email = "vera.costa@example.com" if has_moved else VERAS
    left_on = LEFT_ON if has_left else None
    Person.objects.filter(pk=vera.pk).update(email=email, left_on=left_on)
    erase(directory_admin_client, vera)
    assert not is_in(early)
    assert not is_in(sign_in(fields["username"]))
    assert not User.objects.filter(pk=account.pk).exists()


def test_nothing_stays_of_accounts_that_were_parted(directory_admin_client):
    vera = PersonFactory(name="Vera Costa", email=VERAS)
    for _ in range(2):
        open_account(vera)
        Person.objects.filter(pk=vera.pk).update(user=None)
    erase(directory_admin_client, vera)
    assert not User.objects.filter(last_name="Costa").exists()


def test_erasing_spares_protected_accounts_and_those_of_others(directory_admin_client):
    protected = UserFactory(username="root", email=VERAS, is_superuser=True)
    others = UserFactory(username=VERAS)
    PersonFactory(email="uma@example.com", user=others)
    erase(directory_admin_client, PersonFactory(email=VERAS))
    kept = User.objects.filter(pk__in=[protected.pk, others.pk], is_active=True)
    assert kept.count() == 2


def test_what_a_superuser_has_closed_no_erasing_opens(directory_admin_client, everyone):
    closed = come("s1", VERAS)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    erase(directory_admin_client, PersonFactory(email=VERAS))
    with pytest.raises(Refused):
        come("s1", VERAS)


def test_a_visitor_who_is_erased_has_no_role_any_more(directory_admin_client, everyone):
    visitor = come("s1", VERAS)
    visitor.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    erase(directory_admin_client, PersonFactory(email=VERAS, left_on=LEFT_ON))
    again = come("s1", VERAS)
    assert again != visitor
    assert not again.groups.filter(name="Project managers").exists()


@pytest.mark.parametrize("fields", NOBODYS[:2])
@pytest.mark.parametrize("has_moved", [False, True])
def test_who_has_left_stays_out_when_the_row_goes(fields, has_moved):
    managers_account(**fields)
    vera = PersonFactory(email=VERAS)
    email = "vera.costa@example.com" if has_moved else VERAS
    Person.objects.filter(pk=vera.pk).update(email=email, left_on=LEFT_ON)
    vera.delete()
    account = User.objects.get()
    assert (account.is_active, account.groups.count()) == (False, 0)
    assert not is_in(sign_in(fields["username"]))


def test_a_row_that_goes_closes_nobody_whom_it_did_not_shut_out():
    account = managers_account(**NOBODYS[0])
    superuser = UserFactory(username=VERAS, is_superuser=True)
    PersonFactory(email=VERAS).delete()
    assert is_in(sign_in("vera"))
    Person.objects.create(name="Vera", email=VERAS, left_on=LEFT_ON).delete()
    account.refresh_from_db(), superuser.refresh_from_db()
    assert (account.is_active, superuser.is_active) == (False, True)


ONE_MAILBOX = ["vera@münchen.de", "vera@MÜNCHEN.de", "VERA@xn--mnchen-3ya.de"]


@pytest.mark.parametrize("username", ONE_MAILBOX)
@pytest.mark.parametrize("how", ["leaves", "is erased", "goes"])
def test_a_user_name_is_an_e_mail_however_it_was_written(
    username, how, directory_admin_client
):
    managers_account(username=username)
    vera = PersonFactory(email="vera@münchen.de")
    early = sign_in(username)
    assert is_in(early)
    Person.objects.filter(pk=vera.pk).update(left_on=LEFT_ON)
    if how == "is erased":
        erase(directory_admin_client, vera)
    elif how == "goes":
        Person.objects.get(pk=vera.pk).delete()
    assert not is_in(early)
    assert not is_in(sign_in(username))


@pytest.mark.parametrize("username", ONE_MAILBOX)
def test_nobody_visits_whose_account_is_closed(username, everyone):
    UserFactory(username=username, is_active=False)
    with pytest.raises(Refused, match="closed"):
        come("s1", "vera@xn--mnchen-3ya.de")


# Whose name it is


@pytest.mark.parametrize("number", ["", "-2", "-17"])
@pytest.mark.parametrize("length", [16, 147, 148, 149, 150, 151, 200])
def test_a_user_name_is_known_by_its_email(length, number):
    email = "ana@" + "d" * (length - 8) + ".org"
    stem = email[: 150 - len(number)]
    assert is_made_of(stem + number, email)
    assert not is_made_of(stem + number, "b" + email)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_accounts_are_found_by_the_email_they_are_named_after(count):
    names = []
    for _ in range(count):
        names.append(UserFactory(username=free_username(VERAS)).username)
    UserFactory(username=f"{VERAS}x"), UserFactory(username="vera@example.co-2.com")
    assert sorted(user.username for user in accounts_named_after(VERAS)) == names


def test_a_longer_address_that_is_closed_keeps_no_shorter_one_out(everyone):
    other = come("s1", "ana@x.co-op.com")
    User.objects.filter(pk=other.pk).update(is_active=False)
    assert come("s2", "ana@x.co").is_active


def test_nobody_visits_by_a_long_address_that_is_closed(everyone):
    email = "ana@" + ".".join(["d" * 50] * 3) + ".org"
    open_account(PersonFactory(email=email))
    Person.objects.update(user=None, email="z@example.com")
    with pytest.raises(Refused, match="closed"):
        come("s2", email)


LONG = "a" * 64 + "@" + "b" * 63 + "." + "c" * 40


@pytest.mark.parametrize(
    ("own", "is_kept"),
    [(f"{LONG}y.org", True), (f"{LONG}x.org", False), ("v@x.org", False), ("", False)],
)
def test_who_is_erased_takes_no_account_of_another_long_address(
    own, is_kept, directory_admin_client
):
    username = f"{LONG}x.org"[:150]
    account = UserFactory(username=username, email=own, is_staff=True)
    erase(directory_admin_client, PersonFactory(email=f"{LONG}x.org"))
    assert User.objects.filter(pk=account.pk).exists() is is_kept


def test_a_cut_user_name_is_no_e_mail_of_who_left():
    short, long = f"{'a' * 139}@example.co", f"{'a' * 139}@example.com"
    account = UserFactory(username=long[:150], email=long)
    assert account.username == short
    PersonFactory(email=short, left_on=LEFT_ON)
    assert not is_left_behind(account)
    PersonFactory(email=long, left_on=LEFT_ON)
    assert is_left_behind(account)


def test_a_cut_user_name_stays_as_it_is():
    email = f"ana@{'d' * 130}.xn--strae-oqa.example"
    name = free_username(email)
    account = UserFactory(username=name)
    assert account.username == name == email[:150]
    assert accounts_named_after(email) == [account]


def test_a_visitors_role_is_for_the_subject_that_has_the_account(everyone):
    visitor = come("s1", "v@example.com")
    visitor.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    User.objects.filter(pk=visitor.pk).update(email="n@example.com")
    with pytest.raises(Refused, match="a password or a role"):
        come("s3", "n@example.com")
    assert come("s1", "n@example.com") == visitor


def test_accounts_that_go_along_are_named_before(directory_admin_client):
    UserFactory(username="second-of-vera", email=VERAS, is_staff=True)
    person = PersonFactory(email=VERAS)
    page = choose(directory_admin_client, "/admin/people/person/", "erase", [person])
    assert "<strong>second-of-vera</strong> (staff)" in page.content.decode()
