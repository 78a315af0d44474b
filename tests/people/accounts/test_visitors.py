"""Who is let in by single sign-on without a profile, and for how long."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from people.accounts.accounts import RoleBackend, password_links
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import (
    PasswordFirst,
    Refused,
    account_for,
    connect,
)
from people.models import Person
from people.rules import account_email
from tests.conftest import signed_in
from tests.factories import IdentityFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
OLD, NEW = "vera@example.com", "vera.married@example.com"
LEFT_ON = date(2026, 3, 6)


@pytest.fixture(autouse=True)
def admits(settings):
    settings.SINGLE_SIGN_ON = {
        "issuer": "https://id.example.com",
        "admits": "everyone",
        "name": "ID",
    }
    return settings.SINGLE_SIGN_ON


def come(email, subject="s1"):
    return account_for({"sub": subject, "email": email, "email_verified": True})


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


def test_who_came_by_it_stays_a_visitor_when_it_is_switched_off(settings):
    visitor = come(OLD)
    settings.SINGLE_SIGN_ON = None
    visitor = type(visitor).objects.get(pk=visitor.pk)
    assert RoleBackend().get_user(visitor.pk) is None
    token = password_links.make_token(visitor)
    assert not password_links.check_token(visitor, token)


def test_whom_nobody_let_in_by_it_may_choose_a_password_without(settings):
    settings.SINGLE_SIGN_ON = None
    account = UserFactory(email=OLD)
    assert password_links.check_token(account, password_links.make_token(account))


@pytest.mark.parametrize("number", [1, 2])
def test_nobody_visits_by_the_address_of_a_closed_account(number):
    for _ in range(number):
        vera = PersonFactory(email=OLD)
        open_account(vera)
        Person.objects.filter(pk=vera.pk).update(user=None, email=None)
    User.objects.filter(username=OLD).update(is_active=number == 2)
    with pytest.raises(Refused, match="is closed here"):
        come(OLD)


def test_a_closed_account_of_a_longer_address_stands_in_nobodys_way():
    UserFactory(username=f"{OLD}.au", is_active=False)
    assert come(OLD).email == OLD


def nobodys(**fields):
    account = UserFactory(username="nobodys", email=NEW)
    if fields.pop("group", None):
        account.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    User.objects.filter(pk=account.pk).update(**fields)
    return account


def test_who_has_left_gets_no_other_account_under_the_same_subject():
    vera = PersonFactory(email=OLD)
    come(OLD)
    vera = Person.objects.filter(pk=vera.pk)
    vera.update(left_on=LEFT_ON, email="v@example.com")
    nobodys()
    with pytest.raises(Refused, match="another e-mail"):
        come(NEW)


GIVEN = [{"password": "x"}, {"group": True}]


@pytest.mark.parametrize("fields", GIVEN)
def test_what_was_for_somebody_in_particular_opens_to_no_visitor(fields):
    account = nobodys(**fields)
    with pytest.raises(Refused, match="to make you one"):
        come(NEW)
    assert not account.identities.exists()


@pytest.mark.parametrize("fields", GIVEN)
def test_it_opens_to_whom_the_provider_means_by_it(fields):
    account = nobodys(**fields)
    IdentityFactory(
        user=account, issuer="https://id.example.com", subject="s1", email=NEW
    )
    assert come(NEW) == account


def test_an_account_without_any_of_that_opens_to_a_visitor():
    account = nobodys()
    account.groups.add(Group.objects.get_or_create(name="Members")[0])
    assert come(NEW) == account


def test_what_a_superuser_gave_rights_opens_by_no_email():
    nobodys(password="x", is_superuser=True)
    with pytest.raises(PasswordFirst):
        come(NEW)


# To an address of somebody who left


def had_by_who_left(email):
    """Not any more: it was tidied away."""
    person = PersonFactory(email=email)
    Person.objects.filter(pk=person.pk).update(email=None, left_on=LEFT_ON)


@pytest.mark.parametrize("is_staff", [False, True])
def test_nobody_without_a_profile_follows_to_what_a_leaver_had(is_staff):
    had_by_who_left(NEW)
    if is_staff:
        assert connect(UserFactory(email=OLD, is_staff=True), "s1", OLD)
    account = come(OLD)
    assert come(NEW) == account == come(OLD)
    now = RoleBackend().get_user(account.pk)
    assert account_email(now) == OLD


def test_who_has_a_profile_does():
    PersonFactory(email=OLD)
    had_by_who_left(NEW)
    come(OLD)
    assert account_email(RoleBackend().get_user(come(NEW).pk)) == NEW


def test_who_would_be_shut_by_the_address_gets_no_account():
    """Its user name has a number, and so is not the address."""
    had_by_who_left(NEW)
    UserFactory(username=NEW, email="another@example.com")
    with pytest.raises(Refused):
        come(NEW)
    assert not User.objects.filter(email=NEW).exists()
    assert not User.objects.filter(identities__subject="s1").exists()


# What a superuser gave


def a_role(account):
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])


def the_role_of_admins(account):
    account.groups.add(Group.objects.get_or_create(name="Directory admins")[0])


def a_right(account):
    account.user_permissions.add(Permission.objects.get(codename="view_logentry"))


@pytest.mark.parametrize("admitted", ["everyone", "people"])
@pytest.mark.parametrize("give", [a_role, the_role_of_admins, a_right])
def test_what_was_given_goes_to_nobody_by_a_profile(give, admitted, admits):
    account = come(OLD)
    give(account)
    mule = PersonFactory(email=OLD)
    admits["admits"] = admitted
    with pytest.raises(Refused):
        come(OLD)
    mule.refresh_from_db()
    assert mule.user is None


@pytest.mark.parametrize("give", [a_role, the_role_of_admins, a_right])
def test_who_was_given_something_is_back_once_the_profile_is_put_right(give):
    account = come(OLD)
    give(account)
    mule = PersonFactory(email=OLD)
    Person.objects.filter(pk=mule.pk).update(email="mule@example.com")
    assert come(OLD) == account
