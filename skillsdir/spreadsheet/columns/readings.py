"""One way to read a sheet: as a kind, with headings in some row; and how well it fits.

Points are for headings that are known, and for cells that bear them out.
"""

from collections import Counter
from dataclasses import dataclass

from skillsdir.spreadsheet.answers import SheetAnswer
from skillsdir.spreadsheet.cells.pieces import Known
from skillsdir.spreadsheet.columns import shapes
from skillsdir.spreadsheet.columns.evidence import (
    COURSES,
    HOURS,
    LEAVE,
    MOSTLY,
    bare_project,
    borne_out,
    name_by_mailboxes,
    named_by_parts,
)
from skillsdir.spreadsheet.columns.headings import (
    columns_for,
    count_known,
    heading_words,
    titles,
    vocabulary,
)
from skillsdir.spreadsheet.columns.periods import WEEK_WORDS
from skillsdir.spreadsheet.columns.profiles import ColumnProfile, Looks, look_at_text
from skillsdir.spreadsheet.columns.things import (
    approvals_beside,
    are_forms_of_ticks,
    are_things_of_people,
    has_people_as_names,
    is_of_leads,
    is_of_other_things,
    is_of_projects,
    is_share_of_project,
    names_somebody,
    speaks_of_leave,
    speaks_of_people,
    without_other_days,
)
from skillsdir.spreadsheet.columns.titles import (
    level_in_other_words,
    ticked_levels,
    title,
)
from skillsdir.spreadsheet.nouns import BY_NAME, SEVERAL
from skillsdir.spreadsheet.nouns.base import Noun
from skillsdir.spreadsheet.nouns.mapping import SPAN_DAYS, find_column

# A kind is guessed from so many of its headings, or from one and the sheet's name.
ENOUGH = 2
NAMED_SO = 4.5
# Columns of a sheet that are looked at.
WIDEST = 400
# Points for what cells and neighbours say strongly.
STRONG = 3
OURS = 20


@dataclass(frozen=True, slots=True)
class View:
    """A sheet from one side, with the headings that it is read with.

    `parts` are the headings above each column, `profiles` what stands below in those
    rows, `body`, that are looked at and sum up no others. `year` is said, or this one.
    """

    name: str
    header_row: int
    heading_rows: int
    parts: list[tuple]
    profiles: list[ColumnProfile]
    rows: list[tuple]
    body: list[tuple]
    is_turned: bool
    year: int
    is_year_said: bool

    @property
    def lowest(self):
        return [parts[-1] if parts else None for parts in self.parts]

    @property
    def words(self):
        """All words of the headings, and of the sheet's name."""
        return frozenset().union(*map(heading_words, self.lowest))


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a sheet; without a kind it is not to be taken in, and says why."""

    answer: SheetAnswer
    score: float
    reasons: tuple[str, ...] = ()

    @property
    def kind(self):
        return self.answer.kind


def read_as(kind: Noun, view: View, knows: Known) -> Reading | None:
    """Return the reading of a view as a kind; `None` where it does not fit."""
    if is_ours(kind, view):
        return read_ours(kind, view)
    columns, points, reasons = find_columns(kind, view, knows)
    if is_row_of_somebody(columns, view):
        return None
    if kind.name == "absences" and not speaks_of_leave(columns, view):
        return None
    if kind.name == "people" and (
        is_of_projects(columns, view)
        or are_things_of_people(columns, view)
        or are_forms_of_ticks(columns, view)
    ):
        return None
    if kind.name == "projects" and has_people_as_names(columns, view):
        return None
    if is_of_other_things(kind, columns, view):
        return None
    values = shapes.person_by_sheet(kind, columns, view)
    values |= shapes.days_by_sheet(kind, columns, view)
    fields = {*columns.values(), *values}
    points += is_list_of_names(kind, columns, view)
    is_named = is_named_so(kind, columns, view, knows)
    points += is_named
    if len(fields) + points < ENOUGH or not has_keys(kind, fields):
        return None
    names = vocabulary(kind)
    exact = {names.get(heading_words(cell)) for cell in view.lowest} - {None}
    score = len(fields) + len(exact & fields) + points
    score += (NAMED_SO - 1) * is_named + leanings(kind, columns, view)
    score -= STRONG * len(repeated(columns)) + ("standing" in fields)
    score -= min(STRONG, wide_rows_above(view))
    columns, more = once_each(kind, columns, view)
    answer = SheetAnswer(
        kind.name,
        view.header_row,
        columns,
        heading_rows=view.heading_rows,
        is_turned=view.is_turned,
        values=values,
    )
    return Reading(shapes.with_layout(answer, view), score, (*reasons, *more))


def find_columns(kind, view, knows):
    """The columns that a kind has in a view, points for how they fit, and reasons."""
    columns = columns_for(kind, view.lowest)
    columns = named_by_parts(columns, view)
    columns = borne_out(kind, columns, view)
    reasons, points = [], 0.0
    if kind.name == "people":
        columns, points, reasons = shapes.spread_skills(columns, view, knows)
    if kind.name == "bookings":
        columns, points, reasons = shapes.spread_periods(columns, view)
    columns, guessed = shapes.with_names(kind, columns, view)
    columns |= bare_project(columns, view)
    if kind.name == "absences":
        columns |= approvals_beside(columns, view)
    if kind.name == "expertise":
        columns |= level_in_other_words(columns, view)
        ticked = ticked_levels(columns, view)
        columns, points = columns | ticked, points + bool(ticked)
    points -= STRONG / 2 * guessed * (kind.about == "person")
    if kind.name == "people":
        columns |= name_by_mailboxes(columns, view)
        columns = shapes.listed_skills(columns, view, knows)
        columns, more = without_other_days(columns, view)
        reasons += more
    return {n: name for n, name in columns.items() if name}, points, reasons


def is_named_so(kind, columns, view, knows):
    """Whether a sheet is called like a kind; people may stand in “Team” or “Skills”."""
    if not any(title <= heading_words(view.name) for title in titles(kind)):
        return False
    is_of_people = kind.about in ("entity", "person")
    skills = () if is_of_people else shapes.spread_skills({}, view, knows)[2]
    return is_of_people or not (skills or speaks_of_people(columns, view))


def is_list_of_names(kind, columns, view):
    """Whether a sheet is nothing but names of people under a heading that says so."""
    if kind.name != "people" or [*columns.values()] != ["name"]:
        return False
    (column,) = columns
    is_told = heading_words(view.lowest[column]) in vocabulary(kind)
    is_alone = sum(map(bool, view.parts)) == 1
    return is_told and is_alone and view.profiles[column].share(Looks.NAME) >= MOSTLY


def wide_rows_above(view):
    """How many rows above the headings are as full as they: they would be lost."""
    first = max(0, view.header_row - view.heading_rows + 1)
    if view.header_row < 0:
        return 0
    width = sum(cell is not None for cell in view.rows[view.header_row])
    return sum(
        sum(cell is not None for cell in row) >= width > 1 for row in view.rows[:first]
    )


def is_row_of_somebody(columns, view):
    """Whether who is named above a column is one of those below, below others again."""
    if view.heading_rows < 2 and not wide_rows_above(view):
        return False
    named = [n for n, name in columns.items() if name in ("name", "person")]
    return any(
        look_at_text(title(view.parts[n][-1:])) == Looks.NAME
        and not count_known([view.lowest[n]])
        and view.profiles[n].share(Looks.NAME) >= MOSTLY
        for n in named
    )


def once_each(kind, columns, view):
    """The columns with each field once, and why: a guess is no dead end.

    Of several the one counts that has the field's own heading, else most to say.
    """
    reasons = []
    for name in repeated(columns):
        those = [n for n, field in columns.items() if field == name]
        own = heading_words(find_column(kind, name).heading)
        best = max(
            those,
            key=lambda n: (
                heading_words(view.lowest[n]) == own,
                view.profiles[n].distinct,
                view.profiles[n].filled,
            ),
        )
        differ = len({heading_words(view.lowest[n]) for n in those}) == len(those)
        if name != "person" and differ:
            columns = {n: f for n, f in columns.items() if f != name or n == best}
            words = ", ".join(str(view.lowest[n]) for n in those)
            reasons.append(f"one of {words} is taken, as they seem to say the same")
    return columns, reasons


def is_ours(kind, view):
    """Whether headings are exactly those that the directory writes."""
    texts = [str(cell) for cell in view.lowest if cell is not None]
    written = [column.heading for column in kind.columns if column.is_written]
    return texts in (written, [column.heading for column in kind.columns])


def read_ours(kind, view):
    names = {column.heading: column.name for column in kind.columns}
    columns = {n: names[str(c)] for n, c in enumerate(view.lowest) if c is not None}
    answer = SheetAnswer(kind.name, view.header_row, columns)
    return Reading(answer, 2 * len(columns) + OURS)


def repeated(columns):
    """Fields that several columns seem to be, of which one alone can be."""
    counts = Counter(columns.values())
    most = {"person": 2} | dict.fromkeys(SEVERAL, WIDEST)
    return [name for name, count in counts.items() if count > most.get(name, 1)]


def has_keys(kind, fields):
    """Whether who and what are there; a day can be missing."""
    known = set(fields)
    if known & {"first_name", "last_name"}:
        known |= {"name", "person"}
    if "span" in known:
        known |= {*SPAN_DAYS}
    if "period" in known:
        known |= {"project"}
    wanted = kind.keys if kind.name == "endorsements" else kind.keys[:2]
    return all(known & names for names in wanted)


def leanings(kind, columns, view):
    """Points for and against a kind, from cells and neighbours."""
    fields = set(columns.values())
    words = view.words | heading_words(view.name)
    profile = profile_of_who(columns, view)
    repeats = profile and profile.filled > 2 and profile.distinct < 0.85
    has_days = "span" in fields or {*SPAN_DAYS} <= fields
    points = 0.0
    if kind.name == "people":
        points -= STRONG * bool(repeats)
        lone_skill = "expertise" in fields and words >= {"skill", "level"}
        points -= lone_skill * (1 if not repeats else 0)
        points -= STRONG * is_share_of_project(columns, view)
        points -= STRONG * bool(LEAVE & words and {"joined_on", "left_on"} & fields)
    elif kind.name == "projects":
        points -= STRONG * names_somebody(columns, view)
    elif kind.about not in ("entity", "person"):
        # Rows with e-mails are of people.
        points -= STRONG * any(p.share(Looks.EMAIL) >= MOSTLY for p in view.profiles)
    elif kind.name == "absences":
        points += STRONG * bool(LEAVE & words and has_days)
        points -= STRONG * bool({"project"} & words)
    elif kind.name == "expertise":
        points += bool(repeats) + 1.5 * bool({"level", "ticked_level"} & fields)
    elif kind.name == "bookings":
        # Hours beside a week were worked: see `not_taken`.
        were_worked = words & HOURS and "span" in fields and "percent" not in fields
        points += 2 * bool(has_days or {"percent", "period"} & fields)
        points -= STRONG * bool(were_worked)
        is_told = fields & {"percent", "period"}
        points -= STRONG * (not is_told and is_of_leads(columns, view))
    elif kind.name == "goals":
        points += bool(words & {"target", "goal", "wish", "aspiration"})
        points -= 1.5 * ("level" in words and "target" not in words)
    return points


def profile_of_who(columns, view):
    """The column that tells rows apart: of e-mails, where there is one; or `None`."""
    those = [n for n, name in columns.items() if name in ("name", "person", "email")]
    emails = [n for n in those if view.profiles[n].share(Looks.EMAIL) >= MOSTLY]
    return next((view.profiles[n] for n in (*emails, *those)), None)


def not_taken(view: View) -> Reading | None:
    """What is recognised and has no place here: time sheets, lists of trainings."""
    words = view.words
    columns = columns_for(BY_NAME["absences"], view.lowest)
    if "person" not in columns.values():
        return None
    why = ""
    is_spread = shapes.count_periods(view) > 2
    days = sum(p.share(Looks.DAY) >= MOSTLY for p in view.profiles)
    of_week = [each for each in map(heading_words, view.lowest) if each & WEEK_WORDS]
    words -= HOURS.intersection(frozenset().union(*of_week))
    if words & HOURS and days and "period" not in words and not is_spread:
        why = (
            "a time sheet: hours that were worked are not kept here. Choose “Bookings”"
            " to take who works on what"
        )
    elif words & COURSES and not words & {"skill", "project"} and days:
        why = (
            "a list of trainings, which are not kept here. Choose “Learning goals” if"
            " they are what people want to learn"
        )
    if not why:
        return None
    score = len(words & (HOURS | COURSES)) + len(set(columns.values())) + STRONG
    return Reading(SheetAnswer("", view.header_row), score, (why,))
