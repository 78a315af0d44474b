"""What of a file is not taken in: sheets, columns and rows, each with the reason."""

from dataclasses import astuple, dataclass

from skillsdir.spreadsheet.cells.numbers import is_error
from skillsdir.spreadsheet.columns.row_roles import Role
from skillsdir.spreadsheet.columns.titles import title

TAKEN = "taken all the same"
MOST_VALUES, MOST_PLACES, LONGEST = 3, 5, 40


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Cells that are not taken: where they stand, what they are, and some of them.

    `count` is the number of filled cells of a column, of rows, or of a sheet's rows.
    """

    sheet: str
    where: str
    what: str
    count: int
    values: tuple[str, ...]
    why: str

    @property
    def words(self):
        """All of it in a line, but for the sheet."""
        start = f"{self.what} {self.where}" if self.is_of_rows else self.column_words
        values = f" ({', '.join(self.values)})" if self.values else ""
        return f"{start}{values}: {self.why}"

    @property
    def is_of_rows(self):
        return self.what in ("row", "rows") or self.is_taken

    @property
    def is_taken(self):
        """Whether it is hidden and comes in all the same: then it is only said."""
        return self.why == TAKEN

    @property
    def column_words(self):
        unit = "row" if not self.where else "cell"
        many = "s" * (self.count != 1)
        return f"{self.where} {self.what}, {self.count} {unit}{many}".strip()

    def packed(self):
        return list(astuple(self))


def left_out_of(sheet, answer, table, reason="") -> list[LeftOut]:
    """Return what an answer leaves out of a sheet.

    `table` is the sheet with that answer, `None` while it cannot stand.
    """
    if answer is None or not answer.kind:
        rows = [row for row in sheet.rows if any(cell is not None for cell in row)]
        texts = [cell for row in rows[:2] for cell in row if cell is not None]
        why = reason or "it was not recognised, or somebody left it out"
        return [LeftOut(sheet.name, "", "the whole sheet", len(rows), some(texts), why)]
    if table is None:
        return []
    return [
        *columns_left_out(table),
        *rows_left_out(table),
        *errors(table),
        *marked(sheet, table),
    ]


def columns_left_out(table):
    sheet, roles = table.sheet, table.roles
    first = table.header_row + 1
    for column in range(max(map(len, sheet.rows), default=0)):
        if column in table.answer.columns:
            continue
        cells = [
            row[column]
            for number, row in enumerate(sheet.rows[first:], first)
            if row[column] is not None
            and roles.get(number) in (None, Role.UNMAPPED)
            and number not in sheet.notes
        ]
        if cells:
            what = title(table.titles[column]) or "a column without a heading"
            where = letters_or_number(sheet, column=column)
            why = "not taken"
            yield LeftOut(sheet.name, where, what, len(cells), some(cells), why)


def rows_left_out(table):
    by_role = {}
    above = dict.fromkeys(rows_above(table), Role.ABOVE)
    for row, role in (above | table.roles).items():
        is_given = role == Role.GROUP and table.answer.groups
        if not is_given and role != Role.UNMAPPED:
            by_role.setdefault(role, []).append(row)
    for role, rows in by_role.items():
        cells = [c for row in rows for c in table.sheet.rows[row] if c is not None]
        places = ", ".join(
            letters_or_number(table.sheet, row=row) for row in rows[:MOST_PLACES]
        )
        more = "…" if len(rows) > MOST_PLACES else ""
        what = f"row{'s' * (len(rows) > 1)}"
        yield LeftOut(
            table.sheet.name, places + more, what, len(rows), some(cells), str(role)
        )


def rows_above(table):
    """Rows above the headings that hold more than a title."""
    last = table.header_row - table.answer.heading_rows + 1
    for number, row in enumerate(table.sheet.rows[: max(0, last)]):
        filled = sum(cell is not None for cell in row)
        if filled > 1 and number not in table.sheet.notes:
            yield number


def errors(table):
    """Cells of columns that are taken which hold an error instead of a value."""
    read = table.sheet
    places = [
        (row, column)
        for row in range(table.header_row + 1, len(read.rows))
        for column in sorted(table.answer.columns)
        if row not in table.roles
        and column < len(read.rows[row])
        and is_error(read.rows[row][column])
    ]
    if places:
        shown = [read.place(*place).rpartition("!")[2] for place in places]
        where = ", ".join(shown[:MOST_PLACES]) + "…" * (len(shown) > MOST_PLACES)
        values = some(read.rows[row][column] for row, column in places)
        what, why = "errors of the spreadsheet", "they are no values: taken as empty"
        yield LeftOut(read.name, where, what, len(places), values, why)


def marked(sheet, table):
    """Colours, which nobody reads, and what is hidden and taken all the same."""
    read, name = table.sheet, sheet.name
    if sheet.coloured:
        where = sheet.place(*min(sheet.coloured)).rpartition("!")[2]
        why = "colours are not read: write what they mean into the cells"
        count = len(sheet.coloured)
        yield LeftOut(name, where, "coloured cells without text", count, (), why)
    hidden = sorted(read.hidden_columns & table.answer.columns.keys())
    if hidden:
        where = ", ".join(
            letters_or_number(read, column=n) for n in hidden[:MOST_PLACES]
        )
        what = "hidden column" + "s" * (len(hidden) > 1)
        yield LeftOut(name, where, what, len(hidden), (), TAKEN)
    rows = [n for n in sorted(read.hidden_rows) if n > table.header_row]
    rows = [n for n in rows if n not in table.roles and any(read.rows[n : n + 1])]
    if rows:
        where = ", ".join(letters_or_number(read, row=n) for n in rows[:MOST_PLACES])
        what = "hidden or filtered row" + "s" * (len(rows) > 1)
        yield LeftOut(name, where, what, len(rows), (), TAKEN)


def letters_or_number(sheet, *, row=None, column=None):
    """A row by its number, a column by its letters; of turned sheets the other way."""
    place = sheet.place(row or 0, column).rpartition("!")[2]
    if row is not None:
        return place
    letters = place.rstrip("0123456789")
    return letters if not sheet.is_turned else place[len(letters) :]


def some(cells):
    texts = dict.fromkeys(" ".join(str(cell).split()) for cell in cells)
    short = (t if len(t) <= LONGEST else f"{t[: LONGEST - 1]}…" for t in texts)
    return tuple(short)[:MOST_VALUES]
