"""What somebody edited here since it was as the file says is asked about."""

from dataclasses import replace
from datetime import date, timedelta

import pghistory
import pytest
from django.utils import timezone

from people.models import Absence, Expertise, LearningGoal, Person
from people.words import local_day
from projects.models import Assignment, SkillNeed
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import EDITED
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import planned, table, told, upload

pytestmark = pytest.mark.django_db
LEVELS = {str(level): level for level in range(1, 5)}
UNDECIDED = "decide whether it may replace what was edited here"


@pytest.fixture
def python():
    """Ann’s level, Practitioner since she raised it herself."""
    ann = PersonFactory(name="Ann", email="ann@x.org")
    stated = ExpertiseFactory(person=ann, skill__name="Python", level=2)
    stated.level = 3
    stated.save()
    return stated


def skills(cell):
    return table("people", "name email expertise", ("Ann", "ann@x.org", cell))


def found(*tables, noun="expertise", **answers):
    changes = planned(*tables, levels=LEVELS, **answers).changes
    return told([change for change in changes if change.noun == noun])


def test_what_was_before_an_edit_is_asked_about(python):
    made = planned(skills("Python (2)"), levels=LEVELS, changes={})
    (question,) = made.questions.open()
    assert (question.name, question.count) == (EDITED, 1)
    assert question.examples == [("Ann: Python", "Practitioner", "Working")]
    assert told(made.only("rejected")) == [
        ("rejected", "Ann: Python", f"{UNDECIDED}: level")
    ]


@pytest.mark.parametrize(("minutes", "is_open"), [(-1, True), (1, False)])
@pytest.mark.parametrize("is_gone", [False, True])
def test_what_was_edited_before_a_file_was_exported_it_knows(
    is_gone, minutes, is_open, python
):
    if is_gone:
        python.delete()
    exported_at = timezone.now() + timedelta(minutes=minutes)
    sheet, answer = skills("Python (2)")
    file = replace(sheet, exported_at=exported_at), answer
    questions = planned(file, levels=LEVELS, changes={}).questions
    assert bool(questions.open()) == is_open


def test_it_is_left_where_that_was_decided(python):
    (change,) = found(skills("Python (2)"), changes={EDITED: False})
    words = "left as edited here, as decided: level"
    assert change == ("left out", "Ann: Python", words)


def test_what_is_taken_says_since_when_it_was_otherwise(python):
    (change,) = found(skills("Python (2)"))
    assert change[0] == "changed"
    assert change[2].startswith("edited here on ")


@pytest.mark.parametrize("cell", ["Python (1)", "Python (4)", "Python (3)"])
def test_what_the_file_says_anew_is_not_asked_about(cell, python):
    assert not planned(skills(cell), levels=LEVELS, changes={}).questions.open()


def test_what_an_import_changed_is_the_file_s_own(python):
    Expertise.objects.update(level=4)
    for cell in ("Python (1)", "Python (2)"):
        row = "Ann", "ann@x.org", cell
        draft = upload("people", "name email expertise", row, levels=LEVELS)
        apply_plan(draft, by=None)
    assert not planned(skills("Python (1)"), levels=LEVELS, changes={}).questions.open()


def test_what_an_undone_import_had_said_is_nobody_s_edit(python):
    row = "Ann", "ann@x.org", "Python (1)"
    draft = upload("people", "name email expertise", row, levels=LEVELS)
    apply_plan(draft, by=None)
    assert undo_plan(draft, by=None) == []
    assert not planned(skills("Python (1)"), levels=LEVELS, changes={}).questions.open()


def test_what_was_removed_here_is_asked_about(python):
    python.delete()
    sheet = skills("Python (3)")
    assert found(sheet, changes={})[0][0] == "rejected"
    assert found(sheet, changes={EDITED: False})[0][0] == "left out"
    assert found(sheet, changes={EDITED: True})[0][0] == "added"


def test_only_what_was_edited_is_left(python):
    Person.objects.update(team=TeamFactory(name="Data"))
    row = "Ann", "ann@x.org", "Lead", "Risk"
    Person.objects.update(team=TeamFactory(name="Risk"))
    Person.objects.update(team=TeamFactory(name="Pricing"))
    sheet = table("people", "name email job_title team", row)
    made = planned(sheet, changes={EDITED: False})
    (change,) = made.only("changed")
    assert set(change.after) == {"job_title"}


def test_a_booking_that_was_ended_here_stays_so():
    booking = AssignmentFactory(
        person__email="ann@x.org",
        project__name="Churn",
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 6, 30),
    )
    Assignment.objects.update(ends_on=date(2026, 4, 30))
    row = "ann@x.org", "Churn", "2026-03-02", "2026-06-30"
    sheet = table("bookings", "person project starts_on ends_on", row)
    assert found(sheet, noun="bookings", changes={EDITED: False})[0][0] == "left out"
    booking.delete()
    assert found(sheet, noun="bookings", changes={EDITED: False})[0][0] == "left out"


def test_a_booking_that_was_moved_here_is_not_made_twice():
    booking = AssignmentFactory(
        person__email="ann@x.org",
        project__name="Churn",
        starts_on=date(2026, 3, 2),
        ends_on=None,
    )
    Assignment.objects.update(starts_on=date(2026, 3, 9))
    row = "ann@x.org", "Churn", "2026-03-02"
    sheet = table("bookings", "person project starts_on", row)
    assert found(sheet, noun="bookings", changes={EDITED: False})[0][0] == "left out"
    (change,) = planned(sheet).only("changed")
    assert (change.pk, change.after) == (booking.pk, {"starts_on": date(2026, 3, 2)})


def test_another_booking_from_the_day_that_one_was_moved_to_stays_one_of_its_own():
    AssignmentFactory(
        person__email="ann@x.org",
        project__name="Churn",
        starts_on=date(2026, 3, 2),
        percent=50,
    )
    Assignment.objects.update(starts_on=date(2026, 3, 9))
    rows = [("ann@x.org", "Churn", f"2026-03-0{day}", 50) for day in (2, 9)]
    made = planned(table("bookings", "person project starts_on percent", *rows))
    assert made.totals["added"] == made.totals["unchanged"] == 1


@pytest.fixture
def ann():
    ProjectFactory(name="Churn", status="active", starts_on=date(2026, 1, 5))
    for name in ("Python", "SQL"):
        SkillFactory(name=name)
    return PersonFactory(name="Ann", email="ann@x.org")


def bring_in(kind, headings, row, **answers):
    """An import that is over before anybody edits here; and its sheet."""
    draft = upload(kind, headings, row, levels=LEVELS, current_percent=50, **answers)
    apply_plan(draft, by=None)
    # Triggers know the time of the test’s one transaction alone.
    earlier = timezone.now() - timedelta(hours=1)
    SpreadsheetImport.objects.filter(pk=draft.pk).update(applied_at=earlier)
    return draft, table(kind, headings, row)


@pytest.fixture
def here():
    """What is done within is no import’s doing."""
    return lambda: pghistory.context(user=1)


PYTHON = "people", "name email expertise", ("Ann", "ann@x.org", "Python (2)")
ON_CHURN = "people", "name email current_projects", ("Ann", "ann@x.org", "Churn")
MOVED = "person project starts_on ends_on percent"
BOOKED = "bookings", MOVED, ("ann@x.org", "Churn", "2026-03-02", "2026-05-01", 50)
WANTED = "people", "name email learning_goals", ("Ann", "ann@x.org", "Python")
NEEDED = "needs", "project skill level people", ("Churn", "Python", "3", 1)
AWAY = "absences", "person starts_on ends_on", ("ann@x.org", "2026-08-03", "2026-08-14")
TITLED = "people", "name email job_title", ("Ann", "ann@x.org", "Analyst")
USED = "bookings", f"{MOVED} skills", (*BOOKED[2], "Python; SQL")


def move(**values):
    return lambda rows: rows.update(**values)


def remove(rows):
    rows.delete()


def move_and_remove(rows):
    rows.update(starts_on=date(2026, 3, 9))
    rows.all().delete()


def end(rows):
    rows.update(ends_on=local_day() - timedelta(days=1))


def drop_a_skill(rows):
    rows.get().skills.clear()


@pytest.mark.parametrize(
    ("file", "model", "edit"),
    [
        (PYTHON, Expertise, move(level=3)),
        (PYTHON, Expertise, remove),
        (BOOKED, Assignment, move_and_remove),
        (BOOKED, Assignment, move(starts_on=date(2026, 3, 9))),
        (ON_CHURN, Assignment, move_and_remove),
        (ON_CHURN, Assignment, end),
        (WANTED, LearningGoal, move(status="dropped")),
        (WANTED, LearningGoal, remove),
        (NEEDED, SkillNeed, move(level=4)),
        (NEEDED, SkillNeed, move(people=2)),
        (NEEDED, SkillNeed, remove),
        (AWAY, Absence, move(ends_on=date(2026, 8, 16))),
        (AWAY, Absence, remove),
        (TITLED, Person, move(job_title="Lead")),
        (USED, Assignment, drop_a_skill),
    ],
)
def test_the_same_file_again_takes_nothing_back(file, model, edit, ann, here):
    _, sheet = bring_in(*file)
    with here():
        edit(model.objects.all())
    answers = {"levels": LEVELS, "current_percent": 50}
    undecided = planned(sheet, changes={}, **answers)
    assert [each.name for each in undecided.questions.open()] == [EDITED]
    left = planned(sheet, changes={EDITED: False}, **answers)
    assert left.totals["added"] == left.totals["changed"] == 0
    assert planned(sheet, **answers).totals["rejected"] == 0


def test_what_both_sides_changed_is_asked_about(ann, here):
    bring_in(*PYTHON)
    with here():
        Expertise.objects.update(level=3)
    assert found(skills("Python (4)"), changes={})[0][0] == "rejected"


def test_undoing_an_import_brings_back_that_somebody_edited_before_it(ann, here):
    bring_in(*PYTHON)
    with here():
        Expertise.objects.update(level=3)
    draft, sheet = bring_in(*PYTHON)
    assert undo_plan(draft, by=None) == []
    assert found(sheet, changes={})[0][0] == "rejected"


def test_what_is_left_may_not_contradict_what_is_taken(ann, here):
    bring_in(*BOOKED)
    with here():
        Assignment.objects.update(starts_on=date(2026, 3, 20))
    row = "ann@x.org", "Churn", "2026-03-02", "2026-03-10", 50
    sheet = table("bookings", MOVED, row)
    (change,) = found(sheet, noun="bookings", changes={EDITED: False})
    assert change[0] == "rejected"
    assert change[2].startswith("the last day is before the first, with what is left")


def test_a_goal_that_is_reached_here_is_not_asked_about(ann, here):
    bring_in(*WANTED)
    with here():
        ExpertiseFactory(person=ann, skill=LearningGoal.objects.get().skill, level=4)
    assert found(table(*WANTED), noun="goals", changes={})[0][0] == "left out"
