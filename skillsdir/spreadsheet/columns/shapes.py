"""How the columns of a sheet hang together: skills, periods, names and gaps in them."""

from dataclasses import replace

from people.spelling.names import fold
from skillsdir.spreadsheet.cells.pieces import Known
from skillsdir.spreadsheet.columns import periods
from skillsdir.spreadsheet.columns.headings import heading_words, vocabulary
from skillsdir.spreadsheet.columns.profiles import LOOKED_AT, Looks, looks_like_name
from skillsdir.spreadsheet.columns.titles import skill_and_aim
from skillsdir.spreadsheet.nouns import BY_NAME

# The share of a column's cells that has to look like a level.
GRADED, MOSTLY = 0.75, 0.5
# So many columns under headings that nothing here knows are taken for skills.
ENOUGH_GRADED, ENOUGH_TICKED = 2, 3
# Columns with numbers or words like levels that are none of a skill.
NOT_SKILLS = frozenset(
    (
        *("id", "nr", "no", "number", "age", "year", "total", "sum", "average"),
        *("score", "count", "rank", "level", "seniority", "grade", "band", "index"),
        *("phone", "cost", "rate", "salary", "hour", "day", "percent", "capacity"),
        *("fte", "mean", "priority", "week", "month", "experience", "status", "risk"),
        *("importance", "severity", "order", "position", "overall", "headcount"),
        *("size", "quarter", "remote", "active", "manager", "gender", "floor", "room"),
        *("team", "allocation", "potential", "performance", "satisfaction", "key"),
        *("availability", "comment", "note", "code", "zip", "postcode", "budget"),
        *("price", "children", "desk"),
    )
)
MOST_POINTS = 6


def named_by_parts(columns, view):
    """A column “Name” beside one of first names has the last ones."""
    fields = {name: column for column, name in columns.items() if name}
    if "first_name" not in fields or "last_name" in fields:
        return columns
    column = fields.get("name", fields.get("person"))
    if column is None:
        return columns
    if view.profiles[column].share(Looks.NAME) > MOSTLY:
        # Both in one, and the first name once more.
        return columns | {fields["first_name"]: None}
    return columns | {column: "last_name"}


def spread_skills(columns, view, knows: Known):
    """The columns of people with those that stand for a skill, points, and reasons."""
    found, known, graded, ticked = {}, 0, 0, 0
    for column, profile in enumerate(view.profiles):
        parts = view.parts[column]
        name, is_target = skill_and_aim(parts, knows) if parts else ("", False)
        if not name or not looks_like_levels(profile, knows(name)):
            continue
        if is_other_field(columns.get(column), view, column, knows(name)):
            continue
        is_graded = profile.share(Looks.LEVEL, Looks.PERCENT) >= MOSTLY
        if not knows(name) and heading_words(name) & NOT_SKILLS:
            continue
        known += knows(name)
        graded += is_graded
        ticked += not is_graded and profile.filled > 0
        found[column] = "skill_target" if is_target else "skill_level"
    enough = graded >= ENOUGH_GRADED or ticked >= ENOUGH_TICKED
    share = len(found) / max(1, sum(map(bool, view.parts)))
    if not known and not (enough and share >= MOSTLY):
        return beside(columns, view), 0, []
    reason = f"{len(found)} columns are skills, with levels below"
    return columns | found, min(MOST_POINTS, 1 + len(found)), [reason]


def looks_like_levels(profile, is_known):
    share = profile.share(Looks.LEVEL, Looks.TICK, Looks.PERCENT)
    if not profile.filled:
        return is_known
    return share >= (MOSTLY if is_known else GRADED)


def is_other_field(name, view, column, is_known):
    """Whether a heading is exactly that of another field of people."""
    if not name or is_known:
        return False
    return heading_words(view.lowest[column]) in vocabulary(BY_NAME["people"])


HAVE_LEVELS = ("expertise", "learning_goals")


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


def headings_of_periods(view):
    return {column: parts[-1] for column, parts in enumerate(view.parts) if parts}


def find_periods(view):
    return periods.periods_of(headings_of_periods(view), view.year)


def count_periods(view):
    return len(find_periods(view))


def spread_periods(columns, view):
    """The columns of bookings with those that stand for a week or month."""
    found = find_periods(view)
    if len(found) < 2:
        return columns, 0, []
    spread = dict.fromkeys(found, "period")
    reason = f"{len(found)} columns are weeks or months"
    return columns | spread, min(MOST_POINTS, len(found)), [reason]


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
        return columns | {0: who}, 0
    found = {}
    for looks, name in ((Looks.EMAIL, "email"), (Looks.NAME, "name")):
        for column, profile in enumerate(view.profiles[:6]):
            is_free = not columns.get(column) and column not in found
            if is_free and profile.share(looks) >= MOSTLY:
                found[column] = name if who == "name" else who
                break
    return columns | found, len(found)


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
        values["year"] = str(view.year)
        cells = [value for n in columns for value in view.profiles[n].values]
        unit = periods.guess_unit(cells, find_periods(view).values())
    return replace(
        answer,
        values=values,
        unit=str(unit),
        groups=groups_of(answer),
        filled_down=filled_down(answer, view),
    )


def groups_of(answer):
    """The field that rows standing alone give to those below, if none has it yet."""
    kind, fields = BY_NAME[answer.kind], set(answer.columns.values())
    team = "team" if kind.name == "people" else "person.team"
    if kind.name == "projects":
        team = "team"
    if kind.about not in ("entity", "person") and kind.name != "projects":
        return ""
    return "" if team in fields else team


FILLED_DOWN = frozenset(
    ("team", "location", "person", "project", "person.team", "manager")
)


def filled_down(answer, view):
    """Columns whose empty cells seem to mean what stands above.

    The first is filled, some below are not, and no value is written twice in a row.
    """
    columns = [n for n, name in answer.columns.items() if name in FILLED_DOWN]
    first, found = view.header_row + 1, []
    rows = view.rows[first : first + LOOKED_AT] if columns else ()
    rows = [row for row in rows if len(row) - row.count(None) > 1]
    for column in columns:
        if not rows or rows[0][column] is None:
            continue
        cells = [row[column] for row in rows]
        filled = [cell for cell in cells if cell is not None]
        if len(filled) < len(cells) and len(set(filled)) == len(filled):
            found.append(column)
    return tuple(found)
