"""What a sheet looks like, where it matters: merged, hidden, coloured, linked."""

import io

import pytest
import xlsxwriter

from skillsdir.spreadsheet.files.reading import read_workbook
from tests.skillsdir.spreadsheet.workbooks import packed, parts_of, raw_ods, xlsx

STYLES = (
    '<office:automatic-styles><style:style style:name="ce1" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
    "</office:automatic-styles>"
)
NAMESPACES = (
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
EMPTY = "<table:table-cell/>"
NAME = (
    '<table:table-cell office:value-type="string"><text:p>'
    '<text:a xlink:href="mailto:ana@x.example?subject=a">Ana</text:a></text:p>'
    "</table:table-cell>"
)


@pytest.fixture(scope="module")
def excel():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    red = book.add_format({"bg_color": "#FF0000"})
    white = book.add_format({"bg_color": "#FFFFFF"})
    sheet = book.add_worksheet("People")
    sheet.merge_range("B1:D1", "Skills", red)
    sheet.write_url("A2", "mailto:ana%2Bx@x.example", string="Ana")
    sheet.write_url("D2", "https://x.example", string="Page")
    sheet.write_blank("B2", None, red)
    sheet.write_blank("C2", None, white)
    sheet.write_blank("H99", None, red)
    sheet.write_string("A3", "Bo", red)
    sheet.set_column("C:C", None, None, {"hidden": True})
    sheet.set_row(2, None, None, {"hidden": True})
    book.close()
    (read,) = read_workbook(buffer.getvalue(), "people.xlsx")
    return read


def open_document(rows, columns=""):
    content = raw_ods(f'<table:table table:name="People">{columns}{rows}</table:table>')
    parts = parts_of(content)
    text = parts["content.xml"].decode()
    text = text.replace("<office:body>", f"{STYLES}<office:body>", 1)
    text = text.replace("<office:document-content", "\0" + NAMESPACES, 1)
    parts["content.xml"] = text.replace("\0", "<office:document-content").encode()
    return read_workbook(packed(parts), "people.ods")[0]


def test_excel_tells_what_is_merged(excel):
    assert excel.merged == ((0, 1, 0, 3),)


def test_excel_tells_what_is_hidden(excel):
    assert (excel.hidden_columns, excel.hidden_rows) == ({2}, {2})


def test_excel_tells_colours_without_text_in_the_table(excel):
    assert excel.coloured == {(1, 1)}


def test_excel_tells_whom_a_name_is_linked_to(excel):
    assert excel.links == {(1, 0): "ana+x@x.example"}


def test_opendocument_tells_what_is_hidden():
    rows = (
        f"<table:table-row>{NAME * 3}</table:table-row>"
        f'<table:table-row table:visibility="filter">{NAME}</table:table-row>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    sheet = open_document(rows, columns)
    assert (sheet.hidden_columns, sheet.hidden_rows) == ({1}, {1})


def test_opendocument_tells_colours_without_text():
    red = '<table:table-cell table:style-name="ce1"/>'
    sheet = open_document(f"<table:table-row>{red}{EMPTY}{NAME}</table:table-row>")
    assert sheet.coloured == {(0, 0)}


def test_opendocument_tells_colours_of_whole_columns():
    columns = (
        '<table:table-column/><table:table-column table:default-cell-style-name="ce1"/>'
    )
    row = f"<table:table-row>{NAME}{EMPTY * 4}{NAME}</table:table-row>"
    assert open_document(row, columns).coloured == {(0, 1)}


def test_opendocument_tells_whom_a_name_is_linked_to():
    sheet = open_document(f"<table:table-row>{EMPTY}{NAME}</table:table-row>")
    assert sheet.links == {(0, 1): "ana@x.example"}


def test_opendocument_tells_what_is_merged():
    head = NAME.replace(
        "<table:table-cell", '<table:table-cell table:number-columns-spanned="2"', 1
    )
    rows = f"<table:table-row>{head}<table:covered-table-cell/>{NAME}</table:table-row>"
    assert open_document(rows).merged == ((0, 0, 0, 1),)


def test_plain_sheet_has_nothing_of_it():
    (sheet,) = read_workbook(xlsx({"People": [["Ana"]]}), "people.xlsx")
    assert not any([sheet.merged, sheet.hidden_rows, sheet.hidden_columns])
    assert not any([sheet.coloured, sheet.links, sheet.uncalculated])
