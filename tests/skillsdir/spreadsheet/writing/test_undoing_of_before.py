"""Imports of before there was one form for e-mails, undone after the upgrade."""

from datetime import date

import pytest
from django.db import connection

from people.accounts.accounts import RoleBackend
from people.accounts.single_sign_on.identities import account_for
from people.models import Person, PersonEvent
from people.privacy.erasure import erase
from skillsdir.models import ImportedChange
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import PersonFactory, UserFactory
from tests.migrating import run_code_of
from tests.skillsdir.spreadsheet.sent_files import create, upload, use

pytestmark = pytest.mark.django_db

EVAS = "eva@example.com"
BOBS = "bob@x.org"
# As imports wrote it.
BEFORE = ["eva@EXAMPLE.com", "<eva@example.com>"]


@pytest.fixture(autouse=True)
def everyone(settings):
    site = {"issuer": "https://id.example.com", "admits": "everyone", "name": "ID"}
    settings.SINGLE_SIGN_ON = site


@pytest.fixture
def eva():
    """A visitor, whose address Bob gets by mistake."""
    return account_for({"sub": "s1", "email": EVAS, "email_verified": True})


@pytest.fixture
def bob():
    return PersonFactory(name="Bob", email=BOBS, left_on=date(2020, 1, 1))


def given(person, email):
    said = person.slug, person.name, email
    names = {"person": use(email, person)}
    draft = upload("people", "slug name email", said, names=names)
    apply_plan(draft, by=None)
    return draft


def write_as_before(spelling, has_context=True):
    """What the import wrote, as if it had been before the upgrade."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in ("people_person", "people_personevent"):
            cursor.execute(
                f"UPDATE {table} SET email = %s WHERE email = %s", [spelling, EVAS]
            )
        cursor.execute("SET LOCAL session_replication_role = origin")
    for change in ImportedChange.objects.filter(after__email=EVAS):
        change.after["email"] = spelling
        change.save()
    if not has_context:
        PersonEvent.objects.update(pgh_context=None)


def migrate():
    run_code_of("people", "0025_emails_in_one_form")
    run_code_of("skillsdir", "0007_emails_in_one_form")


def may_enter(account):
    return RoleBackend().get_user(account.pk) is not None


@pytest.mark.looks_again
@pytest.mark.parametrize("has_context", [True, False])
@pytest.mark.parametrize("spelling", BEFORE)
def test_an_e_mail_is_taken_back(spelling, has_context, bob, eva):
    import_ = given(bob, EVAS)
    write_as_before(spelling, has_context)
    migrate()
    assert not may_enter(eva)
    assert undo_plan(import_, by=None) == []
    bob.refresh_from_db()
    assert bob.email == BOBS
    assert may_enter(eva)
    states = PersonEvent.objects.filter(email_is_taken_back=False)
    assert {*states.values_list("email", flat=True)} == {BOBS}
    erase(person=bob, by=UserFactory(is_superuser=True))
    assert may_enter(eva)


@pytest.mark.parametrize("spelling", BEFORE)
def test_what_was_typed_by_hand_meanwhile_is_not(spelling, bob):
    import_ = given(bob, EVAS)
    write_as_before(spelling)
    Person.objects.update(email="x@example.com")
    Person.objects.update(email=EVAS)
    migrate()
    assert undo_plan(import_, by=None) == []
    assert PersonEvent.objects.filter(email=EVAS, email_is_taken_back=False).exists()


@pytest.mark.parametrize("spelling", BEFORE)
def test_what_another_import_gave_over_it_is_taken_back_first(spelling, bob, eva):
    first = given(bob, EVAS)
    write_as_before(spelling)
    migrate()
    second = given(bob, "x@example.com")
    assert undo_plan(second, by=None) == []
    assert undo_plan(first, by=None) == []
    assert may_enter(eva)


def test_who_was_added_with_it_goes():
    names = {"person": create("Eva Old")}
    import_ = upload("people", "name email", ("Eva Old", EVAS), names=names)
    apply_plan(import_, by=None)
    write_as_before("<eva@example.com>")
    migrate()
    assert undo_plan(import_, by=None) == []
    assert not Person.objects.exists()


def test_what_was_had_before_it_comes_back_in_form(bob):
    import_ = given(bob, EVAS)
    ImportedChange.objects.update(before={"email": f"<{BOBS}>"})
    migrate()
    assert undo_plan(import_, by=None) == []
    bob.refresh_from_db()
    assert bob.email == BOBS


def test_capitals_that_are_taken_back_leave_what_was_had_before():
    ana = PersonFactory(name="Ana", email="Ana@example.com")
    import_ = given(ana, EVAS)
    write_as_before("ana@example.com")
    migrate()
    assert undo_plan(import_, by=None) == []
    said = PersonEvent.objects.order_by("pgh_id")
    states = [*said.values_list("email", "email_is_taken_back")]
    assert states[0] == states[-1] == ("Ana@example.com", False)
    assert ("ana@example.com", True) in states


def test_capitals_by_hand_are_no_e_mail_that_was_given_anew(bob, eva):
    import_ = given(bob, EVAS)
    for email in ("Eva@example.com", EVAS):
        Person.objects.update(email=email)
    assert undo_plan(import_, by=None) == []
    assert may_enter(eva)


@pytest.mark.parametrize(
    "emails",
    [[None, "ann@x.org"], ["ann@x.org", None, "ann2@x.org"], ["ann@x.org", None]],
    ids=str,
)
@pytest.mark.parametrize("last", [None, "ann4@x.org"])
def test_no_e_mail_is_one_of_the_states(emails, last):
    """Typed over an empty one before the import, or emptied since."""
    ann = PersonFactory(name="Ann", email=emails[0])
    for email in emails[1:]:
        Person.objects.filter(pk=ann.pk).update(email=email)
    ann.refresh_from_db()
    import_ = given(ann, EVAS)
    if last is None:
        assert undo_plan(import_, by=None) == []
        assert Person.objects.get().email == emails[-1]
    else:
        Person.objects.update(email=None)
        Person.objects.update(email=last)
        assert undo_plan(import_, by=None) != []
