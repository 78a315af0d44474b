"""How the columns of a sheet hang together: skills, periods, names and gaps in them."""

from dataclasses import replace

from people.spelling.names import fold
from skillsdir.spreadsheet.cells.days import WEEKDAYS
from skillsdir.spreadsheet.cells.levels import is_level, is_tick
from skillsdir.spreadsheet.cells.pieces import Known
from skillsdir.spreadsheet.cells.projects import is_of_work
from skillsdir.spreadsheet.columns import periods
from skillsdir.spreadsheet.columns.headings import (
    LACKS,
    WISHED,
    heading_words,
    vocabulary,
)
from skillsdir.spreadsheet.columns.profiles import Looks, looks_like_name
from skillsdir.spreadsheet.columns.titles import (
    TARGET,
    counts_years,
    is_no_skill,
    level_in_heading,
    skill_and_aim,
    title,
)
from skillsdir.spreadsheet.nouns import BY_NAME
from skillsdir.spreadsheet.nouns.mapping import SPAN_DAYS
from skillsdir.spreadsheet.nouns.words import THINGS

# The share of a column's cells that has to look like a level.
GRADED, MOSTLY = 0.75, 0.5
# So many columns under headings that nothing here knows are taken for skills.
ENOUGH_GRADED, ENOUGH_TICKED = 2, 3
MOST_POINTS = 6


def spread_skills(columns, view, knows: Known):
    """The columns of people with those that stand for a skill, points, and reasons."""
    found, unclear, known, graded, ticked, filled = {}, {}, 0, 0, 0, 0
    is_of_targets = not heading_words(view.name).isdisjoint(TARGET)
    for column, profile in enumerate(view.profiles):
        parts = view.parts[column]
        name, is_target = skill_and_aim(parts, knows) if parts else ("", False)
        if not any(map(str.isalpha, name)) or is_tick(name) or counts_years(parts):
            continue
        if not knows(name) and is_time(name, view.year):
            continue
        if not looks_like_levels(profile, knows(name)):
            if knows(name) and profile.has_signs and not columns.get(column):
                unclear[column] = "skill_target" if is_target else "skill_level"
            continue
        if is_other_field(columns.get(column), view, column, knows(name)):
            continue
        is_graded = profile.share(Looks.LEVEL, Looks.LETTER) >= MOSTLY
        if not knows(name) and is_no_skill(name):
            continue
        known += knows(name)
        filled += profile.filled > 0
        graded += is_graded
        ticked += not is_graded and profile.filled > 0
        is_target = is_target or is_of_targets
        found[column] = "skill_target" if is_target else "skill_level"
    enough = graded >= ENOUGH_GRADED or ticked >= ENOUGH_TICKED
    share = len(found) / max(1, sum(map(bool, view.parts)))
    if not known and not (enough and share >= MOSTLY):
        return beside(columns, view), 0, []
    # Beside others, signs that nobody knows are asked.
    found |= unclear
    reason = f"{len(found)} columns are skills, with levels below"
    # A percent beside them is of points that were reached.
    found |= {
        n: None
        for n, name in columns.items()
        if name == "capacity" and heading_words(view.lowest[n]) == {"percent"}
    }
    return columns | found, min(MOST_POINTS, 1 + filled) * bool(filled), [reason]


def is_time(name, year):
    """Whether a heading is a weekday, a week or a month."""
    return name.casefold().strip(".") in DAYS_OF_WEEKS or bool(
        periods.span_of(name, year)
    )


DAYS_OF_WEEKS = WEEKDAYS | frozenset(
    (
        *("mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday"),
        *("wednesday", "thursday", "friday", "saturday", "sunday", "tues", "thur"),
        *("mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mar", "mer", "jeu", "ven"),
        *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag"),
    )
)


def looks_like_levels(profile, is_known):
    """Whether cells are levels: those of a known skill may be percents or colours."""
    share = profile.share(Looks.LEVEL, Looks.TICK, Looks.LETTER)
    if not profile.filled:
        return is_known
    if is_known:
        share += profile.share(Looks.NUMBER) * profile.has_points
        return share + profile.share(Looks.PERCENT, Looks.COLOUR) >= MOSTLY
    return share >= GRADED


def is_other_field(name, view, column, is_known):
    """Whether a heading is exactly that of another field of people."""
    if not name or is_known:
        return False
    return heading_words(view.lowest[column]) in vocabulary(BY_NAME["people"])


def beside(columns, view):
    """Columns of levels count only beside a column of skills."""
    lists = [
        n for n, name in columns.items() if name in ("expertise", "learning_goals")
    ]
    return {
        column: None
        if name == "level_beside" and not any(n < column for n in lists)
        else name
        for column, name in columns.items()
    }


def listed_skills(columns, view, knows: Known):
    """The columns of people with those that list skills, whatever their heading says.

    Where it speaks of learning they are wishes, and where of a lack nothing at all.
    """
    found, leveled = {}, columns_of_levels(columns, view)
    for column, profile in enumerate(view.profiles):
        is_list = profile.share(Looks.SKILLS, Looks.SKILL) >= MOSTLY
        heading = title(view.parts[column])
        # Where the heading is a skill as well, it is none, but a row like the others.
        if columns.get(column) or not (is_list or column in leveled) or knows(heading):
            continue
        words = heading_words(heading)
        if not words & (LACKS | OF_PROJECTS):
            found[column] = "learning_goals" if words & WISHED else "expertise"
    return columns | found


# Such names may be those of skills as well: “Data lake”.
OF_PROJECTS = frozenset(("project", "assignment", "engagement", "client"))


def columns_of_levels(columns, view):
    """The columns headed by levels, each with the skills of that level below."""
    texts = (
        Looks.SKILL,
        Looks.SKILLS,
        Looks.WORDS,
        Looks.NAME,
        Looks.NAMES,
        Looks.TEXT,
    )
    found = [
        n
        for n, profile in enumerate(view.profiles)
        if not columns.get(n)
        and level_in_heading(view.parts[n])
        and profile.share(*texts) >= MOSTLY
    ]
    return found if len(found) > 1 else []


def headings_of_periods(view):
    """The headings that may be weeks or months: no days stand below."""
    return {
        column: parts[-1]
        for column, (parts, profile) in enumerate(
            zip(view.parts, view.profiles, strict=False)
        )
        if parts and profile.share(Looks.DAY) < MOSTLY
    }


def find_periods(view):
    return periods.periods_of(headings_of_periods(view), view.year)


def count_periods(view):
    return len(find_periods(view))


def spread_periods(columns, view):
    """The columns of bookings with those that stand for a week or month."""
    found = find_periods(view)
    cells = [value for n in found for value in view.profiles[n].values]
    if periods.are_too_high(cells) or not (
        len(found) > 1 or holds_shares(found, columns, view)
    ):
        return columns | period_beside(columns, view), 0, []
    # How a project ended says nothing of its weeks.
    spread = {n: None for n, name in columns.items() if name == "ended"}
    spread |= dict.fromkeys(found, "period")
    reason = f"{len(found)} columns are weeks or months"
    return columns | spread, min(MOST_POINTS, len(found)), [reason]


def holds_shares(found, columns, view):
    """Whether the only week or month has shares of projects that stand beside."""
    fields = set(columns.values())
    numbers = (Looks.LEVEL, Looks.NUMBER, Looks.PERCENT)
    if "project" not in fields or fields & {*SPAN_DAYS, "span"}:
        return False
    return any(
        periods.is_period(view.lowest[n], view.year)
        and view.profiles[n].share(*numbers) >= MOSTLY
        for n in found
    )


def period_beside(columns, view):
    """The column in which the week or month of a booking stands, if no days do."""
    fields = set(columns.values())
    for column, profile in enumerate(view.profiles):
        name, heading = columns.get(column), view.lowest[column]
        is_named = periods.names_period(heading)
        others = fields - {name} if is_named and name in SPAN_DAYS else fields
        if not profile.filled or others & {*SPAN_DAYS, "span"}:
            continue
        if is_named or (not name and periods.are_periods(profile.values, view.year)):
            return {column: "span"}
    return {} if fields & {*SPAN_DAYS, "span"} else year_beside(columns, view)


def year_beside(columns, view):
    """The column of the year in which somebody was on a project."""
    for column, profile in enumerate(view.profiles):
        heading = view.lowest[column]
        if not columns.get(column) and periods.names_years(heading, profile.values):
            return {column: "span"}
    return {}


def days_by_sheet(kind, columns, view):
    """The month or week that a sheet is called by, where nothing else says when."""
    fields = {"period", "span", *SPAN_DAYS} & {*columns.values()}
    if kind.name != "bookings" or fields:
        return {}
    name = periods.period_of_name(view.name, view.year)
    return {"span": name} if name else {}


def with_names(kind, columns, view):
    """The columns with those of names and e-mails, by their cells, and how many.

    Where no heading says who a row is; of a sheet that was turned the first column.
    """
    who = "name" if kind.name == "people" else "person"
    is_told = {"name", "email", "person", "first_name", "last_name"} & {
        *columns.values()
    }
    if kind.about not in ("entity", "person") or is_told:
        return columns, 0
    if view.is_turned:
        column = first_full_column(view)
        is_email = view.profiles[column].share(Looks.EMAIL) >= MOSTLY
        return columns | {column: "email" if is_email and who == "name" else who}, 0
    found = {}
    for looks, name in ((Looks.EMAIL, "email"), (Looks.NAME, "name")):
        likely = {}
        for column, profile in enumerate(view.profiles[:6]):
            is_free = not columns.get(column) and column not in found
            is_free = is_free and not profile.looks[Looks.NAMES]
            is_free = is_free and not is_level(title(view.parts[column]))
            is_free = is_free and not any(map(is_of_work, profile.values))
            is_free = is_free and not heading_words(view.lowest[column]) & THINGS
            if is_free and profile.share(looks) >= MOSTLY:
                likely[column] = profile.share(looks)
        if likely:
            found[max(likely, key=likely.get)] = name if who == "name" else who
    if not found and may_be_first_names(columns, view):
        found[0] = who
    return columns | found, len(found)


def first_full_column(view):
    """The first column of a sheet that was turned that is no title above the table."""
    most = max((profile.filled for profile in view.profiles), default=0)
    full = [n for n, p in enumerate(view.profiles) if p.filled * 2 > most]
    return full[0] if full else 0


def may_be_first_names(columns, view):
    """Whether words that differ stand below a blank corner, levels to their right."""
    if "skill_level" not in columns.values() or not view.profiles or view.parts[0]:
        return False
    profile = view.profiles[0]
    has_words = profile.share(Looks.WORDS, Looks.NAME) >= GRADED
    return has_words and profile.distinct == 1 and 0 not in columns


# Names of sheets that say nothing.
PLAIN_NAMES = frozenset(
    (
        *("sheet", "table", "tabelle", "feuil", "hoja", "blad", "foglio", "planilha"),
        *("data", "skill", "skills", "expertise", "people", "list", "matrix", "import"),
        *("export", "file", "upload", "rows", "pasted"),
    )
)


def person_by_sheet(kind, columns, view):
    """The person that a sheet is called by, where no column says who a row is."""
    is_told = {"person", "first_name", "last_name"} & {*columns.values()}
    if kind.about != "person" or is_told or not looks_like_name(view.name):
        return {}
    if PLAIN_NAMES.intersection(fold(view.name).split()):
        return {}
    return {"person": view.name}


def with_layout(answer, view):
    """The answer with what follows from its columns: gaps, groups, units, the year."""
    values = dict(answer.values)
    unit = ""
    columns = [n for n, name in answer.columns.items() if name == "period"]
    if columns:
        is_open = not view.is_year_said and periods.is_year_open(
            headings_of_periods(view), view.year
        )
        values["year"] = "" if is_open else str(view.year)
        cells = [value for n in columns for value in view.profiles[n].values]
        unit = periods.guess_unit(cells, find_periods(view).values())
    return replace(
        answer,
        values=values,
        unit=str(unit),
        groups=groups_of(answer, view),
        filled_down=filled_down(answer, view),
    )


def groups_of(answer, view):
    """The field that rows standing alone give to those below, if none has it yet."""
    kind, fields = BY_NAME[answer.kind], {*answer.columns.values(), *answer.values}
    if kind.name == "bookings" and not fields & {*SPAN_DAYS, "span", "period"}:
        lone = [row for row in view.body if len(row) - row.count(None) == 1]
        cells = [cell for row in lone for cell in row if cell is not None]
        if cells and all(map(periods.is_long, cells)):
            return "span"
    team = "team" if kind.name == "people" else "person.team"
    if kind.name == "projects":
        team = "team"
    if kind.about not in ("entity", "person") and kind.name != "projects":
        return ""
    return "" if team in fields else team


FILLED_DOWN = frozenset(
    ("team", "location", "person", "project", "skill", "person.team")
)


def filled_down(answer, view):
    """Columns whose empty cells seem to mean what stands above.

    The first is filled, some below are not, and no value is written twice. Only what
    stands before all else holds for several rows: an empty cell in the midst is empty.
    """
    found = []
    rows = [row for row in view.body if len(row) - row.count(None) > 1]
    for column, name in sorted(answer.columns.items()):
        if name not in FILLED_DOWN or not rows or rows[0][column] is None:
            break
        cells = [row[column] for row in rows]
        filled = [cell for cell in cells if cell is not None]
        is_full = len(filled) == len(cells) and name not in ("team", "person.team")
        if is_full or len(set(filled)) == len(cells):
            # From here on a row is one of its own.
            break
        if len(filled) < len(cells) and len(set(filled)) == len(filled):
            found.append(column)
    return tuple(found)
