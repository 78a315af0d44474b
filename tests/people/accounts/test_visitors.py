"""Who is let in by single sign-on without a profile, and for how long."""

import pytest
from django.contrib.auth import get_user_model

from people.accounts.accounts import RoleBackend
from people.accounts.identities import account_for
from people.rules import account_email
from tests.conftest import signed_in
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
OLD, NEW = "vera@example.com", "vera.married@example.com"


@pytest.fixture(autouse=True)
def admits(settings):
    settings.SINGLE_SIGN_ON = {
        "issuer": "https://id.example.com",
        "admits": "everyone",
        "name": "ID",
    }
    return settings.SINGLE_SIGN_ON


def come(email):
    return account_for({"sub": "s1", "email": email, "email_verified": True})


@pytest.fixture
def visitor():
    """A window of Vera's, who has no profile."""
    return signed_in(RoleBackend().get_user(come(OLD).pk))


def is_in(client):
    return client.get("/people/").status_code == 200


@pytest.mark.parametrize("left_on", ["2026-01-01", None])
def test_a_visit_ends_when_a_profile_has_the_address(left_on, visitor):
    assert is_in(visitor)
    PersonFactory(email=OLD.upper(), left_on=left_on)
    assert not is_in(visitor)


def test_a_visit_goes_on_when_a_profile_has_another_address(visitor):
    PersonFactory(email=NEW)
    assert is_in(visitor)


def test_a_visit_ends_when_only_people_are_admitted(visitor, admits):
    admits["admits"] = "people"
    assert not is_in(visitor)


@pytest.mark.parametrize("rights", [{"is_staff": True}, {"password": "x"}])
def test_whom_a_superuser_lets_in_is_no_visitor(rights, admits):
    admits["admits"] = "people"
    account = UserFactory(email=OLD, **rights)
    PersonFactory(email=OLD)
    assert is_in(signed_in(RoleBackend().get_user(account.pk)))


@pytest.mark.parametrize("fields", [{"password": "x"}, {"is_active": False}, {}])
def test_a_visitor_takes_no_address_that_another_account_has(fields, visitor):
    UserFactory(email=NEW, **fields)
    account = come(NEW)
    assert account_email(RoleBackend().get_user(account.pk)) == OLD
    assert is_in(visitor)


def test_nobody_takes_an_address_that_another_profile_has():
    erin = PersonFactory(email=OLD)
    come(OLD)
    PersonFactory(email=NEW)
    come(NEW)
    erin.refresh_from_db()
    assert erin.email == OLD
