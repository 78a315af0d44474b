"""What imports know of people goes as soon as it is of no use, or with the person."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from people.models import Person
from projects.bookings.leaving import erase_people
from skillsdir.models import DryRun, ImportedChange, SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run
from skillsdir.spreadsheet.drafts.retention import forget_in_dry_runs, forget_old
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    ImportedChangeFactory,
    PersonFactory,
    SpreadsheetImportFactory,
)
from tests.skillsdir.spreadsheet.sent_files import upload, use

pytestmark = pytest.mark.django_db


def days_ago(count):
    return timezone.now() - timedelta(days=count)


@pytest.mark.parametrize(
    ("status", "days", "stays"),
    [
        ("draft", 8, False),
        ("failed", 8, False),
        ("draft", 6, True),
        ("applying", 7.5, True),
        ("applying", 9, False),
    ],
)
def test_a_draft_that_nobody_applies_goes(status, days, stays):
    SpreadsheetImportFactory(status=status, uploaded_at=days_ago(days))
    forget_old()
    assert SpreadsheetImport.objects.exists() is stays


@pytest.mark.parametrize("address", ["/", "/spreadsheet/"])
def test_it_goes_though_nobody_brings_in_another(address, directory_admin_client):
    SpreadsheetImportFactory(file_name="staff.xlsx", uploaded_at=days_ago(8))
    assert b"staff.xlsx" not in directory_admin_client.get(address).content
    assert not SpreadsheetImport.objects.exists()


def test_a_timer_drops_what_no_page_comes_across():
    SpreadsheetImportFactory(uploaded_at=days_ago(8))
    call_command("forget_old")
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize(("days", "stays"), [(91, False), (89, True)])
def test_changes_too_old_to_be_undone_go(days, stays):
    done = SpreadsheetImportFactory(status="applied", applied_at=days_ago(days))
    ImportedChangeFactory(spreadsheet_import=done)
    forget_old()
    assert ImportedChange.objects.exists() is stays
    assert SpreadsheetImport.objects.exists()


def test_an_applied_import_keeps_neither_file_nor_answers():
    draft = upload("people", "name email", ("Bo", "bo@example.com"))
    apply_plan(draft, by=None)
    draft.refresh_from_db()
    assert (draft.file, draft.answers) == (None, {})


def test_an_undone_import_keeps_nothing_of_people():
    draft = upload("people", "name email", ("Bo", "bo@example.com"))
    apply_plan(draft, by=None)
    undo_plan(draft, by=None)
    assert not ImportedChange.objects.exists()


@pytest.mark.parametrize("cell", ["Ana Šilva", "ana@example.com", "see ANA SILVA"])
def test_drafts_that_name_somebody_who_is_erased_go(cell, directory_admin):
    ana = PersonFactory(name="Ana Silva", email="ana@example.com")
    upload("people", "name", (cell,))
    erase_people(people=[ana], by=directory_admin)
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize("cell", ["Ana Šilva", "ana@example.com"])
def test_drafts_that_name_them_as_they_were_called_before_go(cell, directory_admin):
    ana = PersonFactory(name="Ana Silva", email="ana@example.com")
    Person.objects.update(name="Ana Novak", email="novak@example.com")
    ana.refresh_from_db()
    upload("people", "name", (cell,))
    erase_people(people=[ana], by=directory_admin)
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize("name", ["Ana Silva", "Ana", ""])
@pytest.mark.parametrize(
    "email", ["ana@xn--mnchen-3ya.de", "ANA@MÜNCHEN.de", "Ana <ana@XN--MNCHEN-3YA.de>"]
)
def test_drafts_that_write_the_e_mail_otherwise_go_too(name, email, directory_admin):
    ana = PersonFactory(name="Ana Silva", email="ana@münchen.de")
    draft = upload("people", "name email", (name, email))
    make_dry_run(Draft(draft))
    forget_in_dry_runs(ana)
    assert not DryRun.objects.exists()
    erase_people(people=[ana], by=directory_admin)
    assert not SpreadsheetImport.objects.exists()


def test_erasing_who_has_no_email_leaves_what_is_about_others(directory_admin):
    ana = PersonFactory(name="Ana Silva", email=None)
    upload("people", "name email", ("Bo Li", "bo@example.com"))
    erase_people(people=[ana], by=directory_admin)
    assert SpreadsheetImport.objects.exists()


@pytest.mark.parametrize("cell", ["Ana Silva", "Ana Silva [ana-silva]"])
def test_of_who_has_no_email_an_email_in_the_file_may_be_the_own(cell, directory_admin):
    ana = PersonFactory(name="Ana Silva", email=None)
    upload("people", "name email", (cell, "silva@example.com"))
    erase_people(people=[ana], by=directory_admin)
    assert not SpreadsheetImport.objects.exists()


def test_dry_runs_of_who_has_no_email_go_with_them(directory_admin):
    ana = PersonFactory(name="Ana Silva", email=None)
    for name, slug, is_left in (("Bo Li", "bo", True), ("Ana Silva", "a", False)):
        draft = upload("people", "name slug", (name, slug))
        make_dry_run(Draft(draft))
        forget_in_dry_runs(ana)
        assert DryRun.objects.filter(spreadsheet_import=draft).exists() is is_left


SPELLINGS = ["Conan O'Brien", "conan o‘brien", "Conan O Brien", "ask CONAN OBRIEN"]


@pytest.mark.parametrize("cell", SPELLINGS)
def test_drafts_that_write_the_name_otherwise_go_too(cell, directory_admin):
    conan = PersonFactory(name="Conan O’Brien")
    upload("people", "name", (cell,))
    SpreadsheetImportFactory(status="failed", file=None, problem=f"“{cell}” is twice")
    erase_people(people=[conan], by=directory_admin)
    assert not SpreadsheetImport.objects.exclude(problem="", file=None).exists()


def test_drafts_of_others_stay(directory_admin):
    upload("people", "name", ("Bo Li",))
    erase_people(people=[PersonFactory(name="Ana Silva")], by=directory_admin)
    assert SpreadsheetImport.objects.get().content


def test_erasing_reads_drafts_and_keeps_nothing_of_them(directory_admin):
    upload("people", "name", ("Bo Li",))
    erase_people(people=[PersonFactory(name="Ana Silva")], by=directory_admin)
    assert SpreadsheetImport.objects.get().sheets is None


@pytest.mark.parametrize(
    ("name", "headings", "row"),
    [
        ("e", "name job_title", ("Ben Lee", "engineer")),
        ("e", "name bio", ("Ben Lee", "e-mail me")),
        ("Data", "name team", ("Ben Lee", "Data")),
        ("Data", "name email", ("Big Data", "big@example.com")),
        ("Python", "name expertise", ("Ben Lee", "Python; R")),
        ("Ana Silva", "name", ("Ana Silvana",)),
        ("Ana Silva", "name email", ("Ana Silva", "namesake@example.com")),
    ],
)
@pytest.mark.parametrize("is_worked_out", [True, False])
def test_drafts_about_others_stay(name, headings, row, is_worked_out, directory_admin):
    draft = upload("people", headings, row)
    dry_run = make_dry_run(Draft(draft)) if is_worked_out else None
    erase_people(people=[PersonFactory(name=name)], by=directory_admin)
    assert SpreadsheetImport.objects.get().content
    assert DryRun.objects.first() == dry_run


@pytest.mark.parametrize(
    ("name", "headings", "row"),
    [
        ("e", "name", ("e",)),
        ("Data", "name manager", ("Ben Lee", "Data")),
        ("Data", "name manager", ("Ben Lee", "Data (ML)")),
        ("Ana Silva", "name bio", ("Ben Lee", "As told to Ana Silva.")),
        ("Ana Silva", "name email manager", ("Ben Lee", "b@example.com", "Ana Silva")),
        ("Ana Silva", "name", ("Silva, Ana (ana@example.com)",)),
    ],
)
def test_drafts_about_the_person_go(name, headings, row, directory_admin):
    make_dry_run(Draft(upload("people", headings, row)))
    ana = PersonFactory(name=name, email="ana@example.com")
    erase_people(people=[ana], by=directory_admin)
    assert not SpreadsheetImport.objects.exists()
    assert not DryRun.objects.exists()


def test_a_draft_of_which_it_was_decided_that_it_means_the_person_goes(
    directory_admin,
):
    ana = PersonFactory(name="Ana Silva")
    upload("people", "name", ("A. Sylva",), names={"person": use("a sylva", ana)})
    erase_people(people=[ana], by=directory_admin)
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize("email", ["ana@example.com", "new@example.com"])
def test_a_dry_run_that_suggests_the_person_goes(email, directory_admin):
    ana = PersonFactory(name="Ana Silva", email="ana@example.com")
    make_dry_run(Draft(upload("people", "name", ("Ana Silvana",))))
    Person.objects.update(name="Zoe Moss", email=email)
    erase_people(people=[ana], by=directory_admin)
    assert SpreadsheetImport.objects.exists()
    assert not DryRun.objects.exists()


def test_a_draft_that_cannot_be_read_goes(directory_admin):
    SpreadsheetImportFactory(file=b"PK nonsense")
    erase_people(people=[PersonFactory()], by=directory_admin)
    assert not SpreadsheetImport.objects.exists()


def test_what_is_told_of_a_failure_goes_whoever_it_names(directory_admin):
    ana = PersonFactory(name="Zendaya")
    row = SpreadsheetImportFactory(status="applied", problem="People!2: Ana was here")
    erase_people(people=[ana], by=directory_admin)
    row.refresh_from_db()
    assert row.problem == ""


def test_what_was_imported_of_a_person_goes_with_the_person(directory_admin):
    draft = upload("people", "name email", ("Ana", "a@x.org"), ("Bo", "b@x.org"))
    apply_plan(draft, by=None)
    ana = draft.changes.get(after__name="Ana").person
    erase_people(people=[ana], by=directory_admin)
    assert [change.after["name"] for change in draft.changes.all()] == ["Bo"]
