"""A year that is over, or how it ended, says of a project that it has been."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.skillsdir.spreadsheet.corpus.cases import results_of


@pytest.fixture(autouse=True)
def today(db, time_machine):
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)


# What was decided for what is past and says no days, and what begins today.
ASKED, NOW = "2025-01-01 2025-06-30", "2026-03-09"
YEAR, LONG = "2024-01-01 2024-12-31", "2022-01-01 2024-12-31"
THIS, NEXT = "2026-01-01 2026-12-31", "2027-01-01 2027-12-31"
FILES = (
    ("Project,Year", "Churn,2024", YEAR, "closed"),
    ("Project,Role,Jahr", "Churn,DS,2024", YEAR, "closed"),
    ("Project,Year", "Churn,2022-2024", LONG, "closed"),
    ("Project,Year", "Churn,2026", THIS, "active"),
    ("Project,Years", "Churn,3", NOW, "active"),
    ("Projects 2024", "Churn", YEAR, "closed"),
    ("Projects 2022–2024", "Churn", LONG, "closed"),
    ("Projects 2026", "Churn", NOW, "active"),
    ("Projects 2027", "Churn", NEXT, "active"),
    ("Key projects", "Churn (2024)", YEAR, "closed"),
    ("Key projects", "Churn - 2024", YEAR, "closed"),
    ("Key projects", '"Churn, 2024"', YEAR, "closed"),
    ("Key projects", '"Churn (2024, success)"', YEAR, "closed; outcome in_use"),
    ("Key projects", "Churn (2022-2024)", LONG, "closed"),
    ("Key projects", "Churn (success)", ASKED, "closed; outcome in_use"),
    ("Key projects", "Churn (live)", NOW, "active"),
    ("Key projects", "Churn 2024", NOW, "active"),
    ("Current projects", "Churn (success)", NOW, "active"),
    ("Current projects", "Churn (2024)", YEAR, "closed"),
    ("Past projects", "Churn (2024)", YEAR, "closed"),
    ("Past projects", "Churn (2026)", "2026-01-01 2026-03-08", "closed"),
    ("Project,Outcome", "Churn,successful", ASKED, "closed; outcome in_use"),
    ("Project,Result", "Churn,stopped", ASKED, "closed; outcome stopped_external"),
    ("Project,Year,Outcome", "Churn,2024,success", YEAR, "closed; outcome in_use"),
    ("Project,Outcome", "Churn,good mood", NOW, "active"),
)


@pytest.mark.parametrize(("headings", "cells", "days", "status"), FILES)
def test_days_and_status_are_those_that_a_file_says(headings, cells, days, status):
    results = results_of({"text": f"Name,{headings}\nAna Silva,{cells}"})
    (booking,), (project,) = results["bookings"], results["projects"]
    parts = dict(part.split(" ", 1) for part in booking.split("; ")[1:])
    found = filter(None, map(parts.get, ("starts_on", "ends_on")))
    assert " ".join(found) == days
    assert project.partition("; status ")[2] == status


def test_a_booking_goes_on_no_longer_than_its_project():
    text = "Name,Project,Year,Outcome\nAna Silva,Churn,2026,success"
    assert "ends_on 2026-03-08" in results_of({"text": text})["bookings"][0]


def test_an_outcome_that_nobody_knows_ends_nothing():
    text = "Name,Project,Outcome\nAna,Churn,success\nBo,Risk,so so"
    results = results_of({"text": text})
    assert results["projects"][1] == "Risk; status active"


def test_past_years_cost_the_same_for_3_rows_and_30(django_assert_num_queries):
    def read(count):
        rows = "".join(f"Ana {row}. Silva,Churn {row},2024\n" for row in range(count))
        results_of({"text": f"Name,Project,Year\n{rows}"})

    read(1)
    with CaptureQueriesContext(connection) as few:
        read(3)
    with django_assert_num_queries(len(few)):
        read(30)
