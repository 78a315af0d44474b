"""Files are read into sheets of plain cells, each with its place."""

import csv
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import (
    Sheet,
    UnreadableFileError,
    column_letters,
    plain_text,
)
from tests.skillsdir.spreadsheet.workbooks import (
    PEOPLE,
    csv_file,
    inline,
    ods,
    raw_ods,
    raw_xlsx,
    xlsx,
)
from tests.thoroughness import examples

pytestmark = pytest.mark.looks_again

FILES = {
    "people.xlsx": xlsx({"People": PEOPLE}),
    "people.ods": ods({"People": PEOPLE}),
    "People.csv": csv_file(PEOPLE),
    "People.tsv": csv_file(PEOPLE, separator="\t"),
}


def read(content, name="people.xlsx"):
    return read_workbook(content, name)


def rows_of(content, name="people.xlsx"):
    (sheet,) = read_workbook(content, name)
    return sheet.rows


@pytest.mark.parametrize("name", FILES)
def test_all_formats_say_the_same(name):
    (sheet,) = read(FILES[name], name)
    assert (sheet.name, sheet.rows) == ("People", list(PEOPLE))


@pytest.mark.parametrize("name", FILES)
def test_content_tells_the_format_whatever_the_name(name):
    assert rows_of(FILES[name], "export.tmp") == list(PEOPLE)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_reading_asks_the_database_nothing(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        read(FILES[name], name)


def test_sheets_come_in_their_order():
    sheets = read(xlsx({"Teams": [["A"]], "People": [["B"]], "Alpha": [["C"]]}))
    assert [sheet.name for sheet in sheets] == ["Teams", "People", "Alpha"]


def test_empty_sheets_are_left_out():
    sheets = read(xlsx({"Empty": [], "People": [["Name"]], "Blank": [["", None]]}))
    assert [sheet.name for sheet in sheets] == ["People"]


def test_hidden_sheets_are_told_apart():
    sheets = read(xlsx({"People": [["A"]], "Lists": [["B"]]}, hidden=["Lists"]))
    assert [sheet.is_hidden for sheet in sheets] == [False, True]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_rows_and_columns_keep_their_numbers(make):
    sheet = read(make({"People": [[], [], [None, None, "Name"]]}))[0]
    assert sheet.rows[2][2] == "Name"
    assert sheet.place(2, 2) == "People!C3"


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (5, "F"), (25, "Z"), (26, "AA"), (299, "KN"), (16_383, "XFD")],
)
def test_columns_have_the_letters_of_spreadsheets(column, letters):
    assert column_letters(column) == letters


def test_place_without_a_column_is_the_row():
    assert Sheet("People", []).place(16) == "People!17"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Ana", "Ana"),
        ("  Ana \n", "Ana"),
        ("007", "007"),
        ("4.0", "4.0"),
        (4, 4),
        (4.0, 4),
        (0.8, 0.8),
        (-2.5, -2.5),
        (True, True),
        ("", None),
        ("   ", None),
        (date(2026, 3, 9), date(2026, 3, 9)),
        (datetime(2026, 3, 9, 9, 30), datetime(2026, 3, 9, 9, 30)),
        (time(9, 30), time(9, 30)),
        ("one\ntwo", "one\ntwo"),
        ("a  b", "a  b"),
    ],
)
def test_excel_cell_is_a_plain_value(value, cell):
    rows = rows_of(xlsx({"People": [["Heading", "x"], [value, "x"]]}))
    assert rows[1][0] == cell
    assert type(rows[1][0]) is type(cell)


@pytest.mark.parametrize(
    "value",
    ["Ana", "007", 4, 0.8, True, date(2026, 3, 9), "one\ntwo", None, "名前", "<&>"],
)
def test_opendocument_cell_is_a_plain_value(value):
    rows = rows_of(ods({"People": [["Heading", "x"], [value, "x"]]}))
    assert rows[1][0] == value


def test_time_of_an_opendocument_cell():
    cell = (
        '<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"/>'
    )
    table = f'<table:table table:name="A"><table:table-row>{cell}</table:table-row>'
    assert rows_of(raw_ods(table + "</table:table>")) == [(time(9, 30),)]


def test_number_in_a_text_file_stays_text():
    assert rows_of(b"Name,Level\nAna,007\n", "a.csv")[1] == ("Ana", "007")


def test_rows_of_a_text_file_are_equally_long():
    rows = rows_of(b"Name,Team,Skills\nAna\nBo,Pricing,SQL,more\n", "a.csv")
    assert [len(row) for row in rows] == [4, 4, 4]


def test_cells_without_addresses_follow_each_other():
    cells = "<c><v>1</v></c><c><v>2</v></c>"
    assert rows_of(raw_xlsx(f"<row>{cells}</row><row>{cells}</row>")) == [(1, 2)] * 2


def test_texts_written_into_their_cells_are_read():
    assert rows_of(raw_xlsx(f"<row>{inline('A1', 'R & D')}</row>")) == [("R & D",)]


# Merged cells


def test_cell_merged_over_rows_holds_for_all_of_them():
    rows = [["Name", "Team"], ["Ana", "Pricing"], ["Bo", None], ["Cy", "Risk"]]
    content = xlsx({"People": rows}, merged={"People": ["B2:B3"]})
    assert rows_of(content)[2] == ("Bo", "Pricing")


def test_merged_row_is_a_note():
    rows = [["Name", "Team"], ["Our people in Leeds", None], ["Ana", "Pricing"]]
    (sheet,) = read(xlsx({"People": rows}, merged={"People": ["A2:B2"]}))
    assert sheet.notes == {1}


def test_row_that_says_more_than_a_merged_cell_is_no_note():
    rows = [["Name", None, "Team"], ["Ana Lima", None, "Pricing"]]
    (sheet,) = read(xlsx({"People": rows}, merged={"People": ["A2:B2"]}))
    assert sheet.notes == frozenset()


def test_opendocument_merges_count_alike():
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p>'
    cell += "</table:table-cell>"
    spans = ' table:number-columns-spanned="1" table:number-rows-spanned="2"'
    first = cell.format("", "Ana") + cell.format(spans, "Pricing")
    second = cell.format("", "Bo") + "<table:covered-table-cell/>"
    rows = "".join(
        f"<table:table-row>{row}</table:table-row>" for row in (first, second)
    )
    content = raw_ods(f'<table:table table:name="A">{rows}</table:table>')
    assert rows_of(content) == [("Ana", "Pricing"), ("Bo", "Pricing")]


# Whatever is written


cells = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")))


@examples(60)
@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6))
def test_any_text_file_comes_back_as_written(rows):
    rows = [("Name", "E-mail", "Team"), *rows]
    expected = [tuple(plain_text(cell) or None for cell in row) for row in rows]
    assert rows_of(csv_file(rows), "a.csv") == expected


@examples(25)
@given(st.lists(st.tuples(cells, st.integers(-9999, 9999)), min_size=1, max_size=5))
def test_any_workbook_comes_back_as_written(rows):
    expected = [(plain_text(text) or None, number) for text, number in rows]
    assert rows_of(xlsx({"A": rows})) == expected
    assert rows_of(ods({"A": rows})) == expected


@examples(200)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content):
    with suppress(UnreadableFileError):
        assert all(sheet.rows for sheet in read(content))


def test_long_cell_limit_of_the_csv_module_is_not_ours():
    assert csv.field_size_limit() > 1_000_000
