"""What a file is once it is read: sheets of plain cells; or why it cannot be."""

from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | date | datetime | time | None


class UnreadableFileError(Exception):
    """The file cannot be read; the message is for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[0]` is row 1 of the spreadsheet; all rows are equally long.

    `notes` are rows (indexes) that hold nothing but one cell merged across columns.
    """

    name: str
    rows: list[tuple[Cell, ...]]
    is_hidden: bool = False
    notes: frozenset[int] = frozenset()

    def place(self, row: int, column: int | None = None) -> str:
        """Return where a cell stands, as a spreadsheet says it: "People!F17".

        Indexes count from 0. Without a column the place is the row: "People!17".
        """
        return place(self.name, row, column)


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
