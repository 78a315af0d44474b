"""Migrations 0012 and 0013 backwards and forwards on the sample organisation.

All but two of these run with `make long` alone: each takes seconds.
"""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from people.accounts.accounts import RoleBackend
from people.accounts.opening import open_account
from people.models import Identity, Person
from tests.databases import copy, drop, put_in_place, restore
from tests.factories import IdentityFactory, PersonFactory, UserFactory
from tests.thoroughness import FACTOR

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks_again]

User = get_user_model()
BEFORE = "0011_e_mail_may_be_empty"
# Tables that are gone by then, or not there yet.
FORGOTTEN = {"people_account_email", "people_verifiedemail", "people_skillcount"}
FORGOTTEN |= {"people_tablechange", "people_levelchange"}
# Columns that came later go, and come back as they are for somebody new.
LATER = ["wants_digest", "digested_at", "holder", "email_is_taken_back"]
LATER += ["by_password"]
thorough = pytest.mark.skipif(not FACTOR, reason="make long")
PASSWORD = "correct horse battery"


@pytest.fixture
def sample():
    call_command("sample_data", people=40, today=date(2026, 3, 9), verbosity=0)


@pytest.fixture(scope="module")
def gone_back(django_db_setup, django_db_blocker):
    """A database that went back, and what was in it before and after: made once."""
    name = f"{connection.settings_dict['NAME']}_back"
    with django_db_blocker.unblock():
        call_command("sample_data", people=40, today=date(2026, 3, 9), verbosity=0)
        populate()
        before, rules = contents(), catalogue()
        back()
        there = contents()
        copy(connection.settings_dict["NAME"], name)
        restore()
    yield name, before, there, rules
    with django_db_blocker.unblock():
        drop(name)


def back():
    call_command("migrate", "people", BEFORE, verbosity=0)


def forth():
    call_command("migrate", verbosity=0)


def tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename <> 'django_migrations' ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def contents():
    found = {}
    with connection.cursor() as cursor:
        for name in tables():
            row = "(to_jsonb(t) - %s::text[])::text"
            cursor.execute(f'SELECT {row} FROM "{name}" AS t ORDER BY 1', [LATER])
            found[name] = [row for (row,) in cursor.fetchall()]
    return found


def differences(one, other):
    """Of people and accounts: later tables and columns of projects go and are lost."""
    names = (one.keys() | other.keys()) - FORGOTTEN
    names = {name for name in names if name.startswith(("people_", "auth_"))}
    return {name for name in names if one.get(name) != other.get(name)}


def catalogue():
    """Triggers, functions and constraints, as the database writes them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
            " UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc"
            "  WHERE proname LIKE 'people%' AND prokind = 'f'"
            " UNION ALL"
            " SELECT conrelid::regclass || conname || pg_get_constraintdef(oid)"
            "  FROM pg_constraint WHERE conrelid::regclass::text LIKE 'people%'"
        )
        return {text for (text,) in cursor.fetchall()}


def with_password(account, **values):
    account.set_password(PASSWORD)
    for name, value in values.items():
        setattr(account, name, value)
    account.save()
    return account


def may_enter(name):
    return RoleBackend().authenticate(None, name, PASSWORD)


def populate():
    """One account of every kind."""
    people = {}
    for name in ("bob", "cyd", "dee"):
        person = PersonFactory(name=name.title(), email=f"{name}@example.com")
        with_password(open_account(person))
        people[name] = person
    Person.objects.filter(pk=people["cyd"].pk).update(user=None)
    with_password(UserFactory(username="root", is_superuser=True, is_staff=True))
    with_password(UserFactory(username="clerk", is_staff=True))
    with_password(UserFactory(username="own", email="own@example.com"))
    IdentityFactory(
        user=UserFactory(username="visitor", email="visitor@example.com"),
        subject="s1",
        email="visitor@example.com",
    )
    IdentityFactory(user=people["dee"].user or User.objects.get(person=people["dee"]))
    return people


def test_nothing_is_lost_backwards_and_forwards(gone_back):
    name, before, there, rules = gone_back
    put_in_place(name)
    forth()
    assert differences(before, there) == set()
    assert differences(before, contents()) == set()
    assert catalogue() == rules


def test_what_is_parted_meanwhile_is_closed_by_going_forwards(gone_back):
    put_in_place(gone_back[0])
    bob = Person.objects.filter(email="bob@example.com")
    assert bob.update(user=None, left_on=date(2026, 1, 1)) == 1
    forth()
    assert may_enter("bob@example.com") is None
    assert all(map(may_enter, ("root", "clerk", "own", "dee@example.com")))
    assert Identity.objects.filter(user__username="visitor").exists()


@thorough
def test_what_was_closed_stays_closed(sample):
    populate()
    back()
    assert not User.objects.get(username="cyd@example.com").is_active
    forth()
    assert may_enter("cyd@example.com") is None


# What the upgrade leaves, or takes: see the notes on upgrading


@thorough
def test_roles_of_a_parted_account_without_password_stay(sample):
    """As all have them where single sign-on is the way in: a superuser may link it."""
    person = PersonFactory(name="Eve", email="eve@example.com")
    account = open_account(person)
    account.groups.add(Group.objects.get_or_create(name="Directory admins")[0])
    back()
    Person.objects.filter(pk=person.pk).update(user=None)
    forth()
    account = User.objects.get(pk=account.pk)
    assert account.is_active
    assert account.groups.filter(name="Directory admins").exists()


@thorough
def test_an_open_account_that_a_superuser_made_without_email_is_closed(sample):
    account = with_password(UserFactory(username="service"))
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    back()
    forth()
    assert may_enter("service") is None
    assert not account.groups.exists()


@thorough
def test_a_parted_staff_account_does_not_stay_with_who_has_left(sample):
    person = PersonFactory(name="Fay", email="fay@example.com")
    with_password(open_account(person), is_staff=True)
    back()
    Person.objects.filter(pk=person.pk).update(user=None, left_on=date(2026, 1, 1))
    forth()
    assert may_enter("fay@example.com") is None


@thorough
def test_a_password_promoted_before_stays(sample):
    person = PersonFactory(name="Gus", email="gus@example.com")
    account = with_password(open_account(person))
    back()
    Person.objects.filter(pk=person.pk).update(user=None)
    User.objects.filter(pk=account.pk).update(is_superuser=True)
    forth()
    assert may_enter("gus@example.com").is_superuser


@thorough
@pytest.mark.parametrize("email", [" ada@example.com", "ada", "ada @example.com"])
def test_odd_emails_are_lost_going_forwards(email, sample):
    person = PersonFactory(name="Ada", email="ada@example.com")
    back()
    Person.objects.filter(pk=person.pk).update(email=email)
    forth()
    person.refresh_from_db()
    assert person.email is None


@thorough
def test_of_two_odd_emails_with_accounts_each_leads_nowhere(sample):
    people = [PersonFactory(email=f"h{number}@example.com") for number in (1, 2)]
    for person in people:
        with_password(open_account(person))
    back()
    for number, person in enumerate(people):
        Person.objects.filter(pk=person.pk).update(email=f"h{number}")
    forth()
    emails = {Person.objects.get(pk=person.pk).email for person in people}
    assert len(emails) == 2
    assert all(email.endswith("@unknown.invalid") for email in emails)
