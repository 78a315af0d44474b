"""What a sheet seems to be and how it is laid out, by its headings and its cells."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from skillsdir.spreadsheet.answers import SheetAnswer
from skillsdir.spreadsheet.cells.days import day_in
from skillsdir.spreadsheet.cells.pieces import Known, matches_nothing
from skillsdir.spreadsheet.columns.headings import (
    columns_for,
    count_known,
    heading_words,
)
from skillsdir.spreadsheet.columns.lines import NAME_PARTS
from skillsdir.spreadsheet.columns.periods import year_in
from skillsdir.spreadsheet.columns.profiles import (
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
from skillsdir.spreadsheet.columns.row_roles import Role, below_the_table, is_total
from skillsdir.spreadsheet.columns.titles import titles_of
from skillsdir.spreadsheet.nouns import KINDS

# Headings stand below a title and notes, but not deeper than this.
DEEPEST = 20
# Headings stand in so many rows at most.
MOST_HEADING_ROWS = 3
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


def guess_sheet(sheet, knows: Known = matches_nothing) -> Guess:
    """Return the best reading of a sheet.

    `knows` says whether a text is the name of a skill here.
    """
    readings = all_readings(sheet, knows, KINDS)
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
    view = make_view(shown, answer.header_row, answer.heading_rows, knows)
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


def all_readings(sheet, knows, kinds):
    readings = [*readings_of(sheet, knows, kinds)]
    if may_be_turned(sheet, knows):
        people = [kind for kind in kinds if kind.name == "people"]
        turned = sheet.turned()
        found = readings_of(turned, knows, people)
        readings += [reading for reading in found if has_people(turned, reading)]
    return readings


def has_people(turned, reading):
    """Whether what names people, below the headings, is no row of headings itself."""
    answer = reading.answer
    parts = ("name", "email", *NAME_PARTS)
    columns = [n for n, name in answer.columns.items() if name in parts]
    rows = turned.rows[answer.header_row + 1 :]
    cells = [row[n] for row in rows for n in columns if row[n] is not None]
    known = sum(count_known([cell]) or is_total(str(cell)) for cell in cells)
    return bool(cells) and known * 2 < len(cells)


def readings_of(sheet, knows, kinds):
    looks = looks_of(sheet, knows)
    if has_no_headings(looks):
        view = make_view(sheet, -1, 1, knows, looks)
        readings = [
            read_as(kind, view, knows) for kind in kinds if kind.about == "entity"
        ]
        yield from filter(None, readings)
    for row, cells in enumerate(sheet.rows[:DEEPEST]):
        if row in sheet.notes or not may_be_headings(cells):
            continue
        for depth in depths(sheet, row):
            view = make_view(sheet, row, depth, knows, looks)
            if reading := not_taken(view):
                yield reading
            for kind in kinds:
                if reading := read_as(kind, view, knows):
                    yield reading


def may_be_headings(cells):
    """Whether a row can be one of headings: texts or days, without e-mails."""
    filled = [cell for cell in cells if cell is not None]
    texts = [cell for cell in filled if not is_plain_number(cell)]
    has_email = any("@" in cell for cell in filled if isinstance(cell, str))
    return bool(texts) and len(texts) * 2 >= len(filled) and not has_email


def has_no_headings(looks):
    """Whether the first row is one of people: with an e-mail, or skills like below."""
    if not looks or Looks.EMAIL in looks[0]:
        return bool(looks)
    return any(
        pair[0] in (Looks.SKILL, Looks.SKILLS) and pair[0] == pair[1]
        for pair in zip(*looks[:2], strict=True)
        if len(pair) > 1
    )


def is_plain_number(cell):
    """Whether it is one, or a text without a letter that is no day."""
    if isinstance(cell, str):
        return not any(map(str.isalpha, cell)) and day_in(cell) is None
    return isinstance(cell, int | float)


def depths(sheet, row):
    """In how many rows headings may stand: several where the lowest are not enough.

    They are the same again and again (Current, Target), or missing.
    """
    cells = [cell for cell in sheet.rows[row] if cell is not None]
    words = Counter(heading_words(cell) for cell in cells)
    repeat = sum(count for count in words.values() if count > 1)
    yield 1
    if row > 0 and row - 1 not in sheet.notes and repeat * 2 > len(cells):
        yield 2
    if row > 1 and row - 2 not in sheet.notes and repeat * 2 > len(cells):
        yield MOST_HEADING_ROWS


def looks_of(sheet, knows):
    """What each cell of the first rows looks like."""
    rows = sheet.rows[: DEEPEST + LOOKED_AT]
    return [
        [None if cell is None else look_at(cell, knows) for cell in row[:WIDEST]]
        for row in rows
    ]


def make_view(sheet, row, depth, knows, looks=None) -> View:
    looks = looks or looks_of(sheet, knows)
    parts = titles_of([cells[:WIDEST] for cells in sheet.rows], row, depth)
    above = [cell for cells in sheet.rows[: row + 1] for cell in cells if cell]
    return View(
        sheet.name,
        row,
        depth,
        parts,
        profiles_of(sheet, looks, row),
        sheet.rows,
        sheet.is_turned,
        year_in([sheet.name, *above], timezone.localdate().year),
    )


def profiles_of(sheet, looks, row):
    first, last = row + 1, row + 1 + LOOKED_AT
    columns = zip(*looks[first:last], strict=True) if looks[first:last] else ()
    cells = zip(*[cells[:WIDEST] for cells in sheet.rows[first:last]], strict=True)
    profiles = [
        ColumnProfile(
            Counter(each for each in column if each is not None),
            Counter(str(cell).casefold()[:60] for cell in values if cell is not None),
        )
        for column, values in zip(columns, cells, strict=False)
    ]
    width = len(sheet.rows[0]) if sheet.rows else 0
    empty = ColumnProfile(Counter(), Counter())
    return profiles or [empty] * min(width, WIDEST)


# A sheet with more rows has its people in them.
MOST_TURNED = 400


def may_be_turned(sheet, knows):
    """Whether skills seem to stand in the first columns, people above the others.

    Or what is asked, on a form of one person.
    """
    if not 2 <= len(sheet.rows) <= MOST_TURNED:
        return False
    width = len(sheet.rows[0])
    asked = [row[0] for row in sheet.rows if row[0] is not None]
    is_whole = Role.OTHER not in below_the_table(sheet.rows, 1).values()
    if (
        is_whole
        and width in (2, 3)
        and len(asked) > 1
        and count_known(asked) * 2 >= len(asked)
    ):
        return True
    looks = looks_of(sheet, knows)
    for column in range(min(2, width)):
        below = [row[column] for row in looks if row[column]]
        skills = sum(each == Looks.SKILL for each in below)
        if skills >= 2 and skills * 2 >= len(below):
            return True
    body = [each for row in looks[1:] for each in row[1:] if each]
    graded = sum(each in (Looks.LEVEL, Looks.TICK) for each in body)
    names = [each for each in looks[0][1:] if each]
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
