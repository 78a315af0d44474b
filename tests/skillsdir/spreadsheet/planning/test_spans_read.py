"""Bookings whose days stand in one cell, or under a heading that is none of a week."""

from datetime import date

import pytest
import time_machine

from projects.models import Assignment
from tests.factories import PersonFactory, ProjectFactory
from tests.skillsdir.spreadsheet.sent_files import planned, table, told

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
SPAN = "2026-01-05 - 2026-06-26"


@pytest.fixture(autouse=True)
def here():
    with time_machine.travel(TODAY, tick=False):
        PersonFactory(name="Ana Silva", email="ana@example.com")
        ProjectFactory(name="Churn", status="active", starts_on=None)
        yield


def of(headings, *cells):
    row = ("ana@example.com", "Churn", *cells)
    return planned(table("bookings", f"person project {headings}", row))


def test_both_days_of_a_cell_are_those_of_the_booking():
    (change,) = of("span percent", SPAN, 50).changes
    assert change.action == "added"
    assert change.after["starts_on"] == date(2026, 1, 5)
    assert change.after["ends_on"] == date(2026, 6, 26)


def test_a_column_that_is_no_week_is_not_lost_where_it_was_mapped_as_one():
    (change,) = of("period percent", SPAN, 50).changes
    assert change.action == "rejected"
    assert "is no week or month" in change.why


def test_a_booking_that_begins_today_says_so():
    plan = of("percent", 50)
    assert told(plan.changes) == [
        ("added", "Ana Silva: Churn", "begins today: nothing says when it began")
    ]


@pytest.mark.parametrize("headings", ["span starts_on percent", "span ends_on percent"])
def test_days_stand_in_one_way_only(headings):
    plan = of(headings, SPAN, "2026-01-05", 50)
    assert not Assignment.objects.exists()
    assert any("two in one cell" in change.why for change in plan.changes)
