"""The lines of sheets: cells by the field that their column stands for."""

from dataclasses import dataclass, field, replace

from django.utils.functional import cached_property

from skillsdir.spreadsheet.cells import days, shares
from skillsdir.spreadsheet.cells.levels import level_of_ticks, wanted_part
from skillsdir.spreadsheet.cells.numbers import is_no_value
from skillsdir.spreadsheet.cells.people import says_no_address
from skillsdir.spreadsheet.columns import periods
from skillsdir.spreadsheet.columns.headings import heading_words, vocabulary
from skillsdir.spreadsheet.columns.profiles import emails_behind
from skillsdir.spreadsheet.columns.row_roles import Role, roles_of
from skillsdir.spreadsheet.columns.titles import (
    level_in_heading,
    title,
    titles_of,
)
from skillsdir.spreadsheet.nouns import BY_NAME, SEVERAL
from skillsdir.spreadsheet.nouns.mapping import NAME_PARTS, OF_PERSON, SPAN_DAYS, WHO


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, where it stands, and the column that it is of; `None` of no column."""

    value: object
    place: str
    table: object
    column: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet; `cells` has those that hold something, by field.

    `several` are pairs of a field and a column, of fields that many columns may fill.
    """

    table: object
    row: int
    cells: dict
    several: list = field(default_factory=list)

    @property
    def place(self):
        return self.table.sheet.place(self.row)

    def cell(self, name):
        column = self.table.column_of(name)
        place = self.table.sheet.place(self.row, column)
        return Cell(self.cells[name], place, self.table, column)

    def cells_of(self, *names):
        """The cells of fields that several columns may fill, with their field."""
        for name, column in self.several:
            if name in names:
                value = self.table.sheet.rows[self.row][column]
                if self.table.answer.columns[column] != name:
                    value = wanted_part(value)
                place = self.table.sheet.place(self.row, column)
                yield name, Cell(value, place, self.table, column)

    def beside(self, column):
        """The level that belongs to the skill of a column: the nearest to its right."""
        for name, other in self.several:
            if other > column and name != "level_beside":
                return None
            if other > column:
                return next(
                    cell for _, cell in self.cells_of(name) if cell.column == other
                )
        return None


class Table:
    """A sheet together with what its columns and rows mean."""

    # Whether its rows are of people, and not of what people do.
    is_about_people = True

    def __init__(self, sheet, answer, is_team=None):
        self.sheet = sheet.turned() if answer.is_turned else sheet
        self.answer = answer
        self.kind = BY_NAME[answer.kind]
        self.header_row = answer.header_row
        self.is_team = is_team
        single = {
            name: column
            for column, name in answer.columns.items()
            if name != WHO and name not in SEVERAL and not name.startswith(OF_PERSON)
        }
        self.by_field = {n: c for n, c in single.items() if n not in NAME_PARTS}
        self.parts = [single[name] for name in NAME_PARTS if name in single]
        self.who = [column for column, name in answer.columns.items() if name == WHO]
        self.several = sorted(
            (column, name) for column, name in answer.columns.items() if name in SEVERAL
        )
        self.known_fields = {column.name for column in self.kind.columns} | {"span"}
        self.orders = {}
        self.units = {}

    @cached_property
    def titles(self):
        answer = self.answer
        return titles_of(self.sheet.rows, answer.header_row, answer.heading_rows)

    @property
    def naming_field(self):
        """The field that names whom or what a row is."""
        return WHO if any(c.name == WHO for c in self.kind.columns) else "name"

    def column_of(self, name):
        if name in self.by_field:
            return self.by_field[name]
        if name in SPAN_DAYS:
            return self.by_field.get("span")
        if name == self.naming_field and (self.parts or self.who):
            return [*self.parts, *self.who][0]
        return None

    @cached_property
    def key_columns(self):
        names = ("name", "email", *self.kind.required)
        named = [self.by_field[name] for name in names if name in self.by_field]
        return list(dict.fromkeys([*self.who, *self.parts, *named]))

    @cached_property
    def roles(self) -> dict[int, Role]:
        return roles_of(
            self.sheet.rows,
            self.answer,
            self.key_columns[:2],
            self.sheet.notes,
            is_team=self.is_team,
        )

    @cached_property
    def lines(self):
        lines, group, above = [], self.first_group, {}
        for row, cells in enumerate(self.sheet.rows):
            if row <= self.header_row:
                continue
            if self.is_left_out(row):
                if self.roles.get(row) == Role.GROUP:
                    group = str(next(cell for cell in cells if cell is not None))
                continue
            if line := self.line(row, self.filled_down(cells, above), group):
                lines.append(line)
        return lines

    @cached_property
    def first_group(self):
        """The group above the headings, where each has headings of its own."""
        row = self.header_row - self.answer.heading_rows
        cells = self.sheet.rows[row] if row >= 0 else ()
        filled = [cell for cell in cells if cell is not None]
        are_repeated = any(
            role == Role.HEADING and self.roles.get(number - 1) == Role.GROUP
            for number, role in self.roles.items()
        )
        return str(filled[0]) if are_repeated and len(filled) == 1 else ""

    def filled_down(self, cells, above):
        """The cells, with what stands above where their column says so."""
        for column in self.answer.filled_down:
            if column >= len(cells):
                continue
            if cells[column] in (None, ""):
                if column in above and any(cell is not None for cell in cells):
                    cells = (*cells[:column], above[column], *cells[column + 1 :])
            else:
                above[column] = cells[column]
        return cells

    def line(self, row, cells, group):
        """The line of a row; `None` of one that holds nothing.

        What a spreadsheet shows for no value is none, see `left_out.errors`.
        """
        cells = [None if is_no_value(cell) else cell for cell in cells]
        filled = {
            name: cells[column]
            for name, column in self.by_field.items()
            if column < len(cells) and cells[column] not in (None, "")
        }
        if "email" in filled and says_no_address(str(filled["email"])):
            del filled["email"]
        for column in self.who:
            if column < len(cells) and cells[column] not in (None, ""):
                filled["email" if "@" in str(cells[column]) else WHO] = cells[column]
        parts = [cells[n] for n in self.parts if n < len(cells)]
        if name := " ".join(str(part) for part in parts if part not in (None, "")):
            filled.setdefault(self.naming_field, name)
        several = [
            (name, column)
            for column, name in self.several
            if column < len(cells) and cells[column] not in (None, "")
        ]
        several += [
            ("skill_target", column)
            for name, column in several
            if name == "skill_level" and wanted_part(cells[column])
        ]
        if self.level_columns:
            ticked = [cells[column] for column in self.level_columns]
            level = level_of_ticks(ticked, self.level_columns.values())
            if not level:
                return None
            filled.setdefault("level", level)
        if not filled and not several:
            return None
        if row in self.linked_emails:
            filled.setdefault("email", self.linked_emails[row])
        if group and self.answer.groups:
            filled.setdefault(self.answer.groups, group)
        for name, value in self.answer.values.items():
            if name in self.known_fields:
                filled.setdefault(name, value)
        if "span" in filled:
            filled |= self.days_of(filled.pop("span")) | filled
        return Line(self, row, filled, several)

    @cached_property
    def level_columns(self):
        """The headings of columns that are levels, ticked in the cells, by column."""
        columns = [column for column, name in self.several if name == "ticked_level"]
        return {column: title(self.titles[column]) for column in columns}

    def days_of(self, span):
        column = self.by_field.get("span")
        heading = "" if column is None else title(self.titles[column])
        is_one = self.kind.name == "absences"
        return periods.days_of_span(span, may_be_one=is_one, heading=heading)

    @cached_property
    def linked_emails(self) -> dict[int, str]:
        """The e-mails behind names of people, by row, if no column has any."""
        is_of_people = self.kind.name == "people" or self.kind.about == "person"
        if not is_of_people or "email" in self.by_field:
            return {}
        named = [*self.parts, *self.who, self.by_field.get(self.naming_field)]
        return emails_behind(self.sheet, named, self.header_row)

    @cached_property
    def of_people(self):
        """The same rows as lines about their people; `None` where they say too little.

        A row of another sheet says who somebody is with a name and an e-mail, or with
        columns of the person.
        """
        columns = {
            column: name.removeprefix(OF_PERSON)
            for column, name in self.answer.columns.items()
            if name.startswith(OF_PERSON) or name in NAME_PARTS
        }
        emails = [column for column in self.who if self.holds_emails(column)]
        names = [column for column in self.who if column not in emails]
        columns |= dict.fromkeys(emails[:1], "email") | dict.fromkeys(names[:1], "name")
        values = {
            name.removeprefix(OF_PERSON): value
            for name, value in self.answer.values.items()
            if name.startswith(OF_PERSON)
        }
        if WHO in self.answer.values:
            values["name"] = self.answer.values[WHO]
        groups = self.answer.groups
        is_of_person = groups.startswith(OF_PERSON) and Role.GROUP in set(
            self.roles.values()
        )
        known = {*columns.values(), *values} | ({groups} if is_of_person else set())
        is_named = {"name", "first_name", "last_name"} & known
        if not is_named or known <= {"name", *NAME_PARTS}:
            return None
        answer = replace(
            self.answer,
            kind="people",
            columns=columns,
            values=values,
            is_turned=False,
            groups=groups.removeprefix(OF_PERSON) if is_of_person else "",
        )
        return PeopleOfTable(self, answer)

    @cached_property
    def of_goals(self):
        """The same rows as lines about goals; `None` where no column is of them."""
        columns = {
            column: OF_GOALS[name]
            for column, name in self.answer.columns.items()
            if name in OF_GOALS
        }
        if self.kind.name != "expertise" or "target_level" not in columns.values():
            return None
        answer = replace(self.answer, kind="goals", columns=columns, is_turned=False)
        return GoalsOfTable(self, answer)

    def holds_emails(self, column):
        texts = [str(cell) for cell in self.values(column) if cell not in (None, "")]
        return sum("@" in text for text in texts) * 2 > len(texts)

    def order(self, column):
        """How the column writes days, or another of the sheet where it does not say."""
        order = self.own_order(column)
        if order != days.DayOrder.AMBIGUOUS:
            return order
        others = {*map(self.own_order, self.by_field.values())} - {None, order}
        return others.pop() if len(others) == 1 else order

    def own_order(self, column):
        """How the column writes days, found out over all of it."""
        if column is None:
            return None
        if column not in self.orders:
            values = self.values(column)
            if column == self.by_field.get("span"):
                found = filter(None, map(days.halves, values))
                values = [half for halves in found for half in halves]
            self.orders[column] = days.order_of(values)
        return self.orders[column]

    def unit(self, column):
        """In which unit the column gives working time, found out over all of it."""
        if column is None:
            return None
        if column not in self.units:
            heading = title(self.titles[column])
            self.units[column] = shares.unit_of(self.values(column), heading)
        return self.units[column]

    def values(self, column):
        """The cells of a column, but of rows that are left out: totals, legends."""
        first = self.header_row + 1
        return [
            row[column]
            for number, row in enumerate(self.sheet.rows[first:], first)
            if column < len(row)
            and (
                not self.is_left_out(number) or self.roles.get(number) == Role.UNMAPPED
            )
        ]

    def is_left_out(self, row):
        return row in self.roles or row in self.sheet.notes

    def level_above(self, column):
        """The level that a heading gives to skills below; "" where it gives none."""
        is_known = self.answer.columns[column] == "expertise"
        is_own = heading_words(title(self.titles[column])) in vocabulary(self.kind)
        return level_in_heading(self.titles[column]) if is_known and not is_own else ""

    @cached_property
    def periods(self):
        """The weeks or months that columns stand for, by column."""
        columns = [column for column, name in self.several if name == "period"]
        headings = {n: self.titles[n][-1] for n in columns if self.titles[n]}
        return periods.periods_of(headings, self.answer.year)


class PeopleOfTable(Table):
    """The people of a sheet of another kind, once each; nobody is renamed."""

    is_about_people = False

    def __init__(self, table, answer):
        super().__init__(table.sheet, answer, table.is_team)
        self.roles = table.roles

    @cached_property
    def by_row(self):
        """The lines by row; of rows that say the same the first."""
        seen, lines = {}, {}
        for line in super().lines:
            said = tuple((name, str(value)) for name, value in line.cells.items())
            lines[line.row] = seen.setdefault(said, line)
        return lines

    @cached_property
    def lines(self):
        return [line for row, line in self.by_row.items() if line.row == row]


class GoalsOfTable(Table):
    """What people of a sheet of skills want to reach, where it says so beside."""

    def __init__(self, table, answer):
        super().__init__(table.sheet, answer, table.is_team)
        self.roles, self.of_people = table.roles, table.of_people

    @cached_property
    def lines(self):
        return [line for line in super().lines if "target_level" in line.cells]


# What a sheet of skills says of goals as well.
OF_GOALS = {name: name for name in (WHO, *NAME_PARTS, "skill")}
OF_GOALS |= {"target": "target_level"}
