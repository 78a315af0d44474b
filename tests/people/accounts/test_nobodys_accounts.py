"""Accounts without a profile: none stays with somebody who has left."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.utils import timezone

from people.accounts.accounts import RoleBackend, password_links
from people.accounts.opening import open_account
from people.models import Person
from tests.admin_pages import change, choose
from tests.conftest import signed_in
from tests.factories import PersonFactory, UserFactory
from tests.people.accounts.promotions import get_a_permission, get_the_mark

pytestmark = pytest.mark.django_db

User = get_user_model()
PASSWORD = "correct horse battery"
LEFT_ON = date(2026, 3, 6)
BOBS = "bob@example.com"
PEOPLE = "/admin/people/person/"


def with_password(account):
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def nobodys():
    """An account that a superuser has made: a project manager's, with Bob's e-mail."""
    account = with_password(UserFactory(username="bob", email=BOBS))
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    return account


def may_enter(typed="bob"):
    return RoleBackend().authenticate(None, typed, PASSWORD)


# Of who has left


def test_who_left_does_not_keep_an_account_that_was_never_linked(nobodys):
    client = signed_in(RoleBackend().get_user(nobodys.pk))
    bob = PersonFactory(name="Bob", email=BOBS.upper())
    assert client.get("/people/").status_code == 200
    Person.objects.filter(pk=bob.pk).update(left_on=LEFT_ON)
    assert client.get("/people/").status_code == 302
    assert (may_enter(), may_enter(BOBS)) == (None, None)


def test_nor_one_whose_user_name_is_the_address():
    with_password(UserFactory(username=BOBS, email="another@example.com"))
    assert may_enter(BOBS)
    PersonFactory(name="Bob", email=BOBS, left_on=LEFT_ON)
    assert may_enter(BOBS) is None


def test_nor_does_it_open_when_the_email_is_tidied_away(nobodys):
    bob = PersonFactory(name="Bob", email=BOBS)
    Person.objects.filter(pk=bob.pk).update(left_on=LEFT_ON)
    Person.objects.filter(pk=bob.pk).update(email=None)
    assert may_enter() is None


def test_nor_does_a_link_in_a_mail_open_it(nobodys):
    PersonFactory(name="Bob", email=BOBS, left_on=LEFT_ON)
    token = password_links.make_token(nobodys)
    assert not password_links.check_token(nobodys, token)


@pytest.mark.parametrize("is_last_day", [False, True])
def test_the_account_of_who_is_here_stays_open(is_last_day, nobodys):
    left_on = timezone.localdate() if is_last_day else None
    PersonFactory(name="Bob", email=BOBS, left_on=left_on)
    assert may_enter() == nobodys


def test_what_directory_admins_write_shuts_no_protected_account(nobodys):
    User.objects.filter(pk=nobodys.pk).update(is_superuser=True)
    PersonFactory(name="Bob", email=BOBS, left_on=LEFT_ON)
    assert may_enter() == nobodys


# What gives up its e-mail to a profile


def test_an_account_that_gives_up_its_email_is_closed(nobodys):
    client = signed_in(RoleBackend().get_user(nobodys.pk))
    open_account(PersonFactory(name="Bob", email=BOBS))
    nobodys.refresh_from_db()
    assert not nobodys.is_active
    assert not nobodys.groups.exists()
    assert (client.get("/people/").status_code, may_enter()) == (302, None)


def test_who_invites_is_told_what_was_closed(nobodys, directory_admin_client, settings):
    settings.CAN_MAIL = True
    person = PersonFactory(name="Bob", email=BOBS)
    response = choose(directory_admin_client, PEOPLE, "invite", [person], apply="1")
    assert "somebody invited: the account bob, which had no profile" in response.text


def test_who_invites_where_nothing_was_in_the_way_is_not(
    directory_admin_client, settings
):
    settings.CAN_MAIL = True
    person = PersonFactory(name="Bob", email=BOBS)
    response = choose(directory_admin_client, PEOPLE, "invite", [person], apply="1")
    assert "People invited: 1." in response.text
    assert "Closed" not in response.text


# Who is protected no more


def by_a_group(account):
    group = Group.objects.create(name="Keepers")
    group.permissions.add(Permission.objects.get(codename="change_group"))
    account.groups.add(group)


def lose_the_mark(account):
    User.objects.filter(pk=account.pk).update(is_superuser=False)


def lose_the_right(account):
    account.user_permissions.clear()


def have_the_right_moved(account):
    other = Permission.objects.get(codename="view_user")
    account.user_permissions.through.objects.update(permission=other)


def leave_the_group(account):
    account.groups.remove(Group.objects.get(name="Keepers"))


def lose_the_groups_rights(account):
    Group.objects.get(name="Keepers").permissions.clear()


def lose_the_group(account):
    Group.objects.get(name="Keepers").delete()


LOSSES = [
    (get_the_mark, lose_the_mark),
    (get_a_permission, lose_the_right),
    (get_a_permission, have_the_right_moved),
    (by_a_group, leave_the_group),
    (by_a_group, lose_the_groups_rights),
    (by_a_group, lose_the_group),
]


@pytest.fixture
def ada():
    return with_password(UserFactory(username="bob", email="ada@example.com"))


@pytest.mark.parametrize(("gain", "lose"), LOSSES)
def test_who_is_protected_no_more_and_has_no_profile_is_closed(gain, lose, ada):
    gain(ada)
    lose(ada)
    connection.check_constraints()
    assert not User.objects.get(pk=ada.pk).is_active
    assert may_enter() is None


@pytest.mark.parametrize(("gain", "lose"), LOSSES)
def test_with_a_profile_the_account_stays_open(gain, lose, ada):
    gain(ada)
    PersonFactory(user=ada, email=BOBS)
    lose(ada)
    connection.check_constraints()
    assert User.objects.get(pk=ada.pk).is_active


@pytest.mark.parametrize(("gain", "lose"), LOSSES)
def test_who_is_protected_otherwise_in_the_end_stays_open(gain, lose, ada):
    gain(ada)
    lose(ada)
    other = Group.objects.create(name="Other keepers")
    other.permissions.add(Permission.objects.get(codename="add_user"))
    ada.groups.add(other)
    connection.check_constraints()
    assert User.objects.get(pk=ada.pk).is_active


def test_who_was_never_protected_loses_roles_and_stays_open(nobodys):
    nobodys.user_permissions.add(Permission.objects.get(codename="view_user"))
    nobodys.groups.clear()
    nobodys.user_permissions.clear()
    connection.check_constraints()
    assert may_enter() == nobodys


def test_who_left_and_was_a_superuser_keeps_nothing():
    ada = with_password(UserFactory(username="bob", is_superuser=True))
    person = PersonFactory(email="a@example.com", user=ada, left_on=LEFT_ON)
    Person.objects.filter(pk=person.pk).update(user=None)
    lose_the_mark(ada)
    connection.check_constraints()
    assert may_enter() is None


def test_the_page_of_the_account_says_that_it_is_closed(ada, admin_client):
    get_the_mark(ada)
    joined = {"date_joined_0": "2026-03-09", "date_joined_1": "12:00"}
    page = f"/admin/auth/user/{ada.pk}/change/"
    sent = change(admin_client, page, is_superuser=False, **joined)
    response = admin_client.get(sent["Location"])
    assert "This account is closed: it is out of directory admins’" in response.text


# An e-mail that comes back


@pytest.mark.parametrize("rights", [{}, {"is_superuser": True}])
def test_links_and_sessions_end_for_good_with_the_own_email(rights):
    ada = with_password(UserFactory(email="a@example.com", **rights))
    client = signed_in(RoleBackend().get_user(ada.pk))
    token = password_links.make_token(RoleBackend().get_user(ada.pk))
    User.objects.update(email="b@example.com")
    User.objects.update(email="a@example.com")
    assert not password_links.check_token(RoleBackend().get_user(ada.pk), token)
    assert client.get("/people/").status_code == 302


def test_they_hold_as_long_as_the_email_does(ada):
    client = signed_in(RoleBackend().get_user(ada.pk))
    token = password_links.make_token(RoleBackend().get_user(ada.pk))
    User.objects.update(first_name="Ada")
    assert password_links.check_token(RoleBackend().get_user(ada.pk), token)
    assert client.get("/people/").status_code == 200


def test_who_is_known_from_before_is_asked_about_anew(ada):
    known = RoleBackend().get_user(ada.pk)
    known.email = "new@example.com"
    known.save()
    token = password_links.make_token(known)
    assert password_links.check_token(RoleBackend().get_user(ada.pk), token)
