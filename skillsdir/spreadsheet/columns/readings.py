"""One way to read a sheet: as a kind, with headings in some row; and how well it fits.

Points are for headings that are known, and for cells that bear them out. Two days
beside a project or a reason are never when somebody joined and left.
"""

from collections import Counter
from dataclasses import dataclass

from skillsdir.spreadsheet.answers import SheetAnswer
from skillsdir.spreadsheet.cells.pieces import Known
from skillsdir.spreadsheet.columns import shapes
from skillsdir.spreadsheet.columns.headings import (
    columns_for,
    heading_words,
    titles,
    vocabulary,
)
from skillsdir.spreadsheet.columns.lines import find_column
from skillsdir.spreadsheet.columns.profiles import ColumnProfile, Looks
from skillsdir.spreadsheet.columns.row_roles import says_whether_here
from skillsdir.spreadsheet.nouns import BY_NAME, LISTS, SEVERAL
from skillsdir.spreadsheet.nouns.base import Noun

# A kind is guessed from so many of its headings, or from one and the sheet's name.
ENOUGH = 2
NAMED_SO = 4.5
# Columns of a sheet that are looked at.
WIDEST = 400
# Points for what cells and neighbours say, and the share that says so.
STRONG, MOSTLY, HARDLY = 3, 0.6, 0.3
OURS = 20
LEAVE = frozenset(
    (
        *("leave", "vacation", "absence", "absent", "holiday", "reason", "sick", "off"),
        *(
            "pto",
            "annual",
            "urlaub",
            "abwesenheit",
            "absenztage",
            "conge",
            "vacaciones",
        ),
        *("verlof", "ferie", "assenza", "urlaubsart", "abwesenheitsart", "leaf"),
    )
)
COURSES = frozenset(
    (
        *("course", "training", "certification", "certificate", "workshop", "seminar"),
        *("schulung", "kurs", "weiterbildung", "formation", "curso", "cursus", "corso"),
    )
)
HOURS = frozenset(
    ("hour", "worked", "timesheet", "stunden", "stunde", "heure", "hora", "uren", "ore")
)
WORK = frozenset(("task", "activity", "ticket", "issue", "milestone", "sprint"))
# When a form was filled in, which a survey writes into each row.
ANSWERED = frozenset(("timestamp", "completion", "submitted", "submission", "response"))
ENDED = frozenset(("end", "until", "to", "finish", "bi", "ende", "fin"))


@dataclass(frozen=True, slots=True)
class View:
    """A sheet from one side, with the headings that it is read with.

    `parts` are the headings above each column, `profiles` what stands below.
    """

    name: str
    header_row: int
    heading_rows: int
    parts: list[tuple]
    profiles: list[ColumnProfile]
    rows: list[tuple]
    is_turned: bool
    year: int

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
    columns = columns_for(kind, view.lowest)
    columns = shapes.named_by_parts(columns, view)
    columns = borne_out(kind, columns, view.profiles)
    columns = {
        n: None if is_other_thing(kind, n, name, view) else name
        for n, name in columns.items()
    }
    reasons, points = [], 0.0
    if kind.name == "people":
        columns, points, reasons = shapes.spread_skills(columns, view, knows)
    if kind.name == "bookings":
        columns, points, reasons = shapes.spread_periods(columns, view)
    columns, guessed = shapes.with_names(kind, columns, view)
    if kind.name == "people":
        columns = shapes.listed_skills(columns, view, knows)
    points -= STRONG / 2 * guessed * (kind.about == "person")
    taken = {column: name for column, name in columns.items() if name}
    if kind.name == "people":
        taken, more = without_other_days(taken, view)
        reasons += more
    if kind.name == "absences" and not speaks_of_leave(taken, view):
        return None
    if kind.name == "people" and is_of_projects(taken, view):
        return None
    values = shapes.person_by_sheet(kind, taken, view)
    fields = {*taken.values(), *values}
    points += is_list_of_names(kind, taken, view)
    is_named = any(title <= heading_words(view.name) for title in titles(kind))
    if len(fields) + is_named + points < ENOUGH or not has_keys(kind, fields):
        return None
    names = vocabulary(kind)
    exact = {names.get(heading_words(cell)) for cell in view.lowest} - {None}
    score = len(fields) + len(exact & fields) + NAMED_SO * is_named + points
    score += leanings(kind, taken, view)
    score -= STRONG * len(repeated(taken))
    taken, more = once_each(kind, taken, view)
    reasons += more
    score -= "standing" in fields
    score -= min(STRONG, wide_rows_above(view))
    answer = SheetAnswer(
        kind.name,
        view.header_row,
        taken,
        heading_rows=view.heading_rows,
        is_turned=view.is_turned,
        values=values,
    )
    return Reading(shapes.with_layout(answer, view), score, tuple(reasons))


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


def is_other_thing(kind, column, name, view):
    """Whether a heading says more than a field's name, and cells do not bear it out.

    As "Skill / Name" above people, "Team members", or a title above nothing.
    """
    words = heading_words(view.lowest[column])
    profile = view.profiles[column]
    if name in LISTS and words & NAMING_WORDS:
        return profile.share(Looks.NAME) >= MOSTLY
    if words in vocabulary(kind):
        return False
    is_empty = not profile.filled and any(each.filled for each in view.profiles)
    return is_empty or (name == "team" and "member" in words)


NAMING_WORDS = frozenset(("name", "employee", "person", "mitarbeiter"))
SALUTATIONS = frozenset(
    ("mr", "ms", "mrs", "miss", "dr", "prof", "herr", "frau", "mme")
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
    return texts == [column.heading for column in kind.columns]


def read_ours(kind, view):
    columns = dict(enumerate(column.name for column in kind.columns))
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
    if "period" in known:
        known |= {"project"}
    wanted = kind.keys if kind.name == "endorsements" else kind.keys[:2]
    return all(known & names for names in wanted)


PLAIN = (Looks.TICK, Looks.NUMBER, Looks.PERCENT, Looks.DAY)
PEOPLE = ("name", "person", "first_name", "last_name", "manager", "lead", "mentor")


def borne_out(kind, columns, profiles):
    """The columns without those whose cells say that the heading means other things."""
    return {
        column: name if name and is_borne_out(name, profiles[column]) else None
        for column, name in columns.items()
    }


def is_borne_out(name, profile):
    if not profile.filled:
        return True
    if name == "standing":
        return any(says_whether_here(value) for value in profile.values)
    if name == "email":
        return profile.share(Looks.EMAIL) >= HARDLY
    if name in PEOPLE:
        return profile.share(*PLAIN) < MOSTLY and not profile.looks[Looks.NAMES]
    if name in ("team", "location", "job_title"):
        greets = sum(
            n for v, n in profile.values.items() if v.strip(".") in SALUTATIONS
        )
        other = profile.share(*PLAIN, Looks.LEVEL, Looks.NAMES)
        return other < MOSTLY and greets * 2 < profile.filled
    if name in ("capacity", "percent", "success_rate"):
        return any(any(map(str.isdigit, value)) for value in profile.values) or any(
            "time" in value or "half" in value for value in profile.values
        )
    if name == "skill":
        lists = sum(n for v, n in profile.values.items() if "," in v or ";" in v)
        return lists * 3 < profile.filled
    if name in LISTS:
        spans = sum(
            count
            for value, count in profile.values.items()
            if value[:1].isdigit() and ("year" in value or "yr" in value)
        )
        numbers = profile.share(*PLAIN, Looks.LEVEL)
        return numbers < MOSTLY and spans * 2 < profile.filled
    if name in ("joined_on", "left_on", "starts_on", "ends_on", "target_on"):
        return profile.share(Looks.DAY, Looks.NUMBER, Looks.LEVEL) > 0 or any(
            any(map(str.isdigit, value)) for value in profile.values
        )
    return True


def without_other_days(columns, view):
    """People's columns without days that a project, a course or a leave has."""
    fields = set(columns.values())
    keys = [heading_words(cell) for cell in view.lowest]
    others = view.words & (LEAVE | COURSES | HOURS | ANSWERED)
    others |= {word for word in ("project", "type", "day") if {word} in keys}
    others |= view.words & WORK
    if not others or not fields & {"joined_on", "left_on"}:
        return columns, []
    kept = {
        column: name
        for column, name in columns.items()
        if name not in ("joined_on", "left_on", "capacity")
    }
    words = ", ".join(sorted(others))
    why = f"days and percents beside “{words}” are not taken for joined, left, capacity"
    return kept, [why]


def is_of_projects(columns, view):
    """Whether a row is a project that names people, and no person with projects."""
    first = min(columns, default=None)
    is_project = columns.get(first) == "current_projects"
    return is_project and heading_words(view.lowest[first]) == {"project"}


def speaks_of_leave(columns, view):
    """Whether days are of an absence: it is called so, or nothing else is said."""
    is_all = all(n in columns for n, cell in enumerate(view.lowest) if cell is not None)
    words = view.words | heading_words(view.name)
    said = (heading_words(v) for p in view.profiles for v in p.values)
    return is_all or bool(words & LEAVE) or any(each & LEAVE for each in said)


def leanings(kind, columns, view):
    """Points for and against a kind, from cells and neighbours."""
    fields = set(columns.values())
    words = view.words | heading_words(view.name)
    who = next(
        (n for n, name in columns.items() if name in ("name", "person", "email")), None
    )
    profile = None if who is None else view.profiles[who]
    repeats = profile and profile.filled > 2 and profile.distinct < 0.85
    has_days = len({"starts_on", "ends_on"} & fields) == 2
    points = 0.0
    if kind.name == "people":
        points -= STRONG * bool(repeats)
        lone_skill = "expertise" in fields and words >= {"skill", "level"}
        points -= lone_skill * (1 if not repeats else 0)
        points -= STRONG * bool(LEAVE & words and {"joined_on", "left_on"} & fields)
    elif kind.about not in ("entity", "person") and kind.name != "projects":
        # Rows with e-mails are of people.
        points -= STRONG * any(p.share(Looks.EMAIL) >= MOSTLY for p in view.profiles)
    elif kind.name == "absences":
        points += STRONG * bool(LEAVE & words and has_days)
        points -= STRONG * bool({"project"} & words)
    elif kind.name == "expertise":
        points += bool(repeats) + 1.5 * ("level" in fields)
    elif kind.name == "bookings":
        points += 2 * bool(has_days or {"percent", "period"} & fields)
    elif kind.name == "goals":
        points += bool(words & {"target", "goal", "wish", "aspiration"})
        points -= 1.5 * ("level" in words and "target" not in words)
    return points


def not_taken(view: View) -> Reading | None:
    """What is recognised and has no place here: time sheets, lists of trainings."""
    words = view.words
    columns = columns_for(BY_NAME["absences"], view.lowest)
    if "person" not in columns.values():
        return None
    why = ""
    is_spread = shapes.count_periods(view) > 2
    days = sum(p.share(Looks.DAY) >= MOSTLY for p in view.profiles)
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
