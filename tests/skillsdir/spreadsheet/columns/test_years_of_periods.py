"""The year of weeks and months that name none: said elsewhere, this one, or asked."""

import pytest

from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.columns.periods import year_in
from skillsdir.spreadsheet.columns.remembered import guessed
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.pages.sheet_forms import sheet_forms
from skillsdir.spreadsheet.planning.plan import plan
from tests.skillsdir.spreadsheet.corpus.cases import workbook


@pytest.fixture(autouse=True)
def today(db, time_machine):
    time_machine.move_to("2026-12-02T12:00:00Z", tick=False)


def year_of(headings, name="Plan", file="", above=()):
    rows = [*above, ("Name", "Project", *headings)]
    rows.append(("Ana Silva", "Churn", *["50%"] * len(headings)))
    rows = [(*row, *[None] * (len(rows[-1]) - len(row))) for row in rows]
    return guess_sheet(Sheet(name, rows, file=file)).answer.values["year"]


OVER = (("Jan", "Feb"), ("KW 1", "KW 2"), ("January", "March"), ("Q1", "Q2"))


@pytest.mark.parametrize("headings", OVER)
def test_a_year_in_which_all_would_be_over_is_not_taken(headings):
    assert year_of(headings) == ""


NOT_OVER = (
    *(("Nov", "Dec"), ("KW 50", "KW 1"), ("Dec", "Jan"), ("Jan 2025", "Feb 2025")),
    *(("2025-01", "2025-02"), ("1/5/26", "1/12/26"), ("Oct", "Nov", "Dec")),
)


@pytest.mark.parametrize("headings", NOT_OVER)
def test_a_year_that_is_said_or_not_over_is_not_asked(headings):
    assert year_of(headings) in ("2025", "2026")


def test_titles_and_names_say_the_year():
    jan = ("Jan", "Feb")
    assert year_of(jan, name="Plan 2025") == "2025"
    assert year_of(jan, above=[("Capacity plan 2027",)]) == "2027"
    assert year_of(jan, file="capacity_2027") == "2027"
    assert year_of(jan, name="Plan 2025", file="capacity_2027") == "2025"


MADE_ON = ("Last updated: 14/11/2026", "as of 2026-12-02", "2 December 2026")


@pytest.mark.parametrize("text", MADE_ON)
def test_the_day_on_which_a_file_was_made_says_no_year_of_it(text):
    assert year_in([text]) is None
    assert year_of(("Jan", "Feb"), above=[(text,)]) == ""


def test_the_name_of_a_workbook_is_that_of_its_file():
    content = workbook({"Plan": "Name,Project,Jan,Feb\nAna Silva,Churn,1,1"}, {})
    sheets = read_workbook(content, "Einsatzplan 2027.xlsx")
    assert guessed(sheets).sheets["Plan"].year == 2027


def test_an_open_year_is_asked_before_all_else():
    rows = [("Name", "Project", "Jan", "Feb"), ("Ana Silva", "Churn", "50%", "20%")]
    sheets = [Sheet("Plan", rows)]
    answers = Answers(sheets={"Plan": guess_sheet(sheets[0]).answer})
    (change,) = plan(sheets, answers).changes
    assert change.why == (
        "weeks and months name no year, and would be over this year: say which"
    )
    (form,) = sheet_forms(sheets, answers)
    assert (form.problem, form["year"].value()) == (change.why, "")
