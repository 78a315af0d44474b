"""Tables as files: CSV as a stream, Excel as a file that goes when it is closed."""

import csv
import io
import re
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory, TemporaryFile

import xlsxwriter

# A spreadsheet may take text that begins so for a formula, also with an apostrophe of
# its own before it once somebody has taken one away.
LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# Without this mark Excel reads UTF-8 as the alphabet of the machine: José as JosÃ©.
UTF_8_MARK = "\ufeff"
ROWS_A_CHUNK = 200
WIDTH = 24
# What a cell of Excel holds.
MOST_LETTERS = 32_767


def neutralised(value):
    """The value, with an apostrophe before text that could be run as a formula.

    Taking one apostrophe away from text that fits `LIKE_A_FORMULA` gives the text back.
    """
    if isinstance(value, str) and LIKE_A_FORMULA.match(value):
        return f"'{value}"
    return value


def csv_chunks(headings, rows):
    """Yield the file in pieces of some hundred lines, as bytes."""
    text = io.StringIO(UTF_8_MARK, newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text)
    writer.writerow(headings)
    for number, row in enumerate(rows, 1):
        writer.writerow(map(neutralised, row))
        if number % ROWS_A_CHUNK == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def xlsx_file(title, headings, rows):
    """An open file with one sheet, at its beginning; closing it removes it.

    Rows go to the disk one by one, so many of them take no more memory than few.
    """
    with ExitStack() as if_it_fails:
        file = if_it_fails.enter_context(TemporaryFile())
        with workbook(file) as book:
            write_sheet(book, title, headings, rows)
        if_it_fails.pop_all()
    file.seek(0)
    return file


@contextmanager
def workbook(file):
    """A workbook that is written to the file at the end, row by row."""
    with TemporaryDirectory() as scratch:
        options = {"constant_memory": True, "tmpdir": scratch}
        # Closed after a failure too: that is what closes its files.
        with xlsxwriter.Workbook(file, options) as book:
            yield book


def write_sheet(book, title, headings, rows):
    sheet = book.add_worksheet(title)
    sheet.set_column(0, len(headings) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    write_row(sheet, 0, headings, book.add_format({"bold": True}))
    number = 0
    for number, row in enumerate(rows, 1):
        write_row(sheet, number, row)
    sheet.autofilter(0, 0, number, len(headings) - 1)
    return sheet


def write_row(sheet, number, row, style=None):
    """Write numbers as such and all else as text, whatever it looks like."""
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(number, column, value, style)
        elif value:
            sheet.write_string(number, column, fitting(neutralised(value)), style)


def fitting(text):
    """The text, cut where Excel would refuse it."""
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
