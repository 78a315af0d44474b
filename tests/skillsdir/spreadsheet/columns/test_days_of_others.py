"""A day is of the person, or of the booking, where its heading says so."""

import pytest

from skillsdir.spreadsheet.columns.headings import columns_for
from skillsdir.spreadsheet.nouns import BY_NAME
from tests.skillsdir.spreadsheet.corpus.cases import results_of


def field(kind, heading):
    return columns_for(BY_NAME[kind], [heading])[0]


OF_THE_PERSON = {
    "joined_on": (
        *("Since", "Start", "Start date", "Employee start date", "Working here since"),
        *("Start of employment", "Employment start", "Work start date", "Joined"),
        *("Original hire date", "Joined on (yyyy-mm-dd)", "With us since", "Hired in"),
    ),
    "left_on": (
        *(
            "End",
            "End date",
            "End of employment",
            "Employment end date",
            "Leaving date",
        ),
        *("Expected end date", "Planned leaving date", "Termination date"),
    ),
}


@pytest.mark.parametrize(
    ("heading", "name"),
    [(heading, name) for name, many in OF_THE_PERSON.items() for heading in many],
)
def test_a_day_of_the_person_is_known(heading, name):
    assert field("people", heading) == name


OF_OTHERS = (
    *("In role since", "Grade since", "Bench since", "Manager since", "Remote since"),
    *("Contract since", "Available since", "On project since", "Certified since"),
    *("End of probation", "Start of contract", "Contract end", "Visa end date"),
    *("Assignment end", "Project start date", "Start of parental leave"),
    *("Date joined team", "Joined project on", "Training start", "Laptop since"),
)


@pytest.mark.parametrize("heading", OF_OTHERS)
def test_a_day_of_something_else_is_none_of_the_person(heading):
    assert field("people", heading) not in ("joined_on", "left_on")


OF_BOOKINGS = {
    "Expected end date": "ends_on",
    "Booking start date": "starts_on",
    "Staffing end": "ends_on",
    "Date de début du projet": "starts_on",
    "Start month": "starts_on",
    "Contract end": None,
    "Available from": None,
    "Visa end date": None,
    "End of probation": None,
}


@pytest.mark.parametrize("heading", OF_BOOKINGS)
def test_a_day_of_a_booking_is_said_to_be_one(heading):
    assert field("bookings", heading) == OF_BOOKINGS[heading]


OF_ABSENCES = {
    "Leave start": "starts_on",
    "Vacation end": "ends_on",
    "Holiday start date": "starts_on",
    "End of probation": None,
    "Start of contract": None,
}


@pytest.mark.parametrize("heading", OF_ABSENCES)
def test_a_day_of_an_absence_is_said_to_be_one(heading):
    assert field("absences", heading) == OF_ABSENCES[heading]


@pytest.mark.django_db
def test_days_of_something_else_make_no_absence():
    text = "Name,End of probation,Start of contract\nAna Silva,2027-06-30,2027-01-01"
    assert results_of({"text": text})["not_taken"] == ["the whole sheet"]


BESIDE = (
    ("Assignment,End date", "Churn,2027-03-31"),
    ("Engagement,End date", "Churn,2027-03-31"),
    ("Current projects,Start,End", "Churn,2026-01-05,2027-03-31"),
    ("Team,Current projects,End date", "Data,Churn,2027-03-31"),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("headings", "cells"), BESIDE)
def test_nobody_joins_or_leaves_with_the_project_beside(headings, cells):
    results = results_of({"text": f"Name,{headings}\nAna Silva,{cells}"})
    (person,) = results["people"]
    assert not {"joined_on", "left_on"}.intersection(person.split())


@pytest.mark.django_db
def test_who_has_projects_may_join_and_leave():
    text = "Name,Start date,Team,Current projects\nAna Silva,2020-01-01,Data,Churn"
    assert "joined_on 2020-01-01" in results_of({"text": text})["people"][0]


SOON = (
    *("Name|Type|First day|Last day", "Person|Reason|Begin|To", "Naam|Soort|Van|Tot"),
    *("Employee|Leave type|First day|Last day", "Imię i nazwisko|Rodzaj|Od|Do"),
)


@pytest.mark.django_db
@pytest.mark.parametrize("kinds", [("Training", "Conference"), ("Jury", "Ziek")])
@pytest.mark.parametrize("headings", SOON)
def test_nobody_is_here_for_a_week_and_whoever_is_away_is(headings, kinds):
    days = "2026-02-16,2026-02-20", "2026-10-05,2026-10-09"
    rows = [
        f"{who},{kind},{when}"
        for who, kind, when in zip(("Ana Silva", "Bo Lind"), kinds, days, strict=True)
    ]
    found = results_of({"text": "\n".join([headings.replace("|", ","), *rows])})
    assert found["people"] == ["Ana Silva", "Bo Lind"]
    assert len(found["absences"]) == 2
