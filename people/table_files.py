"""Tables as files: CSV as a stream, Excel as a file that goes when it is closed."""

import csv
import io
import re
from contextlib import ExitStack, contextmanager
from datetime import date
from tempfile import TemporaryDirectory, TemporaryFile

import xlsxwriter

from people.fields import MOST_LETTERS

# A spreadsheet may take text that begins so for a formula, also with an apostrophe of
# its own before it once somebody has taken one away. In Japan and China the wide forms
# of the signs do the same.
SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
LIKE_A_FORMULA = re.compile(rf"\s*'*[{SIGNS}]")
# A program that separates cells by other signs than commas begins a cell after these,
# with or without spaces and quotation marks before what it may run.
BEGINS_A_CELL = re.compile(rf"([;\t\r\n])(?=[\s'\"]*[{SIGNS}])")
MARKED = re.compile(rf"([;\t\r\n])'(?=[\s'\"]*[{SIGNS}])")
# Without this mark Excel reads UTF-8 as the alphabet of the machine: José as JosÃ©.
UTF_8_MARK = "\ufeff"
ROWS_A_CHUNK = 200
WIDTH = 24
# Of the first day of Excel.
FIRST_YEAR = 1900


def neutralised(value):
    """The value, with an apostrophe before text that could be run as a formula.

    Whoever reads the file takes it off again; see `skillsdir.spreadsheet.files.sheets`.
    """
    if isinstance(value, str) and LIKE_A_FORMULA.match(value):
        return f"'{value.lstrip()}"
    return value


def marked(value):
    """A value neutralised for a file whose cells may be cut elsewhere than meant.

    See also: `unmarked`.
    """
    value = neutralised(value)
    return BEGINS_A_CELL.sub(r"\1'", value) if isinstance(value, str) else value


def unmarked(text):
    """Take off what `marked` put within a text; that at its beginning stays."""
    return MARKED.sub(r"\1", text)


def csv_chunks(headings, rows):
    """Yield the file in pieces of some hundred lines, as bytes."""
    text = io.StringIO(UTF_8_MARK, newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text)
    writer.writerow(map(marked, headings))
    for number, row in enumerate(rows, 1):
        writer.writerow(map(marked, row))
        if number % ROWS_A_CHUNK == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def xlsx_file(sheets, properties=None):
    """A file of `sheets`, triples of title, headings and rows; see `written_book`.

    Rows go to the disk one by one, so many of them take no more memory than few.
    """

    def write(book):
        book.set_properties(properties or {})
        for title, headings, rows in sheets:
            write_sheet(book, title, headings, rows)

    return written_book(write)


def written_book(write):
    """An open .xlsx file at its beginning; closing it removes it.

    `write` gets a workbook to write into, each sheet from top to bottom.
    """
    with ExitStack() as if_it_fails:
        file = if_it_fails.enter_context(TemporaryFile())
        with workbook(file) as book:
            write(book)
        if_it_fails.pop_all()
    file.seek(0)
    return file


@contextmanager
def workbook(file):
    """A workbook that is written to the file at the end, row by row."""
    with TemporaryDirectory() as scratch:
        options = {
            "constant_memory": True,
            "tmpdir": scratch,
            "default_date_format": "yyyy-mm-dd",
        }
        # Closed after a failure too: that is what closes its files.
        with xlsxwriter.Workbook(file, options) as book:
            yield book


def write_sheet(book, title, headings, rows, **heading_style):
    """Write a table with its head; returns the sheet, for what else it shows."""
    sheet = book.add_worksheet(title)
    sheet.set_column(0, len(headings) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    write_row(sheet, 0, headings, book.add_format({"bold": True, **heading_style}))
    number = 0
    for number, row in enumerate(rows, 1):
        write_row(sheet, number, row)
    sheet.autofilter(0, 0, number, len(headings) - 1)
    return sheet


def write_row(sheet, number, row, style=None, day_style=None):
    """Write numbers and days as such and all else as text, whatever it looks like."""
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(number, column, value, style)
        elif isinstance(value, date) and value.year > FIRST_YEAR:
            sheet.write_datetime(number, column, value, day_style)
        elif value:
            text = fitting(neutralised(str(value)))
            sheet.write_string(number, column, text, style)


def fitting(text):
    """The text, cut where Excel would refuse it."""
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
