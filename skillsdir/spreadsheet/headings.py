"""What the headings of a sheet say: its kind, and which column is which field."""

import hashlib
from dataclasses import dataclass

from people.names import fold
from skillsdir.spreadsheet.kinds import KINDS
from skillsdir.spreadsheet.sheets import Sheet

# Headings stand below a title and notes, but not deeper than this.
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sheet seems to be; whoever imports it may say otherwise.

    `kind` is None where nothing fits. `columns` has every column with a heading, with
    the name of its field or None. `fingerprint` is the same for the same headings.
    """

    kind: str | None
    header_row: int
    columns: dict[int, str | None]
    fingerprint: str


def guess(sheet: Sheet) -> Guess:
    best = (0, None, 0, {})
    for row, cells in enumerate(sheet.rows[:DEEPEST]):
        for kind in KINDS:
            columns = fields_of(cells, kind)
            count = len({name for name in columns.values() if name})
            if count > best[0]:
                best = (count, kind, row, columns)
    _, kind, row, columns = best
    return Guess(kind and kind.name, row, columns, fingerprint(sheet, row))


def fields_of(cells, kind):
    names = {
        fold(word): column.name
        for column in kind.columns
        for word in (*column.also, column.heading, column.name)
    }
    return {
        index: names.get(fold(str(cell)))
        for index, cell in enumerate(cells)
        if cell is not None
    }


def fingerprint(sheet, row):
    headings = "\n".join(fold(str(cell or "")) for cell in sheet.rows[row])
    return hashlib.sha256(headings.encode()).hexdigest()
