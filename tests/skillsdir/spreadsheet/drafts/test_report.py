"""What a plan says of each row, for people to read."""

import pytest

from skillsdir.spreadsheet.answers import SheetAnswer
from skillsdir.spreadsheet.columns.lines import Table
from skillsdir.spreadsheet.drafts.report import (
    HEADINGS,
    report,
    report_lines,
    summary,
    title_of,
)
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.left_out import TAKEN, LeftOut
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.entities import Entity
from skillsdir.spreadsheet.planning.changes import Change, Plan

ANA, PYTHON, CHURN = (Entity(n, name) for n, name in enumerate(["Ana", "Python", "C"]))
PAIR = {"person": ANA, "skill": PYTHON}


def change(noun, values=None, **fields):
    made = Change(NOUNS[noun], "A!1", values or {})
    for name, value in fields.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("noun", "values", "label"),
    [
        ("teams", {"name": "Data"}, "Data"),
        ("people", {"name": "Ana"}, "Ana"),
        ("expertise", PAIR, "Ana: Python"),
        ("goals", PAIR, "Ana: Python"),
        ("endorsements", PAIR | {"endorsed_by": ANA}, "Ana: Python, confirmed by Ana"),
        ("absences", {"person": ANA, "starts_on": 1, "ends_on": 2}, "Ana: 1 – 2"),
        (
            "needs",
            {"project": CHURN, "skill": PYTHON, "level": 4},
            "C: Python (Expert)",
        ),
        ("needs", {"project": CHURN, "skill": PYTHON}, "C: Python"),
        ("bookings", {"person": ANA, "project": CHURN}, "Ana: C"),
        ("aliases", {"skill": PYTHON, "name": "Py"}, "Py means Python"),
    ],
)
def test_a_row_has_a_name(noun, values, label):
    assert change(noun, values).label == label


def test_a_row_without_a_name_has_that_of_its_entity():
    made = Change(NOUNS["people"], "A!1", {"bio": "x"}, entity=ANA)
    assert made.label == "Ana"


def test_differences_are_in_words():
    made = change("goals", PAIR, before={"status": "open"}, after={"status": "dropped"})
    (one,) = made.differences
    assert (one.label, one.old, one.new) == ("Status", "Open", "Dropped")


def test_a_rejected_row_writes_nothing():
    made = change("goals", PAIR, after={"status": "dropped"}).reject("no")
    assert (made.action, made.why, made.differences) == (Action.REJECTED, "no", [])


def test_what_is_new_and_rejected_says_why():
    new = Entity(label="Bo")
    Change(NOUNS["people"], "A!1", {}, entity=new).reject("no e-mail")
    assert new.why == "no e-mail"


def test_what_is_here_and_rejected_stays_here():
    Change(NOUNS["people"], "A!1", {}, entity=ANA).reject("no e-mail")
    assert ANA.why == ""


@pytest.fixture
def plan():
    added = change("people", {"name": "Ana"}, action=Action.ADDED)
    added.after = {"name": "Ana", "capacity": 80}
    rejected = change("goals", PAIR).reject("no")
    return Plan([added, rejected], None)


def test_a_plan_counts(plan):
    assert plan.counts == {"people": {"added": 1}, "goals": {"rejected": 1}}
    assert plan.totals == {
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "left out": 0,
        "rejected": 1,
    }


def test_a_plan_can_be_asked_for_one_action(plan):
    assert [one.noun for one in plan.only("rejected")] == ["goals"]


def test_a_report_has_a_line_for_each_field(plan):
    assert [*report_lines(plan.changes[0])] == [
        ("A!1", "People", "Ana", "Name", "", "Ana", ""),
        ("A!1", "People", "Ana", "Capacity, %", "", "80", ""),
    ]


def test_a_report_says_why_a_row_is_rejected(plan):
    (line,) = report_lines(plan.changes[1])
    assert dict(zip(HEADINGS, line, strict=True))["Why"] == "no"


def test_a_report_begins_with_counts(plan):
    assert [*summary(plan.counts)] == [
        ("People", 1, 0, 0, 0, 0),
        ("Learning goals", 0, 0, 0, 0, 1),
    ]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_a_title_and_headings(noun):
    assert title_of(noun)
    assert all(NOUNS[noun].heading(name) for name in NOUNS[noun].targets)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_writes_fields_of_its_model(noun):
    names = {field.name for field in NOUNS[noun].model._meta.get_fields()}
    assert set(NOUNS[noun].model_fields()) <= names
    assert set(NOUNS[noun].lists) <= names


# Lines of a sheet


def table(kind, columns, *rows, **sheet):
    sheet = Sheet("A", [tuple("abcdef"), *rows], **sheet)
    return Table(sheet, SheetAnswer(kind, 0, dict(enumerate(columns.split()))))


def test_a_line_has_its_cells_by_field():
    (line,) = table("people", "name bio", ("Ana", "x", "not mapped")).lines
    assert line.cells == {"name": "Ana", "bio": "x"}
    assert (line.place, line.cell("bio").place) == ("A!2", "A!B2")


def test_empty_cells_are_not_there():
    (line,) = table("people", "name bio team", ("Ana", None, "")).lines
    assert line.cells == {"name": "Ana"}


def test_nought_and_no_are_not_empty():
    (line,) = table("skills", "name is_active", (0, False)).lines
    assert line.cells == {"name": 0, "is_active": False}


def test_short_rows_are_read_as_far_as_they_go():
    (line,) = table("people", "name bio team", ("Ana",)).lines
    assert line.cells == {"name": "Ana"}


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (("Ana", "ana@x.org"), {"person": "Ana", "email": "ana@x.org"}),
        (("ana@x.org", "Ana"), {"person": "Ana", "email": "ana@x.org"}),
        (("Ana", None), {"person": "Ana"}),
        ((None, "ana@x.org"), {"email": "ana@x.org"}),
    ],
)
def test_two_columns_may_say_who_it_is(row, cells):
    (line,) = table("absences", "person person", row).lines
    assert line.cells == cells


def test_what_is_not_taken_stands_beside_what_was_left_out():
    left_out = LeftOut("A", "B", "Phone", 2, (), "not taken")
    skipped = change("teams", name="Data", action=Action.LEFT_OUT, before={}, after={})
    content = report(Plan([skipped], None, {}, (left_out,)))
    names = [sheet.name for sheet in read_workbook(content, "report.xlsx")]
    assert names[-1] == "Not taken"
    assert "Left out" in names


def test_what_is_hidden_and_taken_is_not_said_to_be_left_out():
    hidden = LeftOut("A", "3", "hidden or filtered row", 1, (), TAKEN)
    content = report(Plan([], None, {}, (hidden,)))
    names = [sheet.name for sheet in read_workbook(content, "report.xlsx")]
    assert "Not taken" not in names
    assert names[-1] == "Taken though hidden"
