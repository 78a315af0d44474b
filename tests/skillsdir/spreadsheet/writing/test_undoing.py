"""Undoing: as it was before, or nothing, with what stands against it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import Expertise, Person, SkillAlias, Team
from projects.models import Assignment
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import Decision, What
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import NotAppliedError, can_undo, undo_plan
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import create, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def python():
    return SkillFactory(name="Python", slug="python")


def applied(*args, **answers):
    draft = upload(*args, **answers)
    apply_plan(draft, by=None)
    return draft


@pytest.fixture
def import_(python):
    return applied(
        "people",
        "name email team expertise",
        ("Bo Li", "bo@example.com", "Quants", "Python (Expert)"),
        names={"team": create("quants")},
    )


def test_what_was_added_goes(import_, admin):
    assert undo_plan(import_, by=admin) == []
    assert not Person.objects.exists()
    assert not Team.objects.exists()


def test_an_e_mail_that_was_brought_into_form_since_is_no_edit(import_, admin):
    added = import_.changes.get(noun="people")
    added.after["email"] = "bo@MÜNCHEN.de"
    added.save()
    Person.objects.update(email="bo@münchen.de")
    assert undo_plan(import_, by=admin) == []


def test_it_says_who_undid_it(import_, admin):
    undo_plan(import_, by=admin)
    import_.refresh_from_db()
    assert (import_.status, import_.undone_by) == ("undone", admin)


def test_the_history_tells_who_undid_it(import_, admin):
    events = Expertise.objects.get().events.model
    undo_plan(import_, by=admin)
    assert events.objects.filter(pgh_label="removed").get().user_id == admin.pk


def test_what_was_changed_is_as_before(python):
    ana = PersonFactory(email="ana@example.com", job_title="Analyst")
    ExpertiseFactory(person=ana, skill=python, level=2)
    row = ("ana@example.com", "-", "Python (Expert)")
    undo_plan(applied("people", "email job_title expertise", row), by=None)
    ana.refresh_from_db()
    assert (ana.job_title, ana.expertise.get().level) == ("Analyst", 2)


def test_lists_are_as_before(python):
    sql = SkillFactory(name="SQL")
    booking = AssignmentFactory(
        person=PersonFactory(email="ana@example.com"),
        project=ProjectFactory(name="Churn"),
        skills=[sql],
    )
    headings = "person project starts_on skills"
    row = ("ana@example.com", "Churn", "2026-01-05", "Python")
    undo_plan(applied("bookings", headings, row), by=None)
    assert [*booking.skills.all()] == [sql]


def test_added_bookings_go_with_their_skills(python):
    PersonFactory(email="ana@example.com")
    ProjectFactory(name="Churn")
    headings = "person project starts_on percent skills"
    row = ("ana@example.com", "Churn", "2026-01-05", 50, "Python")
    assert undo_plan(applied("bookings", headings, row), by=None) == []
    assert not Assignment.objects.exists()


def test_aliases_and_categories_go(python):
    alias = {"pyton": Decision(What.ALIAS, python.pk)}
    row = ("Bo", "bo@example.com", "Pyton (Expert)")
    undo_plan(
        applied("people", "name email expertise", row, names={"skill": alias}), by=None
    )
    assert not SkillAlias.objects.exists()


def test_a_later_edit_stands_against_it(import_):
    Person.objects.update(bio="I wrote this myself")
    (obstacle,) = undo_plan(import_, by=None)
    assert (obstacle.place, obstacle.label) == ("people!2", "Bo Li")
    assert obstacle.why == "was changed since: about"
    assert Person.objects.exists()


def test_later_edits_are_all_told(import_):
    Person.objects.update(bio="I wrote this myself", capacity=50)
    Expertise.objects.update(level=2)
    obstacles = undo_plan(import_, by=None)
    assert [(one.label, one.why) for one in obstacles] == [
        ("Bo Li: Python (2)", "was changed since: level"),
        ("Bo Li", "was changed since: about, capacity, %"),
    ]


def test_an_edit_of_another_field_is_kept(python):
    ana = PersonFactory(email="ana@example.com", job_title="Analyst")
    done = applied("people", "email job_title", ("ana@example.com", "Chief"))
    Person.objects.update(bio="I wrote this myself")
    assert undo_plan(done, by=None) == []
    ana.refresh_from_db()
    assert (ana.job_title, ana.bio) == ("Analyst", "I wrote this myself")


def test_something_new_about_what_was_added_stands_against_it(import_):
    AssignmentFactory(person=Person.objects.get())
    (obstacle,) = undo_plan(import_, by=None)
    assert obstacle.why == "is referred to since: bookings"
    assert Expertise.objects.exists()


def test_a_report_of_somebody_added_stands_against_it(import_):
    PersonFactory(manager=Person.objects.get())
    assert [one.label for one in undo_plan(import_, by=None)] == ["Bo Li"]


def test_what_was_changed_and_is_gone_stands_against_it(python):
    row = ExpertiseFactory(
        person=PersonFactory(email="ana@example.com"), skill=python, level=2
    )
    done = applied("people", "email expertise", ("ana@example.com", "Python (Expert)"))
    row.delete()
    assert [one.why for one in undo_plan(done, by=None)] == ["is removed by now"]


def test_what_was_added_and_is_gone_does_not_matter(import_):
    Expertise.objects.all().delete()
    assert undo_plan(import_, by=None) == []


def test_a_later_import_has_to_be_undone_first(import_):
    later = applied("people", "email job_title", ("bo@example.com", "Chief"))
    assert undo_plan(import_, by=None)
    assert undo_plan(later, by=None) == []
    assert undo_plan(import_, by=None) == []


def test_a_mail_from_the_site_is_no_edit(import_):
    Person.objects.update(reminded_at=timezone.now())
    assert undo_plan(import_, by=None) == []


def test_it_is_undone_once(import_):
    undo_plan(import_, by=None)
    with pytest.raises(NotAppliedError):
        undo_plan(import_, by=None)


@pytest.mark.parametrize(("days", "can"), [(89, True), (91, False)])
def test_it_can_be_undone_for_a_quarter(days, can, import_):
    assert can_undo(import_, timezone.now() + timedelta(days=days)) is can


def test_a_draft_is_not_undone():
    draft = upload("people", "name", ("Bo",))
    assert not can_undo(draft)
    with pytest.raises(NotAppliedError):
        undo_plan(draft, by=None)


def test_an_import_that_changed_nothing_is_undone():
    TeamFactory(name="Data")
    assert undo_plan(applied("teams", "name", ("Data",)), by=None) == []
    assert SpreadsheetImport.objects.get().status == "undone"


def test_undoing_costs_the_same_for_few_and_many(django_assert_max_num_queries):
    rows = [(f"P {n}", f"p{n}@example.com") for n in range(200)]
    done = applied("people", "name email", *rows)
    with django_assert_max_num_queries(60):
        undo_plan(done, by=None)
    assert not Person.objects.exists()
