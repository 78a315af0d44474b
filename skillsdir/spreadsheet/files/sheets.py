"""What a file is once it is read: sheets of plain cells; or why it cannot be."""

import json
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from people.table_files import SIGNS

Cell = str | int | float | bool | date | datetime | time | None


# What a cell says whose formula was never worked out.
UNCALCULATED = "#NO VALUE YET"


# Who made a file, as an export of the directory says it.
AUTHOR = "Team Skills Directory"


class UnreadableFileError(Exception):
    """The file cannot be read; the message is for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[0]` is row 1 of the spreadsheet; all rows are equally long.

    `notes` are rows (indexes) that hold nothing but one cell merged across columns,
    `merged` all merged areas: top, left, bottom, right. `hidden_rows` are hidden or
    filtered out. `coloured` are cells without text that have a colour, `uncalculated`
    those whose formula came without its value: they read as `UNCALCULATED`. `links` are
    the addresses that cells are linked to by "mailto:", `file` is what the file is
    called, `exported_at` when it was exported here, if it was. Places count from 0.
    """

    name: str
    rows: list[tuple[Cell, ...]]
    is_hidden: bool = False
    notes: frozenset[int] = frozenset()
    is_turned: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    coloured: frozenset[tuple[int, int]] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()
    file: str = ""
    exported_at: datetime | None = None
    links: dict[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int, column: int | None = None) -> str:
        """Return where a cell stands, as a spreadsheet says it: "People!F17".

        Indexes count from 0. Without a column the place is the row: "People!17".
        """
        if not self.is_turned:
            return place(self.name, row, column)
        if column is None:
            return f"{self.name}!{column_letters(row)}"
        return place(self.name, column, row)

    def turned(self) -> "Sheet":
        """Return the sheet with its rows as columns; places stay those of the file."""
        rows = list(zip(*self.rows, strict=True))
        return replace(
            self,
            rows=rows,
            notes=frozenset(),
            is_turned=not self.is_turned,
            merged=(),
            hidden_columns=self.hidden_rows,
            hidden_rows=self.hidden_columns,
            coloured=frozenset((column, row) for row, column in self.coloured),
            uncalculated=frozenset((column, row) for row, column in self.uncalculated),
            links={(column, row): link for (row, column), link in self.links.items()},
        )


def place(sheet: str, row: int, column: int | None = None) -> str:
    letters = "" if column is None else column_letters(column)
    return f"{sheet}!{letters}{row + 1}"


def column_letters(column: int) -> str:
    """Return what a spreadsheet calls a column: 0 is A, 25 is Z, 26 is AA."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# A cell that was kept from becoming a formula: by `people.table_files.neutralised`.
NEUTRALISED = re.compile(rf"'+[{SIGNS}]")
# Control characters but for tab and line feed; what is invisible, but not the joiners
# that Persian and emoji need; halves of characters, which no database takes.
INVISIBLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060"
    "\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
DAY = timedelta(days=1)


def plain_cell(value):
    """Return the cell as text, a number, a date or a time; None where it is empty.

    Whole numbers become `int`: spreadsheets store 4 as 4.0.
    """
    if isinstance(value, str):
        return plain_text(value) or None
    if isinstance(value, float):
        if value.is_integer():
            return int(value)
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, timedelta):
        is_time = timedelta(0) <= value < DAY
        return (datetime.min + value).time() if is_time else str(value)
    return value


# How tools write the pages behind names: Data (https://www.notion.so/data-1f).
PAGES = re.compile(r"\s*\(https?://(?:[\w-]+\.)*notion\.(?:so|site|com)/[^\s()]*\)")


def plain_list(text):
    """Return names as somebody would list them, out of what tools write of their own.

    “Data;#12;#Ops;#3” and ";#Python;#SQL;#" of SharePoint, ["Python", "SQL"] of JSON.
    """
    if ";#" in text:
        parts = [part for part in text.split(";#") if not part.isdecimal()]
        return "; ".join(filter(None, parts))
    if text[:2] == '["' and text[-2:] == '"]':
        with suppress(ValueError, RecursionError):
            return "; ".join(map(str, json.loads(text)))
    return PAGES.sub("", text) if "(http" in text else text


def plain_text(text):
    """Return text without what cannot be seen, its letters composed, and trimmed."""
    if not (text.isascii() and text.isprintable()):
        text = LINE_ENDS.sub("\n", text)
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    text = plain_list(text.strip())
    # A lone "-" keeps its mark: without, it would say that something is to be cleared.
    return text[1:] if NEUTRALISED.match(text) and text != "'-" else text
