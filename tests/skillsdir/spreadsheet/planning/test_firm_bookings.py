"""Whether a booking is sure is said by a column, in words of planning tools too."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.skillsdir.spreadsheet.corpus.cases import results_of


@pytest.fixture(autouse=True)
def today(db, time_machine):
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)


def results(heading, cell):
    rows = f"Ana Silva,Churn,{cell},50%,2027-01-04"
    return results_of({"text": f"Employee,Project,{heading},%,Start\n{rows}"})


HEADINGS = ("Status", "Booking", "Booking type", "Hard/Soft", "Commitment")


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("cell", ["Soft", "Tentative", "soft booked"])
def test_a_booking_is_tentative(heading, cell):
    (line,) = results(heading, cell)["bookings"]
    assert "status tentative" in line


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("cell", ["Hard", "Confirmed", "firm"])
def test_a_booking_is_sure(heading, cell):
    (line,) = results(heading, cell)["bookings"]
    assert "tentative" not in line


def test_what_says_nothing_of_that_is_not_taken():
    assert results("Booking type", "Billable")["not_taken"] == ["C Booking type"]


def test_whether_they_are_sure_costs_no_query(django_assert_num_queries):
    results("Booking", "Soft")
    with CaptureQueriesContext(connection) as told:
        results("Booking", "Soft")
    with django_assert_num_queries(len(told)):
        results("Booking type", "Billable")
