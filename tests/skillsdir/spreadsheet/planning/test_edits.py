"""What somebody edited here since it was as the file says is asked about."""

from datetime import date

import pytest

from people.models import Expertise, Person
from projects.models import Assignment
from skillsdir.spreadsheet.answers import EDITED
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
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
