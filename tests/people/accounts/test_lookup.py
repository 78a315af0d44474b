"""Whose account is meant, what it may do, and what finding that out costs."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.accounts.accounts import (
    AccountTaken,
    RoleBackend,
    account_with_email,
    find_account,
)
from people.accounts.forms import ForgottenPasswordForm
from people.accounts.opening import make_account, open_account
from people.models import Person
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
LONG = f"{'a' * 190}@example.com"


def with_password(**fields):
    user = UserFactory(**fields)
    user.set_password("correct horse")
    user.save()
    return user


# By name


def test_spaces_around_a_name_do_not_matter():
    user = UserFactory(username="ann")

    assert find_account("  ann ") == user


def test_exact_user_name_goes_before_one_in_another_case():
    upper, lower = UserFactory(username="Ann"), UserFactory(username="ann")

    assert (find_account("Ann"), find_account("ann")) == (upper, lower)


def test_two_user_names_in_other_cases_are_nobodys():
    UserFactory(username="Ann")
    UserFactory(username="ANN")

    assert find_account("ann") is None


def test_e_mail_of_the_profile_finds_its_account():
    user = UserFactory(username="x1", email="old@example.com")
    PersonFactory(user=user, email="New@example.com")

    assert find_account("new@example.com") == user


TYPED = ["EVE@MÜNCHEN.DE", "eve@mu\u0308nchen.de", "eve@xn--mnchen-3ya.de"]


@pytest.mark.parametrize("typed", TYPED)
def test_a_domain_is_typed_in_capitals_in_code_or_by_another_keyboard(typed):
    person = PersonFactory(user=UserFactory(), email="eve@münchen.de")
    assert find_account(typed) == person.user


@pytest.mark.parametrize("typed", TYPED)
def test_nobodys_user_name_stands_in_front_of_it(typed):
    UserFactory(username="eve@mÜnchen.de", is_active=False)
    person = PersonFactory(user=UserFactory(), email="eve@münchen.de")
    assert find_account(typed) == person.user


@pytest.mark.parametrize("typed", TYPED)
def test_so_it_is_for_a_mail_to_choose_a_password(typed):
    user = open_account(PersonFactory(email="eve@münchen.de"))
    user.set_password("correct horse")
    user.save()
    assert ForgottenPasswordForm().get_users(typed) == [user]


@pytest.mark.parametrize(("typed", "queries"), [("eve@münchen.de", 1), (TYPED[0], 2)])
def test_a_domain_typed_otherwise_costs_a_query_more(
    typed, queries, django_assert_num_queries
):
    PersonFactory(user=UserFactory(), email="eve@münchen.de")
    with django_assert_num_queries(queries):
        find_account(typed)


def test_wildcards_find_nobody():
    UserFactory(username="ann")

    assert find_account("a%") is None
    assert find_account("___") is None


@pytest.mark.parametrize("missing", ["username", "password"])
def test_without_name_or_password_nobody_signs_in(missing):
    with_password(username="ann")
    typed = {"username": "ann", "password": "correct horse", missing: None}

    assert RoleBackend().authenticate(None, **typed) is None


def test_right_password_lets_in_and_a_wrong_one_does_not():
    user = with_password(username="ann")

    assert RoleBackend().authenticate(None, "ann", "correct horse") == user
    assert RoleBackend().authenticate(None, "ann", "Correct horse") is None


# By e-mail


def test_e_mail_that_is_a_user_name_signs_in_and_leads_nobody_else_to_the_account():
    user = UserFactory(username="ann@example.com", email="")

    assert find_account("Ann@Example.com") == user
    assert account_with_email("Ann@Example.com") is None


def test_nobody_has_an_unknown_e_mail():
    UserFactory(email="ben@example.com")

    assert account_with_email("ann@example.com") is None


def test_e_mail_of_two_accounts_is_taken():
    UserFactory.create_batch(2, email="ann@example.com")

    with pytest.raises(AccountTaken):
        account_with_email("ann@example.com")


def test_who_has_the_e_mail_goes_before_who_has_it_for_a_user_name():
    UserFactory(username="ann@example.com")
    user = UserFactory(email="ann@example.com")

    assert account_with_email("ann@example.com") == user


def test_an_account_is_not_found_by_the_user_name_while_it_has_another_e_mail():
    open_account(PersonFactory(email="ann@example.com"))
    Person.objects.update(email="ann.married@example.com")

    assert account_with_email("ann@example.com") is None


def test_e_mail_longer_than_a_user_name_finds_its_account_again():
    user = open_account(PersonFactory(email=LONG))

    assert user.username == LONG[:150]
    assert account_with_email(LONG) == user


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Ana Silva Costa", "Ana", "Silva Costa"),
        ("Cher", "Cher", ""),
        ("", "", ""),
        ("x" * 200 + " " + "y" * 200, "x" * 150, "y" * 150),
    ],
)
def test_name_is_divided_into_first_and_last(name, first, last):
    user = make_account("ann@example.com", name)

    user.refresh_from_db()
    assert (user.first_name, user.last_name) == (first, last)


def test_opening_a_taken_account_changes_nothing():
    UserFactory(email="ann@example.com", is_staff=True)
    person = PersonFactory(email="ann@example.com")

    with pytest.raises(AccountTaken):
        open_account(person)
    person.refresh_from_db()
    assert person.user is None


# What it may do


def test_session_of_a_removed_account_ends():
    assert RoleBackend().get_user(-1) is None


def test_session_of_a_closed_account_ends():
    user = UserFactory(is_active=False)

    assert RoleBackend().get_user(user.pk) is None


def test_strangers_may_do_nothing():
    assert RoleBackend().get_group_permissions(AnonymousUser()) == set()


def test_closed_admin_account_may_do_nothing(directory_admin):
    assert RoleBackend().get_group_permissions(directory_admin)

    directory_admin.is_active = False
    for name in ("_group_perm_cache", "role_names"):
        directory_admin.__dict__.pop(name, None)
    assert RoleBackend().get_group_permissions(directory_admin) == set()


# Queries


def test_account_is_found_in_one_query_among_3_and_30(django_assert_num_queries):
    ann = UserFactory(username="ann")
    for count in (3, 27):
        for user in UserFactory.create_batch(count, email="same@example.com"):
            PersonFactory(user=user)
        with django_assert_num_queries(1):
            assert find_account("ann") == ann


def test_opening_an_account_costs_the_same_among_3_and_30(django_assert_num_queries):
    for count in (3, 27):
        PersonFactory.create_batch(count)
        person = PersonFactory()
        with django_assert_num_queries(10):
            open_account(person)


@pytest.mark.looks_again
def test_user_name_e_mail_and_profile_are_asked_by_index():
    User.objects.bulk_create(User(username=f"u{n}") for n in range(1000))
    Person.objects.bulk_create(
        Person(slug=f"p{n}", email=f"p{n}@example.com") for n in range(1000)
    )
    with CaptureQueriesContext(connection) as asked:
        find_account("ann@example.com")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE auth_user, people_person")
        cursor.execute(f"EXPLAIN {asked[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert plan.count("Index Cond: (lower(") == 3
