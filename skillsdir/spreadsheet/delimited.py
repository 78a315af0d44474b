"""Text with a row a line: which separator, which rows."""

import csv
import io
import re
from itertools import islice

from people.table_files import unmarked
from skillsdir.spreadsheet.encodings import decode
from skillsdir.spreadsheet.headings import count_known
from skillsdir.spreadsheet.limits import MAX_COLUMNS, MAX_UPLOAD, Tally
from skillsdir.spreadsheet.sheets import Sheet, UnreadableFileError
from skillsdir.spreadsheet.values import plain_cell

SEPARATORS = "\t;,|"
# Rows that are looked at to find the separator.
TRIED = 50
# A first line for Excel, which shows it as no row.
ANNOUNCED = re.compile(r"sep=([^\"\r\n])\r?\n", re.IGNORECASE)
# How a number is kept as text for Excel: ="007".
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
# The module's own limit would end reading without a place.
csv.field_size_limit(MAX_UPLOAD)


def read_delimited(content: bytes, name: str) -> Sheet:
    """Return the rows of a text file; all cells are text."""
    text = decode(content)
    separator = separator_of(text)
    if announced := ANNOUNCED.match(text):
        text, separator = text[announced.end() :], announced[1]
    tally, rows, width = Tally(), [], 0
    for row in records(text, separator, name):
        width = max(width, len(row))
        tally.set_cells((len(rows) + 1) * width)
        cells = tuple(plain_field(cell) if cell else None for cell in row)
        check_cells(tally, name, len(rows), cells)
        rows.append(cells)
    return Sheet(name, [row + (None,) * (width - len(row)) for row in rows])


def plain_field(text):
    return plain_cell(unmarked(KEPT_AS_TEXT.sub(r"\1", text)))


def records(text, separator, name="file"):
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    try:
        yield from reader
    except csv.Error as error:
        raise UnreadableFileError(
            f"{name}, line {reader.line_num:,}: cannot be read ({error})."
        ) from None


def check_cells(tally, name, row, cells):
    for column, cell in enumerate(cells):
        if cell is not None:
            tally.check_position(name, row, column)
            tally.check_text(name, row, column, len(cell))


def separator_of(text):
    """Return the separator that gives most headings that are known, and even rows."""
    return max(SEPARATORS, key=lambda separator: separator_fitness(text, separator))


def separator_fitness(text, separator):
    rows = [row[:MAX_COLUMNS] for row in islice(records(text, separator), TRIED)]
    known = max(map(count_known, rows), default=0)
    widths = [len(row) for row in rows]
    # Headings may stand below a title, but are as wide as the rows below them.
    width = max(widths[:5], default=0)
    return known if known > 1 else 0, (width - 1) * widths.count(width)
