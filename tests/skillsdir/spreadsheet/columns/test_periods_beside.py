"""Weeks and months of bookings that stand in a column, a row or the sheet's name."""

import pytest

from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.columns.periods import names_period, periods_of
from skillsdir.spreadsheet.pages.sheet_forms import sheet_forms
from tests.skillsdir.spreadsheet.corpus.cases import results_of, sheets_of

TODAY = "2026-03-09"


@pytest.fixture(autouse=True)
def today(db, time_machine):
    time_machine.move_to(f"{TODAY}T12:00:00Z", tick=False)


def days_of(case):
    """First and last day of each booking, in the order of the file."""
    lines = results_of(case).get("bookings", [])
    found = [
        dict(part.split(" ", 1) for part in line.split("; ")[1:]) for line in lines
    ]
    return [" ".join(filter(None, map(one.get, DAYS))) for one in found]


DAYS = ("starts_on", "ends_on")
JANUARY, FEBRUARY = "2026-01-01 2026-01-31", "2026-02-01 2026-02-28"
MARCH, WEEK_12 = "2026-03-01 2026-03-31", "2026-03-16 2026-03-22"
QUARTER, WEEK_13 = "2026-01-01 2026-03-31", "2026-03-23 2026-03-29"


def beside(heading, *cells):
    rows = [f"Ana Silva,Churn,{cell},50%" for cell in cells]
    return "\n".join([f"Employee,Project,{heading},%", *rows])


COLUMNS = (
    (beside("Month", "2026-01", "2026-02"), [JANUARY, FEBRUARY]),
    (beside("Month", "January 2026", "Feb 2026"), [JANUARY, FEBRUARY]),
    (beside("Monat", "Januar 2026", "März 2026"), [JANUARY, MARCH]),
    (beside("Mois", "janvier 2026", "mars 2026"), [JANUARY, MARCH]),
    (beside("Booking month", "01/2026", "02/2026"), [JANUARY, FEBRUARY]),
    (beside("Month", "2026-01-01", "2026-02-01"), [JANUARY, FEBRUARY]),
    (beside("Quarter", "Q1 2026"), [QUARTER]),
    (beside("Week", "W12 2026", "2026-W13"), [WEEK_12, WEEK_13]),
    (beside("KW", "KW 12/2026", "KW 13/2026"), [WEEK_12, WEEK_13]),
    (beside("Week starting", "2026-03-16", "2026-03-23"), [WEEK_12, WEEK_13]),
    (beside("W/C", "2026-03-16"), [WEEK_12]),
    (beside("Week ending", "2026-03-20", "2026-03-29"), [WEEK_12, WEEK_13]),
    (beside("For which time", "Jan 2026", "Feb 2026"), [JANUARY, FEBRUARY]),
    ("Name,Project,Jan 2026\nAna Silva,Churn,50%", [JANUARY]),
    ("Name,Project,%\nJan 2026,,\nAna,Churn,50\nBo,Churn,50", [JANUARY] * 2),
)
# A month that names no year, or nothing but a number, is no day, and not from today.
REFUSED = (
    beside("Month", "January", "February"),
    beside("Monat", "Jänner", "März"),
    beside("Month", "1", "2"),
    beside("Week", "12", "13"),
    beside("KW", "KW 12", "KW 13"),
    beside("Quarter", "Q1", "Q2"),
    beside("Week starting", "2026-03-17"),
    f"Year,{beside('Month', '1').replace('Ana', '2026,Ana')}",
)
# What is no month: bookings as before.
OTHERS = (
    (beside("Start month", "Jan 2026"), ["2026-01-01"]),
    (beside("Start", "2026-01-05"), ["2026-01-05"]),
    (beside("Hours per week", "20"), [TODAY]),
    (beside("Phase", "Build"), [TODAY]),
    (beside("Working weeks", "12"), [TODAY]),
    ("Name,Project,2026-01-05\nAna Silva,Churn,50%", [TODAY]),
    ("Name,Project,%\nData team,,\nAna,Churn,50\nBo,Churn,50", [TODAY] * 2),
)


@pytest.mark.parametrize(("text", "days"), COLUMNS + OTHERS)
def test_a_month_in_a_column_is_when_somebody_is_booked(text, days):
    assert days_of({"text": text}) == days


@pytest.mark.parametrize("text", REFUSED)
def test_a_month_that_is_not_clear_is_refused_by_its_cell(text):
    results = results_of({"text": text})
    assert "bookings" not in results
    assert "is no date" in results["refused"][0]


def test_a_month_without_a_year_is_told_how_to_be_written():
    (line,) = results_of({"text": beside("Month", "January")})["refused"]
    assert line.endswith("no date without its year: write it like January 2026")


def test_hours_beside_weeks_are_a_time_sheet():
    text = "Employee,Project,Week,Hours\nAna Silva,Churn,W12 2026,20"
    assert results_of({"text": text})["not_taken"] == ["the whole sheet"]


SHEETS = (
    ("Jan 2026", [JANUARY]),
    ("February 2026", [FEBRUARY]),
    ("2026-03", [MARCH]),
    ("März 2026", [MARCH]),
    ("KW 12 2026", [WEEK_12]),
    ("Q1 2026", [QUARTER]),
    ("Allocation Q1 2026", [QUARTER]),
    ("Staffing plan Jan 2026", [JANUARY]),
    ("January", []),
    ("KW 12", []),
    ("2026", [TODAY]),
    ("2026-03-01", [TODAY]),
    ("Bookings 2026", [TODAY]),
    ("Marchers", [TODAY]),
)


@pytest.mark.parametrize(("name", "days"), SHEETS)
def test_a_sheet_called_a_month_holds_its_bookings(name, days):
    assert days_of({"sheets": {name: "Name,Project,%\nAna Silva,Churn,50"}}) == days


def test_a_sheet_called_a_month_with_days_of_its_own_has_those():
    text = "Name,Project,Start,End\nAna Silva,Churn,2026-03-16,2026-03-22"
    assert days_of({"sheets": {"Jan 2026": text}}) == [WEEK_12]


def test_the_month_of_a_sheet_stands_on_its_form():
    case = {"sheets": {"Jan 2026": "Name,Project,%\nAna Silva,Churn,50"}}
    (sheet,) = sheets_of(case)
    answers = Answers(sheets={sheet.name: guess_sheet(sheet).answer})
    (form,) = sheet_forms([sheet], answers)
    shown = form.initial["all_field"], form.initial["all_value"]
    assert shown == ("span", "Jan 2026")
    assert "span" in dict(form.fields["all_field"].choices)


SLASHED = (
    (("1/1/2026", "2/1/2026", "3/1/2026"), "2026-02-01"),
    (("5/1/2026", "12/1/2026"), "2026-01-12"),
    (("3/2/2026", "3/9/2026", "3/16/2026"), "2026-03-09"),
    (("01-01-2026", "02-01-2026"), "2026-02-01"),
)


@pytest.mark.parametrize(("headings", "second"), SLASHED)
def test_days_that_stand_a_week_or_a_month_apart_are_clear(headings, second):
    periods = periods_of(dict(enumerate(headings)), 2026)
    assert len(periods) == len(headings)
    assert periods[1].first.isoformat() == second


def test_days_that_stand_apart_neither_way_are_none():
    assert periods_of({0: "1/2/2026", 1: "5/6/2026"}, 2026) == {}


@pytest.mark.parametrize("heading", ["Months", "Week no.", "Kalenderwoche", "W/C"])
def test_headings_of_periods(heading):
    assert names_period(heading)


@pytest.mark.parametrize("heading", ["Year", "Hours per week", "Start", "Plan", ""])
def test_headings_of_other_things(heading):
    assert not names_period(heading)


BARE = (
    ",,2026-04,2026-05\nAna Silva,Churn,50%,50%",
    "Plan of all,,,\n,,2026-04,2026-05\nAna Silva,Churn,50%,50%",
    "Name,,2026-04,2026-05\nAna Silva,Churn,50%,50%",
)


@pytest.mark.parametrize("text", BARE)
def test_what_stands_beside_people_without_a_heading_is_their_project(text):
    (line,) = results_of({"text": text})["bookings"]
    assert line == (
        "Ana Silva; project Churn; starts_on 2026-04-01; ends_on 2026-05-31; percent 50"
    )


def test_a_column_with_a_heading_of_its_own_is_no_project():
    text = "Name,Floor,2026-04,2026-05\nAna Silva,Third,50%,50%"
    results = results_of({"text": text})
    assert results["not_taken"] == ["B Floor"]
    assert "needs a value for “Project”" in results["refused"][0]
