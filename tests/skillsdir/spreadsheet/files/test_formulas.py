"""Formulas: the value that was saved counts; where there is none, the cell says so."""

import pytest

from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UNCALCULATED
from skillsdir.spreadsheet.planning.plan import plan
from tests.skillsdir.spreadsheet.workbooks import (
    Formula,
    inline,
    raw_ods,
    raw_xlsx,
    table,
    xlsx,
)


def rows_of(content):
    return read_workbook(content, "people.xlsx")[0].rows


def test_formula_without_its_value_says_so():
    cells = '<row r="2"><c r="C2"><f>A1+1</f></c><c r="D2"><f>A1</f><v></v></c></row>'
    (sheet,) = read_workbook(raw_xlsx(cells), "people.xlsx")
    assert sheet.rows[1] == (None, None, UNCALCULATED, UNCALCULATED)
    assert sheet.uncalculated == {(1, 2), (1, 3)}


def test_formula_of_opendocument_without_its_value_says_so():
    cell = '<table:table-cell table:formula="of:=[.A1]"/>'
    rows = f"<table:table-row>{cell}</table:table-row>"
    (sheet,) = read_workbook(raw_ods(table(rows)), "people.ods")
    assert sheet.rows == [(UNCALCULATED,)]
    assert sheet.uncalculated == {(0, 0)}


FORMULA = '<row r="2"><c r="A2"><f>B9</f></c><c r="B2"><v>3</v></c></row>'


def planned_with(columns):
    heads = f"<row>{inline('A1', 'Name')}{inline('B1', 'Job title')}</row>"
    sheets = read_workbook(raw_xlsx(heads + FORMULA), "people.xlsx")
    return plan(sheets, Answers(sheets={"People": SheetAnswer("teams", 0, columns)}))


@pytest.mark.django_db
def test_formula_without_its_value_is_rejected_where_it_counts():
    (change,) = planned_with({0: "name"}).only("rejected")
    assert (change.place, change.why[:27]) == (
        "People!A2",
        "a formula without its value",
    )


@pytest.mark.django_db
def test_formula_without_its_value_is_no_hindrance_where_nobody_maps_it():
    assert not planned_with({1: "name"}).only("rejected")


def test_formulas_that_were_worked_out_are_no_hindrance():
    (sheet,) = read_workbook(xlsx({"People": [[Formula("=1+1", 2)]]}), "people.xlsx")
    assert sheet.rows == [(2,)]


def test_saved_value_of_a_formula_counts():
    row = [Formula("=1+1", 2), Formula('="a"&"b"', "ab")]
    assert rows_of(xlsx({"People": [row]})) == [(2, "ab")]


def test_empty_text_that_a_formula_gave_is_empty():
    cell = '<c r="B1" t="str"><f>IF(A1="","","x")</f><v></v></c>'
    assert rows_of(raw_xlsx(f"<row>{inline('A1', 'x')}{cell}</row>")) == [("x", None)]


def test_failed_formula_says_so():
    """An empty cell would change nothing, and nobody would know."""
    row = ["Ana", Formula("=1/0", "#DIV/0!"), Formula("=VLOOKUP(1,A:A,1)", "#N/A")]
    assert rows_of(xlsx({"People": [row]})) == [("Ana", "#DIV/0!", "#N/A")]
