"""What was written before there was one form for e-mails: migration 0025."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from people.accounts.accounts import find_account
from people.accounts.opening import open_account
from people.models import Person, PersonEvent
from tests.factories import PersonFactory, UserFactory
from tests.migrating import run_code_of

pytestmark = pytest.mark.django_db

User = get_user_model()
PASSWORD = "correct horse battery"


def migrate():
    run_code_of("people", "0025_emails_in_one_form")


def write(table, column, value, pk):
    """As patterns of imports did, past all fields."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])


def person_with(email, **values):
    person = PersonFactory(**values)
    write("people_person", "email", email, person.pk)
    return person


def with_account(person):
    account = open_account(person)
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("ana@xn--mnchen-3ya.de", "ana@münchen.de"),
        ("ana@MÜNCHEN.de", "ana@münchen.de"),
        ("ana@straße.de", "ana@xn--strae-oqa.de"),
        ("Ana@Example.COM", "Ana@example.com"),
        ("<ana@x.org>", "ana@x.org"),
        ("mailto:ana@x.org", "ana@x.org"),
        ("(ana@x.org)", "ana@x.org"),
        ("ana@x.org;", "ana@x.org"),
        ("ana@x.org.", "ana@x.org"),
        ("ana@exam\u200bple.com", "ana@example.com"),
        ('"Ana"@x.org', "ana@x.org"),
        ("ana@nowhere", "ana@nowhere"),
    ],
)
def test_an_e_mail_of_before_is_brought_into_form_and_its_history_too(before, kept):
    person = person_with(before)
    migrate()
    assert Person.objects.get().email == kept
    events = PersonEvent.objects.filter(pgh_obj=person).told()
    assert before == kept or not events.filter(email__startswith=before).exists()


@pytest.mark.parametrize("is_changed", [False, True])
def test_the_history_goes_on_to_be_told(is_changed, admin_client):
    person = person_with("ana@MÜNCHEN.de")
    if is_changed:
        write("people_person", "email", "ana@münchen.de", person.pk)
        write("people_person", "email", "ana@MÜNCHEN.de", person.pk)
    migrate()
    page = admin_client.get(f"{person.get_absolute_url()}history/").content.decode()
    assert "changed the e-mail from ana@MÜNCHEN.de to ana@münchen.de" in page
    assert ("changed how the e-mail is written" in page) is is_changed


@pytest.mark.parametrize(
    ("before", "is_known"), [("ana@straße.de", False), ("ana@MÜNCHEN.de", True)]
)
def test_a_password_that_was_mailed_elsewhere_is_taken(before, is_known):
    person = PersonFactory()
    account = with_account(person)
    write("people_person", "email", before, person.pk)
    migrate()
    account.refresh_from_db()
    assert account.check_password(PASSWORD) is is_known
    assert find_account(before) == account


@pytest.mark.parametrize(
    ("ana_has", "other_has", "stays"),
    [
        ({}, {}, "ana"),
        ({"left_on": date(2020, 1, 1)}, {}, "other"),
        ({"left_on": date(2020, 1, 1)}, {"left_on": date(2020, 1, 1)}, "ana"),
    ],
)
def test_of_two_with_one_mailbox_one_has_none(ana_has, other_has, stays, caplog):
    """Who is here keeps it, and then whose is written as it is kept."""
    people = {"ana": PersonFactory(email="ana@münchen.de"), "other": PersonFactory()}
    accounts = {name: with_account(person) for name, person in people.items()}
    write("people_person", "email", "ana@MÜNCHEN.de", people["other"].pk)
    for name, values in (("ana", ana_has), ("other", other_has)):
        Person.objects.filter(pk=people[name].pk).update(**values)
    migrate()
    for person in people.values():
        person.refresh_from_db()
    winner = people.pop(stays)
    [(loses, loser)] = people.items()
    assert (winner.email, loser.email, loser.user) == ("ana@münchen.de", None, None)
    assert not User.objects.get(pk=accounts[loses].pk).is_active
    assert f"Person {loser.pk} had the mailbox of person {winner.pk}" in caplog.text


def test_who_has_an_account_keeps_the_mailbox():
    PersonFactory(email="ana@münchen.de")
    other = PersonFactory()
    account = with_account(other)
    write("people_person", "email", "ana@MÜNCHEN.de", other.pk)
    migrate()
    assert find_account("ana@xn--mnchen-3ya.de") == account


def test_what_would_be_too_long_stays():
    """In code a domain may be longer than as it was written."""
    account, name = UserFactory(), f"{'a' * 130}@straßeß.deeeeeee"
    write("auth_user", "username", name, account.pk)
    migrate()
    account.refresh_from_db()
    account.save()
    assert account.username == name


@pytest.mark.parametrize("values", [{}, {"is_superuser": True}])
@pytest.mark.parametrize("before", ["eve@MÜNCHEN.de", "eve@xn--mnchen-3ya.de"])
def test_a_user_name_of_before_is_brought_into_form(before, values):
    account = UserFactory(**values)
    write("auth_user", "username", before, account.pk)
    migrate()
    assert User.objects.get().username == "eve@münchen.de"


def test_of_two_user_names_that_would_become_one_the_other_stays():
    UserFactory(username="eve@münchen.de")
    other = UserFactory()
    write("auth_user", "username", "eve@MÜNCHEN.de", other.pk)
    migrate()
    other.refresh_from_db()
    other.save()
    assert other.username == "eve@MÜNCHEN.de"
    assert find_account("eve@MÜNCHEN.de") == other


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("boss@straße.de", "boss@xn--strae-oqa.de"),
        ("boss@MÜNCHEN.de", "boss@münchen.de"),
        ("<boss@x.org>", "boss@x.org"),
    ],
)
def test_an_own_e_mail_of_before_is_brought_into_form(before, kept):
    boss = UserFactory(username="boss", is_superuser=True)
    write("auth_user", "email", before, boss.pk)
    migrate()
    boss.refresh_from_db()
    assert boss.email == kept
    assert find_account(kept) == boss


@pytest.mark.parametrize(
    ("before", "values", "is_known"),
    [
        ("eve@straße.de", {}, False),
        ("eve@straße.de", {"is_superuser": True}, True),
        ("eve@MÜNCHEN.de", {}, True),
    ],
)
def test_mail_to_it_that_arrived_elsewhere_costs_the_password(before, values, is_known):
    account = UserFactory(**values)
    account.set_password(PASSWORD)
    account.save()
    write("auth_user", "email", before, account.pk)
    migrate()
    account.refresh_from_db()
    assert account.check_password(PASSWORD) is is_known


def test_of_two_accounts_with_one_mailbox_the_superuser_has_it(caplog):
    eve, boss = UserFactory(), UserFactory(is_superuser=True)
    write("auth_user", "email", "eve@MÜNCHEN.de", eve.pk)
    write("auth_user", "email", "eve@xn--mnchen-3ya.de", boss.pk)
    migrate()
    emails = dict(User.objects.values_list("pk", "email"))
    assert emails == {eve.pk: "eve@MÜNCHEN.de", boss.pk: "eve@münchen.de"}
    assert f"own e-mail of account {eve.pk} is another's" in caplog.text
    assert find_account("eve@MÜNCHEN.de") == boss


@pytest.mark.parametrize(
    ("has_account", "is_superuser", "email"),
    [
        (True, True, "boss@MÜNCHEN.de"),
        (True, False, "boss@MÜNCHEN.de"),
        (False, False, "boss@MÜNCHEN.de"),
        # Any directory admin may have written that profile.
        (False, True, "boss@münchen.de"),
    ],
)
def test_an_own_e_mail_that_is_somebodys_profiles_stays(
    has_account, is_superuser, email
):
    person = PersonFactory(email="boss@münchen.de")
    if has_account:
        with_account(person)
    boss = UserFactory(is_superuser=is_superuser)
    write("auth_user", "email", "boss@MÜNCHEN.de", boss.pk)
    migrate()
    boss.refresh_from_db()
    assert boss.email == email


def test_the_profile_of_the_account_itself_may_have_it():
    boss = UserFactory(is_superuser=True)
    PersonFactory(email="boss@münchen.de", user=boss)
    write("auth_user", "email", "boss@MÜNCHEN.de", boss.pk)
    migrate()
    boss.refresh_from_db()
    assert boss.email == "boss@münchen.de"
