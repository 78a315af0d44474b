"""A dry run tells of bookings on days on which nobody would do the work."""

from datetime import date

import pytest

from projects.models import Assignment
from skillsdir.spreadsheet.writing.applying import apply_plan
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.skillsdir.spreadsheet.sent_files import planned, table, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
HEADINGS = "person project percent starts_on ends_on"
ROW = ("ana@example.com", "Churn", 50, "2026-03-09", "2026-03-13")


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture(autouse=True)
def ana():
    ProjectFactory(name="Churn")
    return PersonFactory(name="Ana", email="ana@example.com")


def told(*sheets):
    changes = planned(*sheets).changes
    return [one.why for one in changes if one.noun == "bookings"]


def bookings(*rows):
    return table("bookings", HEADINGS, *rows)


def test_bookings_on_working_days_are_not_told_of():
    assert told(bookings(ROW)) == [""]


def test_absence_is_told_and_the_booking_comes_in(ana):
    AbsenceFactory(person=ana, starts_on=date(2026, 3, 12), ends_on=date(2026, 3, 20))
    assert told(bookings(ROW)) == ["Away 12 Mar 2026 – 13 Mar 2026"]
    apply_plan(upload("bookings", HEADINGS, ROW), by=None)
    assert Assignment.objects.count() == 1


def test_absence_of_the_same_file_is_told():
    row = ("ana@example.com", "2026-03-13", "2026-03-13")
    absences = table("absences", "person starts_on ends_on", row)
    assert told(absences, bookings(ROW)) == ["Away 13 Mar 2026"]


def test_days_before_joining_are_told(ana):
    ana.joined_on = date(2026, 3, 11)
    ana.save()
    assert told(bookings(ROW)) == ["Not here before 11 Mar 2026, the first day"]


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (
            ("2026-03-14", "2026-03-15"),
            "14 Mar 2026 – 15 Mar 2026: no working day, but a weekend",
        ),
        (("2026-02-14", "2026-02-15"), ""),
    ],
)
def test_a_weekend_is_told_unless_it_is_over(days, why):
    assert told(bookings((*ROW[:3], *days))) == [why]


def test_a_booking_that_moves_into_an_absence_is_told(ana):
    AssignmentFactory(
        person=ana,
        project__name="Fraud",
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 3, 13),
    )
    AbsenceFactory(person=ana, starts_on=date(2026, 3, 16), ends_on=date(2026, 3, 16))
    row = ("ana@example.com", "Fraud", 50, "2026-03-09", "2026-03-16")
    assert told(bookings(row)) == ["Away 16 Mar 2026"]
