"""Rows of one name, in one sheet or several: one person, or two, or a question."""

import pytest

from skillsdir.spreadsheet.columns.remembered import guessed
from skillsdir.spreadsheet.planning.plan import plan
from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.corpus.cases import (
    KNOWN,
    answer_all,
    results_of,
    sheets_of,
)
from tests.skillsdir.spreadsheet.sent_files import create, planned, skip, table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue():
    for name in KNOWN:
        SkillFactory(name=name)


def results(*texts):
    return results_of({"sheets": {f"Data {n}": text for n, text in enumerate(texts)}})


MATRIX = "Name,Python,SQL\nAna Silva,3,2\nBo Lind,1,4"
SKILLS = ["Ana Silva: Python 3, SQL 2", "Bo Lind: Python 1, SQL 4"]
TELLING = {
    "Department": ("Risk", "team"),
    "Office": ("Lisbon", "location"),
    "Position": ("Analyst", "job_title"),
}


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("heading", TELLING)
def test_what_one_sheet_says_beside_a_name_is_of_who_stands_in_the_other(
    heading, is_first
):
    value, field = TELLING[heading]
    texts = [f"Name,{heading}\nAna Silva,{value}\nBo Lind,{value}", MATRIX]
    found = results(*texts) if is_first else results(*reversed(texts))
    expected = [f"Ana Silva; {field} {value}", f"Bo Lind; {field} {value}"]
    assert (found["people"], found["skills"]) == (expected, SKILLS)


def test_different_things_that_three_sheets_say_are_of_one_person():
    one = "Name,Team\nAna Silva,Risk", "Name,Office\nANA SILVA,Lisbon"
    wishes = "Name,Wants to learn\nSilva, Ana,R".replace("Silva, Ana", '"Silva, Ana"')
    found = results(*one, wishes)
    assert found["people"] == ["Ana Silva; team Risk; location Lisbon"]
    assert found["goals"] == ["Ana Silva: R 2"]


def test_a_row_without_the_team_is_of_who_has_one_in_the_same_sheet():
    text = "Name,Team,Skill\nAna Silva,Risk,Python\nAna Silva,,SQL\nBo Lind,Data,R"
    found = results(text)
    assert found["people"] == ["Ana Silva; team Risk", "Bo Lind; team Data"]
    assert found["skills"] == ["Ana Silva: Python 2, SQL 2", "Bo Lind: R 2"]


ROWS = {
    "less than one of two": (("Risk", "Analyst"), ("Data", ""), ("", "Analyst")),
    "all of it again": (("Risk", "Analyst"), ("Data", ""), ("Data", "")),
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_what_says_less_is_of_the_only_one_whom_it_may_mean(rows):
    sheet = table("people", "name team job_title", *(("Ana Silva", *r) for r in rows))
    assert len(planned(sheet).questions.of("person")) == 2


def test_what_may_mean_either_of_two_is_asked_with_both():
    rows = ("Ana Silva", "Risk"), ("Ana Silva", "Data"), ("Ana Silva", "")
    asked = planned(table("people", "name team", *rows)).questions.of("person")
    told = {one.name: [near.label for near in one.namesakes] for one in asked}
    assert told == {
        "Ana Silva, Risk": [],
        "Ana Silva, Data": [],
        "Ana Silva": ["Ana Silva, Risk, of this file", "Ana Silva, Data, of this file"],
    }


def test_whom_another_sheet_names_is_asked_with_both():
    rows = ("Ana Silva", "Risk"), ("Ana Silva", "Data")
    lead = table("projects", "name lead", ("Churn", "Ana Silva"))
    asked = planned(table("people", "name team", *rows), lead).questions.of("person")
    assert len({one.key: one for one in asked}["ana silva"].namesakes) == 2


def test_who_is_left_out_is_not_offered():
    rows = ("Ana Silva", "Risk"), ("Ana Silva", "Data"), ("Ana Silva", "")
    names = {"person": skip("ana silva | risk") | create("ana silva | data")}
    sheet = table("people", "name team", *rows)
    *_, asked = planned(sheet, names=names).questions.of("person")
    assert [near.target for near in asked.namesakes] == ["ana silva | data"]


def test_who_says_otherwise_in_another_sheet_is_asked_about():
    texts = "Name,Team\nAna Silva,Risk", "Name,Team\nAna Silva,Operations"
    sheets = {f"Data {n}": text for n, text in enumerate(texts)}
    found = results_of({"sheets": sheets})
    assert (found["people"], found["asked"]) == (
        ["Ana Silva; team Operations"],
        ["twice"],
    )


SPREAD = {
    "expertise": "Name,Dept.,Skill,Level\n{},Python,3\n{},SQL,4\n{},R,2",
    "bookings": (
        "Name,Dept.,Project,Start,End,%\n{},Lake,2027-01-04,2027-03-26,50\n"
        "{},Churn,2027-01-04,2027-03-26,50\n{},Risk,2027-01-04,2027-03-26,50"
    ),
    "absences": (
        "Name,Dept.,Leave start,Leave end\n{},2027-01-04,2027-01-08\n"
        "{},2027-02-01,2027-02-05\n{},2027-03-01,2027-03-05"
    ),
}


@pytest.mark.parametrize("kind", SPREAD)
def test_namesakes_of_two_teams_have_each_what_their_rows_say(kind):
    who = "Ana Silva,NLP", "Ana Silva,Pricing", "Ana Silva,NLP"
    sheets = {"Data 1": SPREAD[kind].format(*who)}
    case = {"sheets": sheets}
    made, _ = answer_all(sheets_of(case))
    changes = [change for change in made.changes if change.noun == kind]
    first, second, third = (change.values["person"] for change in changes)
    assert first is third is not second
    assert len(results_of(case)["people"]) == 2


# Sheets alike, which may be called by teams


PAIRS = (
    *(("Sheet1", "Sheet2"), ("Tabelle1", "Tabelle2"), ("Feuil1", "Feuil2")),
    *(("2025", "2026"), ("January", "February"), ("Q1 2026", "Q2 2026")),
    *(("KW 3", "KW 4"), ("1", "2")),
)
BOTH = (*PAIRS, ("Languages", "Tools"), ("Own view", "Lead"), ("Old", "New"))
OTHERS = "Name,R,Spark\nCy Ray,3,2\nDi Fox,1,4"
SAME = "Name,R,Spark\nAna Silva,3,2\nBo Lind,1,4"


def teams_of(pair, *texts):
    found = results_of({"sheets": dict(zip(pair, texts, strict=True))})
    return [line for line in found.get("catalogue", ()) if line.startswith("teams")]


@pytest.mark.parametrize("pair", BOTH)
def test_sheets_with_the_same_people_are_called_by_no_team(pair):
    found = results_of({"sheets": dict(zip(pair, (MATRIX, SAME), strict=True))})
    assert found["people"] == ["Ana Silva", "Bo Lind"]
    assert teams_of(pair, MATRIX, SAME) == []


@pytest.mark.parametrize("pair", PAIRS)
def test_a_name_that_spreadsheets_or_calendars_give_is_no_team(pair):
    assert teams_of(pair, MATRIX, OTHERS) == []


@pytest.mark.parametrize(
    "pair",
    [("Forecasting", "Pricing"), ("Vision team", "Ops"), ("A-Team", "Risk group")],
)
def test_sheets_with_other_people_are_called_by_teams(pair):
    assert teams_of(pair, MATRIX, OTHERS) == [f"teams {name}" for name in pair]


def test_one_of_many_in_two_teams_is_asked_about():
    more = MATRIX + "\nCy Ray,2,2\nEd Poe,2,2\nFay Orr,1,2"
    other = OTHERS + "\nGus Oak,2,2\nHal Ivy,2,2\nIda Elm,1,2"
    texts = {"Forecasting": more, "Pricing": other}
    questions = planned_of(texts).questions.of("person")
    told = [one.name for one in questions if one.namesakes]
    assert told == ["Cy Ray, Pricing"]


def planned_of(texts):
    sheets = sheets_of({"sheets": texts})
    return plan(sheets, guessed(sheets))


@pytest.mark.parametrize("count", [1, 20])
def test_namesakes_cost_no_query(count, django_assert_max_num_queries):
    rows = [("Ana Silva", f"Team {n}") for n in range(count)]
    sheet = table("people", "name team", *rows, ("Ana Silva", ""))
    with django_assert_max_num_queries(40):
        planned(sheet)
