"""The lines of sheets: cells by the field that their column stands for."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from skillsdir.spreadsheet.cells import days, shares
from skillsdir.spreadsheet.cells.people import says_no_address
from skillsdir.spreadsheet.nouns import BY_NAME

# A field that two columns may fill: one with names, one with e-mails.
WHO = "person"


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
        self.by_field = {
            name: column for column, name in answer.columns.items() if name != WHO
        }
        self.who = [column for column, name in answer.columns.items() if name == WHO]
        self.orders = {}
        self.units = {}

    @cached_property
    def lines(self):
        return [
            Line(self, row, cells)
            for row, cells in enumerate(map(self.filled_cells, self.sheet.rows))
            if cells and row > self.header_row and row not in self.sheet.notes
        ]

    def filled_cells(self, row):
        found = {
            name: row[column]
            for name, column in self.by_field.items()
            if column < len(row) and row[column] not in (None, "")
        }
        if "email" in found and says_no_address(str(found["email"])):
            del found["email"]
        for column in self.who:
            if column < len(row) and row[column] not in (None, ""):
                found["email" if "@" in str(row[column]) else WHO] = row[column]
        return found

    def order(self, column):
        """How the column writes days, found out over all of it."""
        if column not in self.orders:
            self.orders[column] = days.order_of(self.values(column))
        return self.orders[column]

    def unit(self, column):
        """In which unit the column gives working time, found out over all of it."""
        if column not in self.units:
            titles = self.sheet.rows[self.header_row]
            heading = titles[column] if column < len(titles) else ""
            self.units[column] = shares.unit_of(self.values(column), heading)
        return self.units[column]

    def values(self, column):
        rows = self.sheet.rows[self.header_row + 1 :]
        return [row[column] for row in rows if column < len(row)]


def find_problem(answer):
    """Why columns cannot be as they were answered; "" if they can."""
    kind = BY_NAME.get(answer.kind)
    if kind is None:
        return f"there is no kind of sheet called “{answer.kind}”"
    known = {column.name for column in kind.columns}
    used = Counter(answer.columns.values())
    for name, count in used.items():
        if name not in known:
            return f"sheets of {kind.title.lower()} have no field “{name}”"
        if count > (2 if name == WHO else 1):
            heading = kind.column(name).heading
            return f"{count} columns are mapped to “{heading}”: leave all but one out"
    return missing_key(kind, used)


def missing_key(kind, used):
    for names in kind.keys:
        if not names & used.keys():
            headings = " or ".join(
                kind.column(name).heading for name in sorted(names, reverse=True)
            )
            return f"no column is mapped to {headings}: nothing says what a row is"
    return ""
