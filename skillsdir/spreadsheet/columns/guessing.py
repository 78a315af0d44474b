"""What a sheet seems to be and how it is laid out, by its headings and its cells."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from people.words import local_day
from skillsdir.spreadsheet.answers import SheetAnswer
from skillsdir.spreadsheet.cells.days import day_in
from skillsdir.spreadsheet.cells.levels import are_levels
from skillsdir.spreadsheet.cells.people import is_figure
from skillsdir.spreadsheet.cells.pieces import Known, matches_nothing
from skillsdir.spreadsheet.columns.evidence import lists_people
from skillsdir.spreadsheet.columns.headings import (
    LONGEST,
    columns_for,
    count_known,
    heading_words,
)
from skillsdir.spreadsheet.columns.periods import year_in
from skillsdir.spreadsheet.columns.profiles import (
    LONG,
    LOOKED_AT,
    ColumnProfile,
    Looks,
    look_at,
)
from skillsdir.spreadsheet.columns.readings import (
    WIDEST,
    Reading,
    View,
    not_taken,
    read_as,
)
from skillsdir.spreadsheet.columns.row_roles import (
    Role,
    below_the_table,
    is_remark,
    rows_of_none,
)
from skillsdir.spreadsheet.columns.titles import may_be_people, title, titles_of
from skillsdir.spreadsheet.nouns import KINDS
from skillsdir.spreadsheet.nouns.mapping import NAME_PARTS

# Headings stand below a title and notes, but not deeper than this.
DEEPEST = 20
# Headings stand in so many rows at most.
MOST_HEADING_ROWS = 3
# Filled cells below headings that are looked at.
MOST_CELLS = 2_000
# Columns times rows of headings that are tried, and rows that are tried at least.
MOST_TRIED, FEWEST_TRIED = 2_400, 6
# Two readings this close are both told.
NEAR = 1.0


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sheet seems to be; whoever imports it may say otherwise.

    `answer` has no kind where nothing fits; `reasons` say in words why, `others` are
    kinds that it may be as well. `headed` are the columns with a heading.
    `fingerprint` is the same for the same headings, however they are spelt.
    """

    answer: SheetAnswer
    headed: tuple[int, ...]
    fingerprint: str
    reasons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def kind(self):
        return self.answer.kind or None

    @property
    def header_row(self):
        return self.answer.header_row

    @property
    def columns(self):
        """The field of every column with a heading, or `None`."""
        return {n: self.answer.columns.get(n) for n in self.headed}


def guess_sheet(
    sheet, knows: Known = matches_nothing, is_group: Known = matches_nothing
) -> Guess:
    """Return the best reading of a sheet.

    `knows` says whether a text is the name of a skill here, `is_group` that of a team
    or a place.
    """
    readings = all_readings(sheet, knows, KINDS, is_group)
    best = max(readings, key=lambda reading: reading.score, default=None)
    if best is None:
        row = first_heading_row(sheet)
        best = Reading(SheetAnswer("", row), 0)
    near = {
        reading.kind: reading.score
        for reading in sorted(readings, key=lambda reading: reading.score)
        if reading.kind and reading.kind != best.kind
    }
    others = [kind for kind, score in near.items() if best.score - score < NEAR]
    return Guess(
        best.answer,
        tuple(headed(sheet, best.answer)),
        fingerprint(sheet, best.answer),
        best.reasons,
        tuple(others) if best.kind else (),
    )


def guess_columns(sheet, answer: SheetAnswer, knows: Known) -> SheetAnswer:
    """Return an answer with columns guessed anew for its kind and its headings."""
    shown = sheet.turned() if answer.is_turned else sheet
    view = make_view(CellLooks(shown, knows), answer.header_row, answer.heading_rows)
    kinds = [kind for kind in KINDS if kind.name == answer.kind]
    readings = [reading for kind in kinds if (reading := read_as(kind, view, knows))]
    if readings:
        return readings[0].answer
    fields = columns_for(kinds[0], view.lowest) if kinds else {}
    return SheetAnswer(
        answer.kind,
        answer.header_row,
        {column: name for column, name in fields.items() if name},
        heading_rows=answer.heading_rows,
        is_turned=answer.is_turned,
    )


def all_readings(sheet, knows, kinds, is_group):
    looks = CellLooks(sheet, knows)
    readings = [*readings_of(looks, kinds)]
    if may_be_turned(looks):
        people = [kind for kind in kinds if kind.name == "people"]
        turned = sheet.turned()
        found = readings_of(CellLooks(turned, knows), people)
        readings += [r for r in found if has_people(turned, r, knows, is_group)]
    return readings


def has_people(turned, reading, knows, is_group):
    """Whether what names people, below the headings, is no row of headings itself."""
    answer = reading.answer
    parts = ("name", "email", *NAME_PARTS)
    columns = [n for n, name in answer.columns.items() if name in parts]
    rows = turned.rows[answer.header_row + 1 :]
    cells = [row[n] for row in rows for n in columns if row[n] is not None]
    return may_be_people(cells, lambda text: knows(text) or is_group(text))


def readings_of(looks, kinds):
    sheet, knows = looks.sheet, looks.knows
    if has_no_headings(looks):
        view = make_view(looks, -1, 1)
        readings = [
            read_as(kind, view, knows) for kind in kinds if kind.about == "entity"
        ]
        yield from filter(None, readings)
    for row, depth in headings_to_try(sheet):
        view = make_view(looks, row, depth)
        if reading := not_taken(view):
            yield reading
        for kind in kinds:
            if reading := read_as(kind, view, knows):
                yield reading


def headings_to_try(sheet):
    """Return in which row headings may end, and how many rows they may have.

    Of a very wide sheet not all are tried: full rows before those with a word or two.
    """
    rows = sheet.rows[:DEEPEST]
    found = [
        (row, depth)
        for row, cells in enumerate(rows)
        if row not in sheet.notes and may_be_headings(cells[:WIDEST])
        for depth in depths(sheet, row)
    ]
    filled = [len(cells) - cells.count(None) for cells in rows]
    fullest = max(filled, default=0)
    found.sort(key=lambda place: filled[place[0]] * 2 < fullest)
    width = min(max(map(len, rows), default=0), WIDEST)
    return sorted(found[: max(FEWEST_TRIED, MOST_TRIED // max(1, width))])


def may_be_headings(cells):
    """Whether a row can be one of headings: texts, days or levels, without e-mails."""
    filled = [cell for cell in cells if cell is not None]
    numbers = [title([cell]) for cell in filled if is_plain_number(cell)]
    texts = len(filled) - len(numbers)
    has_email = any("@" in cell for cell in filled if isinstance(cell, str))
    is_enough = texts * 2 >= len(filled) or are_levels(numbers)
    return texts > 0 and is_enough and not has_email


def has_no_headings(looks):
    """Whether the first row is one of people: with an e-mail, or skills like below."""
    first = [looks.row(number) for number in range(min(2, len(looks.sheet.rows)))]
    if not first or Looks.EMAIL in first[0]:
        return bool(first)
    return any(
        pair[0] in (Looks.SKILL, Looks.SKILLS) and pair[0] == pair[1]
        for pair in zip(*first, strict=True)
        if len(pair) > 1
    )


def is_plain_number(cell):
    """Whether it is one, or a text without a letter that is no day."""
    if isinstance(cell, str):
        return not any(map(str.isalpha, cell)) and day_in(cell) is None
    return isinstance(cell, int | float)


def depths(sheet, row):
    """In how many rows headings may stand: several where the lowest are not enough.

    They are the same again and again (Current, Target), or missing where rows are
    named: “Name” stands above, beside “Languages”.
    """
    cells = [cell for cell in sheet.rows[row][:WIDEST] if cell is not None]
    words = Counter(heading_words(cell) for cell in cells)
    repeat = sum(count for count in words.values() if count > 1)
    yield 1
    are_many = repeat * 2 > len(cells)
    if (
        row > 0
        and row - 1 not in sheet.notes
        and (are_many or is_named_above(sheet.rows, row))
    ):
        yield 2
    if row > 1 and row - 2 not in sheet.notes and are_many:
        yield MOST_HEADING_ROWS


def is_named_above(rows, row):
    """Whether only the row above says what the first column is, and spares others."""
    above, cells = rows[row - 1][:WIDEST], rows[row][:WIDEST]
    filled = [cell for cell in above if cell is not None]
    if len(filled) == 1 and not count_known(filled):
        # A title.
        return False
    first = next((n for n, cell in enumerate(above) if cell is not None), None)
    beside = [cell for n, cell in enumerate(cells) if above[n] is None]
    return first == 0 and cells[0] is None and any(beside)


class CellLooks:
    """What the cells of a sheet look like, found out once and no further than needed.

    Below headings so many rows are looked at, fewer where these are full and wide.
    """

    def __init__(self, sheet, knows):
        self.sheet = sheet
        self.knows = knows
        self.rows = {}
        self.owned = {}
        self.profiles = {}

    def row(self, number):
        if number not in self.rows:
            self.rows[number] = [
                None if cell is None else look_at(cell, self.knows)
                for cell in self.sheet.rows[number][:WIDEST]
            ]
        return self.rows[number]

    def numbers(self, first):
        """The rows from this one on that are looked at."""
        room, last = MOST_CELLS, first
        for cells in self.sheet.rows[first : first + LOOKED_AT]:
            if room <= 0:
                break
            room -= len(cells) - cells.count(None)
            last += 1
        return range(first, last)

    def own_rows(self, row):
        """The rows below headings that are looked at and may be rows of the sheet."""
        if row not in self.owned:
            numbers = self.numbers(row + 1)
            others = rows_of_none(self.sheet.rows[: numbers.stop], row)
            others |= self.sheet.notes
            self.owned[row] = [n for n in numbers if n not in others] or [*numbers]
        return self.owned[row]

    def profiles_below(self, row):
        if row not in self.profiles:
            numbers = self.own_rows(row)
            looks = zip(*map(self.row, numbers), strict=True)
            cells = zip(*[self.sheet.rows[n][:WIDEST] for n in numbers], strict=True)
            self.profiles[row] = [
                ColumnProfile(
                    Counter(filter(None, column)),
                    Counter(
                        str(cell)[:LONG].casefold()
                        for cell in values
                        if cell is not None
                    ),
                )
                for column, values in zip(looks, cells, strict=True)
            ] or [ColumnProfile(Counter(), Counter())] * self.width
        return self.profiles[row]

    @property
    def width(self):
        return min(len(self.sheet.rows[0]), WIDEST) if self.sheet.rows else 0


def make_view(looks, row, depth) -> View:
    sheet = looks.sheet
    above = [
        tuple(cell[:LONGEST] if isinstance(cell, str) else cell for cell in cells)
        for cells in (line[:WIDEST] for line in sheet.rows[: max(1, row + 1)])
    ]
    texts = [cell for cells in above[: row + 1] for cell in cells if cell]
    said = year_in([sheet.name, *texts]) or year_in([sheet.file])
    return View(
        sheet.name,
        row,
        depth,
        titles_of(above, row, depth),
        looks.profiles_below(row),
        sheet.rows,
        [sheet.rows[number] for number in looks.own_rows(row)],
        sheet.is_turned,
        said or local_day().year,
        bool(said),
    )


# A sheet with more rows has its people in them.
MOST_TURNED = 400


def may_be_turned(looks):
    """Whether skills seem to stand in the first columns, people above the others.

    Or what is asked, on a form of one person.
    """
    sheet = looks.sheet
    if not 2 <= len(sheet.rows) <= MOST_TURNED:
        return False
    width = len(sheet.rows[0])
    asked = [
        row[0]
        for row in sheet.rows
        if row[0] is not None and not is_remark(row) and not is_figure(str(row[0]))
    ]
    is_whole = Role.OTHER not in below_the_table(sheet.rows, 1).values()
    if (
        is_whole
        and width in (2, 3)
        and len(asked) > 1
        and count_known(asked) * 2 >= len(asked)
    ):
        return True
    rows = [looks.row(number) for number in looks.numbers(0)]
    if lists_people(sheet, rows):
        return False
    for column in range(min(2, width)):
        below = [row[column] for row in rows if row[column]]
        # Each stands once: what is said again and again is a team called like one.
        cells = zip(rows, sheet.rows, strict=False)
        skills = {cell[column] for row, cell in cells if row[column] == Looks.SKILL}
        if len(skills) >= 2 and len(skills) * 2 >= len(below):
            return True
    body = [each for row in rows[1:] for each in row[1:] if each]
    graded = sum(each in (Looks.LEVEL, Looks.TICK) for each in body)
    names = [each for each in rows[0][1:] if each]
    named = sum(each == Looks.NAME for each in names)
    return graded * 2 > len(body) and len(names) > 1 and named * 4 >= len(names) * 3


def first_heading_row(sheet):
    """Return the first row with two texts; else the first that holds anything."""
    texts = [sum(isinstance(cell, str) for cell in row) for row in sheet.rows[:DEEPEST]]
    rows = [row for row, count in enumerate(texts) if count > 1] or [
        row for row, cells in enumerate(sheet.rows) if any(cell for cell in cells)
    ]
    return rows[0] if rows else 0


def headed(sheet, answer):
    rows = sheet.turned().rows if answer.is_turned else sheet.rows
    cells = rows[answer.header_row] if 0 <= answer.header_row < len(rows) else ()
    return [i for i, cell in enumerate(cells) if cell is not None]


def fingerprint(sheet, answer) -> str:
    rows = sheet.turned().rows if answer.is_turned else sheet.rows
    words = [
        f"{i} {' '.join(sorted(heading_words(rows[answer.header_row][i])))}"
        for i in headed(sheet, answer)
    ]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()
