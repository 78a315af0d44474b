"""Remarks below a table, marks of free time, and columns of what is missing."""

import pytest

from skillsdir.spreadsheet.cells.levels import guess_scale
from skillsdir.spreadsheet.columns.profiles import begins_remark
from tests.skillsdir.spreadsheet.corpus.cases import results_of

pytestmark = pytest.mark.usefixtures("catalogue")


REMARKS = (
    *("Updated 03/2026 by HR", "Last updated: 01/03/2026", "3 records", "Page 1 of 2"),
    *("Confidential – internal use only", "Stand: 01.03.2026", "12 Einträge"),
    *("As of March 2026", "Generated 2026-03-01 by ana@x.example", "Version 1.2"),
    *("Nur für internen Gebrauch", "Please do not share this list"),
)
PEOPLE = ("Stand Meier", "Page Miller", "Ana Page", "Version Jones", "Created Ali")


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_below_is_nobody(remark):
    results = results_of({"text": f"Name,Python,SQL\nAna,3,2\nBo,1,4\n{remark}"})
    assert results["people"] == ["Ana", "Bo"]
    assert results["not_taken"] == ["4 row"]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_alone_is_no_remark(name):
    assert not begins_remark(name)


MARKS = ("x", "X", "booked", "Busy", "✓")
FREE = ("free", "Free", "available", "-", "n/a", "frei", "off")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("project", ["", ",Churn"])
def test_a_mark_below_weeks_is_named_and_no_project(mark, project):
    heading = ",Project" if project else ""
    text = f"Name{heading},W12 2026,W13 2026\nAna{project},{mark},50%"
    results = results_of({"text": text})
    assert f"“{mark}” is no share of a week" in results["refused"][-1]
    assert mark not in str(results.get("projects"))


@pytest.mark.parametrize("mark", FREE)
def test_free_weeks_say_nothing(mark):
    text = f"Name,Project,W12 2026,W13 2026\nAna,Churn,{mark},50%"
    results = results_of({"text": text})
    assert len(results["bookings"]) == 1
    assert "refused" not in results


GAPS = ("Python gap", "Python – Gap", "Gap Python", "Python difference", "Python Lücke")


@pytest.mark.parametrize("heading", GAPS)
def test_a_gap_is_no_skill(heading):
    text = f"Name,Python actual,Python target,{heading}\nAna,2,4,2\nBo,1,2,1"
    results = results_of({"text": text})
    assert results["skills"] == ["Ana: Python 2", "Bo: Python 1"]
    assert results["not_taken"] == [f"D {heading}"]


STARS = (
    ({"★★★★": 4, "★★☆☆": 2, "★☆☆☆": 1}),
    ({"★★★★★": 4, "★★☆☆☆": 1}),
    ({"★★★": 4, "★☆☆": 1}),
    ({"★★★★": 3, "★★": 1}),
)


@pytest.mark.parametrize("levels", STARS)
def test_empty_stars_say_how_many_full_ones_there_can_be(levels):
    assert guess_scale(levels) == levels


@pytest.mark.parametrize("no", ["nein", "non", "não", "nee", "Nej"])
def test_no_is_no_level(no):
    text = f"Name;Python;SQL;Java\nAna;yes;{no};yes\nBo;{no};yes;"
    results = results_of({"text": text})
    assert results["skills"] == ["Ana: Python 2, Java 2", "Bo: SQL 2"]


@pytest.mark.parametrize("rows", [1, 20])
def test_remarks_cost_no_query(rows, django_assert_max_num_queries):
    with django_assert_max_num_queries(80):
        results_of({"text": "Name,Python,SQL\nAna,3,2\n" + "Updated 03/2026\n" * rows})
