"""Formulas: the value that was saved counts, and without one the file is refused."""

from skillsdir.spreadsheet.files.reading import read_workbook
from tests.skillsdir.spreadsheet.files.refusals import refusal
from tests.skillsdir.spreadsheet.workbooks import (
    Formula,
    inline,
    raw_ods,
    raw_xlsx,
    xlsx,
)


def rows_of(content):
    return read_workbook(content, "people.xlsx")[0].rows


def test_formula_without_its_value_is_named():
    cells = '<row r="4"><c r="C4"><f>A1+1</f></c><c r="D4"><f>A1</f><v></v></c></row>'
    assert refusal(raw_xlsx(cells)).startswith(
        "People!C4, People!D4: a formula without its value."
    )


def test_of_many_formulas_without_values_some_are_named():
    cells = "".join(f'<c r="A{row}"><f>B1</f></c>' for row in range(1, 1_006))
    assert refusal(raw_xlsx(f"<row>{cells}</row>")).startswith(
        "People!A1, People!A2, People!A3 and 1,002 more: a formula"
    )


def test_formula_of_opendocument_without_its_value_is_named():
    cell = '<table:table-cell table:formula="of:=[.A1]"/>'
    content = raw_ods(
        f'<table:table table:name="People"><table:table-row>{cell}'
        "</table:table-row></table:table>"
    )
    assert refusal(content).startswith("People!A1: a formula without its value")


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
