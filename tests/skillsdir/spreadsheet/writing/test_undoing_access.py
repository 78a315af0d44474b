"""What an import says of who has left shuts accounts, and what is undone opens them."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from people.accounts.accounts import RoleBackend
from people.accounts.identities import account_for
from people.models import Person
from people.privacy.erasure import erase
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import PersonFactory, UserFactory
from tests.skillsdir.spreadsheet.sent_files import upload, use

pytestmark = pytest.mark.django_db

User = get_user_model()
EVAS = "eva@example.com"


@pytest.fixture(autouse=True)
def everyone(settings):
    site = {"issuer": "https://id.example.com", "admits": "everyone", "name": "ID"}
    settings.SINGLE_SIGN_ON = site


def visitor():
    return account_for({"sub": "s1", "email": EVAS, "email_verified": True})


def with_a_password():
    account = UserFactory(username="eva", email=EVAS)
    account.set_password("correct horse battery")
    account.save()
    return account


def with_a_role():
    account = with_a_password()
    account.groups.add(Group.objects.get_or_create(name="Directory admins")[0])
    return account


def staff():
    account = with_a_password()
    User.objects.filter(pk=account.pk).update(is_staff=True)
    account.user_permissions.add(Permission.objects.get(codename="view_logentry"))
    return account


def called_by_the_address():
    return UserFactory(username=EVAS, email="another@example.com", is_staff=True)


ACCOUNTS = [visitor, with_a_password, with_a_role, staff, called_by_the_address]


def state_of(account):
    given = [account.groups, account.user_permissions, account.identities]
    rows = [sorted(each.values_list("pk", flat=True)) for each in given]
    may_enter = RoleBackend().get_user(account.pk) is not None
    return User.objects.filter(pk=account.pk).values().get(), rows, may_enter


def left(day):
    """An import that says so."""
    draft = upload("people", "name email left_on", ("Eva Old", EVAS, day.isoformat()))
    apply_plan(draft, by=None)
    return draft


@pytest.mark.parametrize("make", ACCOUNTS)
def test_who_was_added_as_left_and_is_taken_back_closes_nothing(make):
    account = make()
    before = state_of(account)
    import_ = left(date(2020, 1, 31))
    assert RoleBackend().get_user(account.pk) is None
    assert undo_plan(import_, by=None) == []
    assert not Person.objects.exists()
    assert state_of(account) == before


@pytest.mark.parametrize("make", ACCOUNTS)
def test_nor_does_who_is_to_leave(make):
    account = make()
    before = state_of(account)
    undo_plan(left(date.today() + timedelta(days=30)), by=None)
    assert state_of(account) == before


@pytest.mark.looks_again
@pytest.mark.parametrize("make", ACCOUNTS)
def test_a_last_day_that_is_taken_back_opens_what_it_shut(make):
    account = make()
    PersonFactory(name="Eva Old", email=EVAS)
    before = state_of(account)
    import_ = left(date(2020, 1, 31))
    assert RoleBackend().get_user(account.pk) is None
    undo_plan(import_, by=None)
    assert state_of(account) == before


def test_a_superuser_is_not_shut_at_all():
    root = UserFactory(email=EVAS, is_superuser=True)
    left(date(2020, 1, 31))
    assert RoleBackend().get_user(root.pk) == root


# An e-mail that is taken back


def with_email(person):
    """An import that gives them the address, and is taken back."""
    said = person.slug, person.name, EVAS
    names = {"person": use(EVAS, person)}
    draft = upload("people", "slug name email", said, names=names)
    apply_plan(draft, by=None)
    assert undo_plan(draft, by=None) == []


@pytest.mark.looks_again
@pytest.mark.parametrize("make", ACCOUNTS)
@pytest.mark.parametrize("left_on", [date(2020, 1, 31), None])
def test_an_email_that_is_taken_back_shuts_nothing(make, left_on):
    account = make()
    person = PersonFactory(email="another.eva@example.com", left_on=left_on)
    before = state_of(account)
    with_email(person)
    Person.objects.update(left_on=date(2020, 1, 31))
    assert state_of(account) == before


@pytest.mark.parametrize("make", ACCOUNTS)
def test_who_is_erased_takes_no_account_along_by_it(make):
    account = make()
    person = PersonFactory(email="another.eva@example.com")
    with_email(person)
    before = state_of(account)
    erase(person=person, by=UserFactory(is_superuser=True))
    assert state_of(account) == before
