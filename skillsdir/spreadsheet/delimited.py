"""Text with a row a line: which encoding, which separator, which rows."""

import csv
import io

from charset_normalizer import from_bytes

from skillsdir.spreadsheet.sheets import Sheet, UnreadableFileError
from skillsdir.spreadsheet.values import plain_cell

SEPARATORS = ",;\t|"


def read_delimited(content: bytes, name: str) -> Sheet:
    text = decode(content)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text)))
    width = max(map(len, rows), default=0)
    return Sheet(
        name,
        [tuple(map(plain_cell, row + [""] * (width - len(row)))) for row in rows],
    )


def decode(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
    if best is None:
        raise UnreadableFileError("The file is no text that can be read.")
    return str(best)


def separator_of(text):
    first = text.split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)
