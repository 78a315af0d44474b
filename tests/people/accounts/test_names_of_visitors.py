"""A user name that was an address, which is somebody else's by now."""

from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from people.accounts.accounts import RoleBackend
from people.accounts.single_sign_on.identities import Refused, account_for
from people.models import Identity, Person
from people.privacy.erasure import erase
from tests.admin_pages import choose
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
ANNAS, OWN = "anna@example.com", "v@example.com"
LEFT_ON = date(2026, 3, 6)


@pytest.fixture(autouse=True)
def everyone(settings):
    site = {"issuer": "https://id.example.com", "admits": "everyone", "name": "ID"}
    settings.SINGLE_SIGN_ON = site
    return site


def come(subject, email):
    return account_for({"sub": subject, "email": email, "email_verified": True})


@pytest.fixture
def visitor():
    """Came by an address that is the new colleague Anna's by now."""
    account = come("s1", ANNAS)
    assert come("s1", OWN) == account
    return User.objects.get(pk=account.pk)


@pytest.fixture
def anna(visitor):
    person = PersonFactory(name="Anna New", email=ANNAS)
    assert come("s2", ANNAS) != visitor
    return Person.objects.get(pk=person.pk)


def leave(person):
    Person.objects.filter(pk=person.pk).update(left_on=LEFT_ON)
    person.refresh_from_db()


def is_in(account):
    return RoleBackend().get_user(account.pk) is not None


def test_who_has_an_address_next_leaves_alone(visitor, anna):
    leave(anna)
    assert is_in(visitor)
    assert not is_in(anna.user)
    assert come("s1", OWN) == visitor


def test_who_has_an_address_next_is_erased_alone(visitor, anna):
    LogEntry.objects.log_actions(visitor.pk, [PersonFactory()], CHANGE, "Done.")
    LogEntry.objects.log_actions(visitor.pk, [visitor], CHANGE, "Done.")
    erase(person=anna, by=UserFactory(is_superuser=True))
    assert is_in(visitor)
    assert LogEntry.objects.count() == 2
    assert not User.objects.filter(pk=anna.user_id).exists()


def test_the_row_of_who_has_it_next_goes_alone(visitor, anna):
    leave(anna)
    anna.delete()
    assert is_in(visitor)
    assert come("s1", OWN) == visitor


def have_a_role(account):
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])


def have_a_right(account):
    account.user_permissions.add(Permission.objects.get(codename="view_logentry"))


def have_the_mark(account):
    User.objects.filter(pk=account.pk).update(is_staff=True)


def have_a_password(account):
    account.set_password("correct horse battery")
    account.save()


def have_no_identity(account):
    """As one that a superuser made by hand, for whoever it was."""
    Identity.objects.filter(user=account).delete()


def have_no_email(account):
    """As what was parted from a profile."""
    User.objects.filter(pk=account.pk).update(email="")


def have_the_email_again(account):
    User.objects.filter(pk=account.pk).update(email=ANNAS.upper())


GIVEN = [have_a_role, have_a_right, have_the_mark, have_a_password, have_no_identity]
OF_ANNAS = [*GIVEN, have_no_email, have_the_email_again]


@pytest.mark.parametrize("change", OF_ANNAS)
def test_what_may_be_of_who_left_is_shut(change, visitor):
    change(visitor)
    PersonFactory(name="Anna New", email=ANNAS, left_on=LEFT_ON)
    assert not is_in(visitor)


@pytest.mark.parametrize("change", OF_ANNAS)
def test_what_may_be_of_who_is_erased_goes_along(change, visitor):
    change(visitor)
    anna = PersonFactory(name="Anna New", email=ANNAS)
    erase(person=anna, by=UserFactory(is_superuser=True))
    assert not User.objects.filter(pk=visitor.pk).exists()


@pytest.mark.parametrize("change", OF_ANNAS)
def test_what_may_be_of_whose_row_goes_is_closed(change, visitor):
    change(visitor)
    PersonFactory(name="Anna New", email=ANNAS, left_on=LEFT_ON).delete()
    assert not User.objects.get(pk=visitor.pk).is_active


@pytest.mark.parametrize("admits", ["people", None])
def test_no_visitor_stays_whom_the_site_does_not_admit(
    admits, visitor, anna, everyone, settings
):
    settings.SINGLE_SIGN_ON = everyone | {"admits": admits} if admits else None
    leave(anna)
    assert not is_in(visitor)


def test_who_was_parted_is_out_by_whatever_email(visitor):
    anna = PersonFactory(name="Anna New", email=OWN)
    assert come("s1", OWN) == visitor
    Person.objects.filter(pk=anna.pk).update(email="third@example.com", user=None)
    Person.objects.filter(pk=anna.pk).update(left_on=LEFT_ON)
    assert not is_in(visitor)
    with pytest.raises(Refused):
        come("s1", OWN)


def test_an_own_email_of_who_left_shuts_a_visitor_too(visitor):
    PersonFactory(name="Anna New", email=OWN.upper(), left_on=LEFT_ON)
    assert not is_in(visitor)


def test_erasing_names_the_own_email_where_the_user_name_is_another(
    visitor, directory_admin_client
):
    have_the_mark(visitor)
    anna = PersonFactory(name="Anna New", email=ANNAS)
    page = choose(directory_admin_client, "/admin/people/person/", "erase", [anna])
    named = f"<strong>{ANNAS}</strong> (staff) with the e-mail {OWN}"
    assert named in page.content.decode()
