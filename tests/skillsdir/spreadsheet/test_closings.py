"""A sheet that closes a project ends its bookings, as the project's page does."""

from datetime import date

import pytest

from projects.models import Assignment
from skillsdir.spreadsheet.applying import apply
from skillsdir.spreadsheet.planning import plan
from skillsdir.spreadsheet.undoing import undo
from tests.factories import AssignmentFactory, PersonFactory, ProjectFactory
from tests.skillsdir.spreadsheet.files import answers_for, planned, table, upload

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 3, 9)
ROW = ("Churn", "Closed", "2026-03-09")


@pytest.fixture
def booking():
    return AssignmentFactory(
        person=PersonFactory(name="Ana", email="ana@example.com"),
        project=ProjectFactory(name="Churn", status="active"),
    )


def close(row=ROW):
    draft = upload("projects", "name status ends_on", row)
    apply(draft, by=None)
    return draft


def test_open_bookings_end_on_the_last_day(booking):
    close()
    booking.refresh_from_db()
    assert booking.ends_on == LAST_DAY


def test_it_is_told_in_the_dry_run(booking):
    changes = planned(table("projects", "name status ends_on", ROW)).changes
    told = [(one.noun, one.label, one.why) for one in changes]
    assert told == [
        ("projects", "Churn", ""),
        ("bookings", "Ana: Churn", "Churn closes"),
    ]


def test_it_is_undone_with_the_rest(booking):
    assert undo(close(), by=None) == []
    booking.refresh_from_db()
    assert (booking.ends_on, booking.project.status) == (None, "active")


def test_bookings_that_are_over_stay(booking):
    Assignment.objects.update(ends_on=date(2026, 2, 1))
    close()
    booking.refresh_from_db()
    assert booking.ends_on == date(2026, 2, 1)


def test_bookings_of_a_project_that_is_closed_already_stay(booking):
    booking.project.status = "closed"
    booking.project.save()
    close()
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_with_a_booking_for_later_it_stays_open(booking):
    AssignmentFactory(
        project=booking.project, starts_on=date(2026, 6, 1), person__name="Bo"
    )
    changes = planned(table("projects", "name status ends_on", ROW)).changes
    assert [(str(one.action), one.why) for one in changes] == [
        ("rejected", "Bo is booked on it for later: end that first")
    ]


@pytest.mark.parametrize(
    ("ends_on", "last"), [("2026-02-01", date(2026, 2, 1)), (None, LAST_DAY)]
)
def test_what_the_file_says_of_the_booking_counts(ends_on, last, booking):
    tables = [
        table("projects", "name status ends_on", ROW),
        table(
            "bookings",
            "person project starts_on percent ends_on",
            ("ana@example.com", "Churn", "2026-01-05", 70, ends_on),
        ),
    ]
    found = plan([sheet for sheet, _ in tables], answers_for(tables))
    (change,) = [one for one in found.changes if one.noun == "bookings"]
    assert change.after == {"percent": 70, "ends_on": last}


def test_a_cancelled_project_keeps_its_bookings(booking):
    close(("Churn", "Cancelled", None))
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_closing_many_takes_one_query_more(booking, django_assert_num_queries):
    sheet = table("projects", "name status ends_on", ROW)
    AssignmentFactory.create_batch(9, project=booking.project)
    with django_assert_num_queries(14):
        assert planned(sheet).totals["changed"] == 11
