"""Files that hold too much are refused with the place, before they are unpacked."""

import tracemalloc

import pytest

from skillsdir.spreadsheet.files.limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_TEXT,
)
from skillsdir.spreadsheet.files.reading import read_workbook
from tests.skillsdir.spreadsheet.files.refusals import refusal
from tests.skillsdir.spreadsheet.workbooks import (
    csv_file,
    inline,
    many_rows,
    ods,
    raw_ods,
    raw_xlsx,
    table,
    xlsx,
)

pytestmark = pytest.mark.looks_again


def test_as_many_rows_as_there_can_be_are_refused_with_flat_memory():
    content = many_rows(range(1, 1_048_577))
    tracemalloc.start()
    assert f"People!{MAX_ROWS + 1}: the sheet has more than" in refusal(content)
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_last_row_that_is_allowed_is_read():
    (sheet,) = read_workbook(many_rows([1, MAX_ROWS]), "people.xlsx")
    assert len(sheet.rows) == MAX_ROWS
    assert "more than 20,000 rows" in refusal(many_rows([1, MAX_ROWS + 1]))


def test_single_cell_at_the_far_end_is_refused():
    """A sheet is as large as its farthest cell: here 17 thousand million."""
    cells = (
        "<row r='1'><c r='A1'><v>1</v></c></row><row><c r='XFD{}'><v>1</v></c></row>"
    )
    assert "People!1048576" in refusal(raw_xlsx(cells.format(1_048_576)))
    assert "People!XFD2: " in refusal(raw_xlsx(cells.format(2)))


def test_rows_that_are_only_formatted_do_not_count():
    rows = [f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(2, 40_000)]
    first = f'<row r="1">{inline("A1", "Name")}</row>'
    (sheet,) = read_workbook(raw_xlsx(first + "".join(rows)), "people.xlsx")
    assert sheet.rows == [("Name",)]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_too_many_columns_name_the_first_of_them(make):
    content = make({"People": [["x"] * (MAX_COLUMNS + 1)]})
    assert "People!KO1: the sheet has more than 300" in refusal(content)


def test_too_many_columns_of_text_name_the_first_of_them():
    content = csv_file([["x"] * (MAX_COLUMNS + 1)])
    assert "people!KO1: the sheet has more than 300" in refusal(content, "people.csv")


def test_too_many_rows_of_text_name_the_first_of_them():
    content = b"Name,Team\n" + b"Ana,Pricing\n" * MAX_ROWS
    assert "people!20001: the sheet has more" in refusal(content, "people.csv")


def test_too_many_cells_are_refused():
    corner = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{MAX_ROWS}">'
    corner += f'<c r="CV{MAX_ROWS}"><v>1</v></c></row>'
    assert "more than 1,000,000 cells" in refusal(raw_xlsx(corner))


def test_too_many_sheets_are_refused():
    sheets = {f"Sheet {number}": [["x"]] for number in range(MAX_SHEETS + 1)}
    assert "more than 50 sheets" in refusal(xlsx(sheets))


@pytest.mark.parametrize("make", [xlsx, ods])
def test_cell_of_a_megabyte_is_named(make):
    rows = [["Name"] * 6] * 16 + [["x"] * 5 + ["y" * 1_000_000]]
    content = make({"People": rows}) if make is ods else raw_xlsx(rows_xml(rows))
    assert refusal(content).startswith("People!F17: the cell holds more than 32,767")


def rows_xml(rows):
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    return "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in rows)


def test_cell_of_a_megabyte_in_a_text_file_is_named():
    content = b"Name,Bio\nAna,x\nBo," + b"y" * 1_000_000
    assert refusal(content, "people.csv").startswith("people!B3: the cell holds more")


def test_quotation_mark_without_its_twin_is_found():
    content = b'Name,Bio\nAna,"likes' + b"\nBo,models" * 9_000
    message = refusal(content, "people.csv")
    assert message.startswith("people!B2")
    assert "missing quotation mark" in message


def test_shared_text_of_a_megabyte_is_named_where_it_stands():
    cells = '<row r="9"><c r="B9" t="s"><v>1</v></c></row>'
    content = raw_xlsx(cells, strings=["short", "y" * 1_000_000])
    assert refusal(content).startswith("People!B9: the cell holds more than")


def test_text_that_stands_in_very_many_cells_is_refused():
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    content = raw_xlsx(row * 100, strings=["y" * MAX_TEXT])
    assert "more than 50 million characters" in refusal(content)


# What OpenDocument only counts


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (2_000_000_000, 1, "People!2000000000: the sheet has more than 20,000 rows"),
        (1, 2_000_000_000, "the sheet has more than 300 columns"),
        (20_001, 1, "People!20001: the sheet has more than 20,000 rows"),
        (20_000, 300, "more than 1,000,000 cells"),
    ],
)
def test_repeated_cells_are_counted_before_they_are_made(row, cell, words):
    content = raw_ods(
        table(
            f'<table:table-row table:number-rows-repeated="{row}"><table:table-cell '
            f'table:number-columns-repeated="{cell}" office:value-type="float" '
            'office:value="1"/></table:table-row>'
        )
    )
    assert words in refusal(content)


def test_empty_cells_between_others_are_counted():
    """A reader makes them all before it sees that nothing comes after."""
    row = '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
    row += "<table:table-cell/></table:table-row>"
    assert "more than 1,000,000 cells" in refusal(raw_ods(table(row * 1_000)))


def test_counted_spaces_are_text():
    cell = '<table:table-cell office:value-type="string"><text:p>x<text:s text:c="{}"/>'
    cell += "</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format(4_000_000_000)}</table:table-row>"
    assert refusal(raw_ods(table(row))).startswith("People!A1: the cell holds more")


def test_repeated_text_is_counted():
    row = '<table:table-row table:number-rows-repeated="9000"><table:table-cell '
    row += f'office:value-type="string"><text:p>{"y" * 9_000}</text:p>'
    row += "</table:table-cell></table:table-row>"
    assert "more than 50 million characters" in refusal(raw_ods(table(row)))
