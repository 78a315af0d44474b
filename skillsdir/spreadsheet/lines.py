"""The lines of sheets: cells by the field that their column stands for."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from skillsdir.spreadsheet import days
from skillsdir.spreadsheet.kinds import BY_NAME

CLEARED = "-"
# Columns without which a person is known all the same: one of the two is enough.
PERSON_KEYS = {"person", "email"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, where it stands, and the column that it is of."""

    value: object
    place: str
    table: object
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet; `cells` has those that hold something, by field."""

    table: object
    row: int
    cells: dict

    @property
    def place(self):
        return self.table.sheet.place(self.row)

    def cell(self, name):
        column = self.table.by_field[name]
        place = self.table.sheet.place(self.row, column)
        return Cell(self.cells[name], place, self.table, column)


class Table:
    """A sheet together with what its columns mean."""

    def __init__(self, sheet, answer):
        self.sheet = sheet
        self.kind = BY_NAME[answer.kind]
        self.header_row = answer.header_row
        self.by_field = {name: column for column, name in answer.columns.items()}
        self.orders = {}

    @cached_property
    def lines(self):
        return [
            Line(self, row, cells)
            for row, cells in enumerate(map(self.cells_of, self.sheet.rows))
            if cells and row > self.header_row and row not in self.sheet.notes
        ]

    def cells_of(self, row):
        return {
            name: row[column]
            for name, column in self.by_field.items()
            if column < len(row) and row[column] not in (None, "")
        }

    def order(self, column):
        """How the column writes days, found out over all of it."""
        if column not in self.orders:
            rows = self.sheet.rows[self.header_row + 1 :]
            values = [row[column] for row in rows if column < len(row)]
            self.orders[column] = days.order_of(values)
        return self.orders[column]


def problem_of(answer):
    """Why columns cannot be as they were answered; "" if they can."""
    kind = BY_NAME.get(answer.kind)
    if kind is None:
        return f"there is no kind of sheet called “{answer.kind}”"
    known = {column.name for column in kind.columns}
    used = Counter(answer.columns.values())
    for name, count in used.items():
        if name not in known:
            return f"sheets of {kind.title.lower()} have no field “{name}”"
        if count > 1:
            heading = kind.column(name).heading
            return f"{count} columns are mapped to “{heading}”: leave all but one out"
    return missing_key(kind, used)


def missing_key(kind, used):
    keys = ALTERNATIVES.get(kind.name, tuple({key} for key in kind.keys))
    for names in keys:
        if not names & used.keys():
            heading = kind.column(min(names & {c.name for c in kind.columns})).heading
            return f"no column is mapped to “{heading}”, which says what a row is about"
    return ""


# Of which fields a sheet needs one each; where it is not simply the kind's keys.
ALTERNATIVES = {
    "people": ({"name", "email"},),
    "expertise": (PERSON_KEYS, {"skill"}),
    "endorsements": (PERSON_KEYS, {"skill"}, {"endorsed_by"}),
    "goals": (PERSON_KEYS, {"skill"}),
    "absences": (PERSON_KEYS, {"starts_on"}, {"ends_on"}),
    "bookings": (PERSON_KEYS, {"project"}),
    "needs": ({"project"}, {"skill"}, {"level"}),
}
