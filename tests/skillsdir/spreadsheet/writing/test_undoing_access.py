"""What an import says of who has left shuts accounts, and what is undone opens them."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from people.accounts.accounts import RoleBackend
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import account_for
from people.models import Person, PersonEvent
from people.models.history import FROM
from people.privacy.erasure import erase
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.conftest import signed_in
from tests.factories import PersonFactory, UserFactory
from tests.skillsdir.spreadsheet.sent_files import upload, use
from tests.text import text_of
from tests.thoroughness import how_many

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


def given(person, email):
    """An import that gives them the address."""
    names = {"person": use(email, person)}
    said = person.slug, person.name, email
    draft = upload("people", "slug name email", said, names=names)
    apply_plan(draft, by=None)
    return draft


def take_back(import_):
    assert undo_plan(import_, by=None) == []


def with_email(person):
    take_back(given(person, EVAS))


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


def two_imports(person):
    first, second = given(person, EVAS), given(person, "third@example.com")
    take_back(second)
    take_back(first)


def three_imports(person):
    imports = [given(person, each) for each in (EVAS, "third@example.com", EVAS)]
    for import_ in reversed(imports):
        take_back(import_)


def one_import_twice(person):
    with_email(person)
    with_email(person)


def edits_in_between(person):
    import_ = given(person, EVAS)
    Person.objects.update(capacity=50)
    Person.objects.update(capacity=60)
    take_back(import_)


TAKEN_BACK = [two_imports, three_imports, one_import_twice, edits_in_between]


@pytest.mark.alike
@pytest.mark.parametrize("make", ACCOUNTS)
@pytest.mark.parametrize("import_and_undo", TAKEN_BACK)
def test_nor_do_several_that_are_taken_back(import_and_undo, make):
    account = make()
    person = PersonFactory(email="another.eva@example.com")
    before = state_of(account)
    import_and_undo(person)
    Person.objects.update(left_on=date(2020, 1, 31))
    assert state_of(account) == before
    erase(person=person, by=UserFactory(is_superuser=True))
    assert state_of(account) == before


@pytest.mark.parametrize("import_and_undo", TAKEN_BACK)
def test_nor_when_the_row_goes(import_and_undo):
    account = with_a_role()
    person = PersonFactory(email="another.eva@example.com", left_on=date(2020, 1, 31))
    before = state_of(account)
    import_and_undo(person)
    person.delete()
    assert state_of(account) == before


def emails_said(person):
    states = PersonEvent.objects.filter(pgh_obj=person).exclude(pgh_label=FROM)
    return [*states.order_by("pgh_id").values_list("email", "email_is_taken_back")]


def test_what_was_typed_by_hand_meanwhile_is_not_taken_back():
    person = PersonFactory(email="e@example.com")
    import_ = given(person, EVAS)
    for email in ("x@example.com", EVAS):
        Person.objects.update(email=email)
    take_back(import_)
    said = [("e", False), ("eva", True), ("x", False), ("eva", False), ("e", False)]
    assert emails_said(person) == [(f"{name}@example.com", is_) for name, is_ in said]


def test_nor_has_what_an_undo_gave_back_of_an_import_that_is_undone_as_well():
    person = PersonFactory(email="e@example.com")
    first, second = given(person, EVAS), given(person, "x@example.com")
    for email in ("y@example.com", "x@example.com"):
        Person.objects.update(email=email)
    take_back(second)
    take_back(first)
    assert (EVAS, False) not in emails_said(person)


def test_of_an_import_from_before_the_last_such_email_is_taken_back():
    person = PersonFactory(email="e@example.com")
    import_ = given(person, EVAS)
    Person.objects.update(capacity=50)
    PersonEvent.objects.update(pgh_context=None)
    take_back(import_)
    assert [is_taken_back for _, is_taken_back in emails_said(person)] == [0, 1, 1, 0]


def test_of_two_imports_from_before_both_are_taken_back():
    person = PersonFactory(email="e@example.com")
    imports = [given(person, EVAS), given(person, "x@example.com")]
    PersonEvent.objects.update(pgh_context=None)
    for import_ in reversed(imports):
        take_back(import_)
    stated = {
        email for email, is_taken_back in emails_said(person) if not is_taken_back
    }
    assert stated == {"e@example.com"}


def test_history_tells_where_the_account_went_and_that_it_was_taken_back(
    manager_client,
):
    person = PersonFactory(email="e@example.com")
    with_email(person)
    text = text_of(manager_client.get(f"{person.get_absolute_url()}history/"))
    words = "changed the e-mail from"
    assert f"{words} e@example.com to {EVAS} (taken back)" in text
    assert f"{words} {EVAS} (taken back) to e@example.com" in text


def test_a_session_that_ended_by_it_does_not_come_back():
    person = PersonFactory(email="e@example.com")
    client = signed_in(RoleBackend().get_user(open_account(person).pk))
    with_email(person)
    assert client.get("/people/").status_code == 302


def test_who_is_erased_leaves_no_email_that_was_taken_back():
    person = PersonFactory(email="e@example.com")
    with_email(person)
    erase(person=person, by=UserFactory(is_superuser=True))
    assert not PersonEvent.objects.filter(email__isnull=False).exists()


# Whatever the order


class Address(NamedTuple):
    """One that somebody had for a while, by hand or by an import."""

    email: str
    by: object = None


class Walk:
    """What is done to the e-mail of one person, and what was had of it in the end."""

    def __init__(self, chance):
        self.chance, self.undone = chance, []
        self.had = [Address("e0@example.com")]
        self.person = PersonFactory(email=self.had[0].email)

    def step(self):
        way = self.chance.choice([self.by_hand, self.by_import, self.undo, self.undo])
        others = {f"e{number}@example.com" for number in range(4)}
        way(self.chance.choice(sorted(others - {self.had[-1].email})))

    def by_hand(self, email):
        Person.objects.update(email=email)
        self.had.append(Address(email))

    def by_import(self, email):
        self.had.append(Address(email, given(self.person, email)))

    def undo(self, _):
        now = self.had[-1].email
        began = [
            at
            for at, (email, by) in enumerate(self.had)
            if by and by not in self.undone and email == now
        ]
        if began:
            before, import_ = self.had[began[0] - 1], self.had[began[0]].by
            take_back(import_)
            self.undone.append(import_)
            by = None if before.by in self.undone else before.by
            self.had.append(Address(before.email, by))


@pytest.mark.alike
@pytest.mark.parametrize("seed", range(how_many(60)))
def test_who_had_an_email_did_so_by_what_is_not_taken_back(seed):
    walk = Walk(Random(seed))
    for _ in range(14):
        walk.step()
    stated = {
        email for email, is_taken_back in emails_said(walk.person) if not is_taken_back
    }
    assert stated == {email for email, by in walk.had if by not in walk.undone}
