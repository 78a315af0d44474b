"""Text with a row a line: in which encoding, with which separator, which rows."""

import csv
import io
import re
from itertools import islice

from people.table_files import unmarked
from skillsdir.spreadsheet.columns.headings import count_known
from skillsdir.spreadsheet.files.encodings import ENCODINGS, guess_encodings
from skillsdir.spreadsheet.files.limits import (
    COMPOUND,
    MAX_COLUMNS,
    MAX_UPLOAD,
    UTF_16,
    Tally,
)
from skillsdir.spreadsheet.files.sheets import Sheet, UnreadableFileError, plain_cell

WESTERN = "cp1252"


def decode(content: bytes, encoding: str = "") -> str:
    """Return the text: UTF-8 where it can be, else as was said, else by its letters."""
    if content.startswith(UTF_16):
        return decode_as(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if not encoding and is_mixed(content):
        return "\n".join(
            line.decode("utf-8-sig" if is_utf_8(line) else WESTERN, "replace")
            for line in content.split(b"\n")
        )
    if encoding not in ENCODINGS:
        encoding = next(iter(guess_encodings(content)), WESTERN)
    return decode_as(content, encoding)


def is_mixed(content):
    """Whether several programs have written to it, most of them in UTF-8."""
    lines = [line for line in content.split(b"\n") if not line.isascii()]
    utf_8 = sum(map(is_utf_8, lines))
    return utf_8 > len(lines) - utf_8


def encodings_of(content: bytes) -> list[str]:
    """Return what a text file may be saved in, the likeliest first; [] if it is plain.

    Of workbooks nothing is to be asked, nor of text that is UTF-8.
    """
    is_text = not content.startswith((b"PK", COMPOUND, *UTF_16))
    if not is_text or is_utf_8(content) or is_mixed(content):
        return []
    return guess_encodings(content)


def is_utf_8(line):
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def decode_as(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(
            f"Line {line:,} of the file has letters that cannot be made out. Save it "
            "as “CSV UTF-8”, or as .xlsx, and upload that."
        ) from None


SEPARATORS = "\t;,|"
# Rows that are looked at to find the separator.
TRIED = 50
# A first line for Excel, which shows it as no row.
ANNOUNCED = re.compile(r"sep=([^\"\r\n])\r?\n", re.IGNORECASE)
# How a number is kept as text for Excel: ="007".
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
# The module's own limit would end reading without a place.
csv.field_size_limit(MAX_UPLOAD)


def read_delimited(content: bytes, name: str, encoding: str = "") -> Sheet:
    """Return the rows of a text file; all cells are text."""
    text = decode(content, encoding)
    separator = guess_separator(text)
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


def guess_separator(text):
    """Return the separator that gives most headings that are known, and even rows."""
    return max(SEPARATORS, key=lambda separator: separator_fitness(text, separator))


def separator_fitness(text, separator):
    rows = [row[:MAX_COLUMNS] for row in islice(records(text, separator), TRIED)]
    known = max(map(count_known, rows), default=0)
    widths = [len(row) for row in rows]
    # Headings may stand below a title, but are as wide as the rows below them.
    width = max(widths[:5], default=0)
    return known if known > 1 else 0, (width - 1) * widths.count(width)
