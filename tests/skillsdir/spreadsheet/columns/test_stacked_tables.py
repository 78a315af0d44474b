"""A table below another has headings of its own: no row of it is read by others."""

import pytest

from tests.skillsdir.spreadsheet.corpus.cases import results_of

pytestmark = pytest.mark.usefixtures("catalogue")


FIRST = "Name,Python,SQL\nAna Silva,3,2\nCy Ray,1,2\n"
OTHERS = (
    ("Name,Python,R\nBo Lind,2,4", "4, 5 rows"),
    (",,\nName,Python,R\nBo Lind,2,4", "5, 6 rows"),
    ("Name,SQL,Python\nBo Lind,2,4", "4, 5 rows"),
    (",,\nEmployee,Python,R\nBo Lind,2,4", "5, 6 rows"),
    ("Name,E-mail,Team\nBo Lind,bo@x.example,Data", "4, 5 rows"),
    (",,\nPricing team,,\nName,Python,R\nBo Lind,2,4", "5, 6, 7 rows"),
    ("Name,Python,R\nBo Lind,2,4\nName,Python,SQL\nDi Woo,2,4", "4, 5, 6, 7 rows"),
)


@pytest.mark.parametrize(("below", "rows"), OTHERS)
@pytest.mark.parametrize("file", ["text", "xlsx"])
def test_a_table_with_other_headings_is_left_out_and_told(file, below, rows):
    results = results_of({file: FIRST + below})
    assert results["skills"] == [
        "Ana Silva: Python 3, SQL 2",
        "Cy Ray: Python 1, SQL 2",
    ]
    assert results["people"] == ["Ana Silva", "Cy Ray"]
    assert results["not_taken"] == [rows]


AGAIN = ("Name,Python,SQL\n", ",,\nName,Python,SQL\n", "NAME,python,\n", "Name,,SQL\n")


@pytest.mark.parametrize("headings", AGAIN)
def test_the_same_headings_again_begin_no_other_table(headings):
    results = results_of({"text": f"{FIRST}{headings}Bo Lind,2,4"})
    assert results["skills"][2] == "Bo Lind: Python 2, SQL 4"


def test_known_headings_again_below_an_empty_row_begin_no_other_table():
    text = "Name,Skill,Level\nAna Silva,Python,3\n,,\nName,Skill,Level\nBo Lind,SQL,2"
    assert len(results_of({"text": text})["skills"]) == 2


def test_other_months_are_other_headings():
    first = "Name,Project,2026-04,2026-05\nAna Silva,Churn,50%,20%\n"
    below = "Name,Project,2026-07,2026-08\nAna Silva,Churn,50%,20%"
    assert len(results_of({"text": first + below})["bookings"]) == 2


def test_one_heading_of_many_that_differs_is_enough():
    first = "Name,Python,SQL,NLP,R,Java,Spark\nAna Silva,3,2,1,1,1,1\n"
    below = "Name,Python,SQL,NLP,R,Java,Tableau\nBo Lind,3,2,1,1,1,1"
    assert len(results_of({"text": first + below})["skills"]) == 1


PLACEHOLDERS = ("Consultant,3,2", ",,\nData scientist,,2", "Person 0,,", "Employee,x,x")


@pytest.mark.parametrize("row", PLACEHOLDERS)
def test_a_name_like_a_heading_begins_no_other_table(row):
    results = results_of({"text": f"{FIRST}{row}\nBo Lind,2,4"})
    assert results["skills"][-1] == "Bo Lind: Python 2, SQL 4"
