"""A workbook to fill in: all sheets, with examples and lists to choose from.

Skills, teams and locations are those of the directory. The line above the headings says
how to fill a sheet in; it is one merged cell, which no importer takes for a row.

Examples and hints for each sheet of the template.

What the columns of a template offer to choose from.
"""

from datetime import date

from people.models import GoalStatus, Level, Priority, SkillKind
from people.records.track_record import Outcome
from people.table_files import WIDTH, write_row, written_book
from projects.models.choices import (
    Aim,
    AssignmentStatus,
    NeedPriority,
    ProjectStatus,
    Stage,
)
from skillsdir.spreadsheet.columns.kinds import BY_NAME, KINDS
from skillsdir.spreadsheet.export.directory import rows_of
from skillsdir.spreadsheet.files.sheets import column_letters

EXAMPLES_LINE = "Lines in italics are examples: write over them."
HINTS = {
    "teams": "One row a team. “Part of” names the larger team, if there is one.",
    "locations": "One row a place. Time zones are written like Europe/Lisbon.",
    "categories": "Headings of the catalogue, in the order in which they are shown.",
    "skills": (
        "The catalogue: one row a skill. Other names of it stand in one cell, with"
        " semicolons between. Skills are found by either."
    ),
    "people": (
        f"One row a person; name and e-mail are enough. {EXAMPLES_LINE} Skills,"
        " projects and goals may stand in one cell, with semicolons between, or on"
        " sheets of their own. Empty cells change nothing, a dash (-) clears. Success"
        " rates are worked out from how projects ended; one that is typed is kept as"
        " stated."
    ),
    "expertise": (
        f"One row a person and skill. {EXAMPLES_LINE} People are named by e-mail."
    ),
    "endorsements": (
        f"One row a colleague who confirms a level. {EXAMPLES_LINE} The level must be"
        " stated under Expertise, or in the directory."
    ),
    "goals": f"One row a skill that somebody wants to learn next. {EXAMPLES_LINE}",
    "absences": (
        f"One row a time away, both days included; no reason is kept. {EXAMPLES_LINE}"
    ),
    "projects": (
        f"One row a project. {EXAMPLES_LINE} Only closed projects have an outcome."
    ),
    "needs": f"One row a project and a skill that it needs. {EXAMPLES_LINE}",
    "bookings": (
        f"One row a person and project. {EXAMPLES_LINE} Percent is of a full-time week;"
        " without a last day the booking is open."
    ),
}
ANA, BEN = "ana@example.com", "ben@example.com"
DONE, RUNNING = "Example churn model", "Example demand forecast"
USUAL_SKILLS = ("Python", "SQL", "Forecasting")
BEGAN, CLOSED, CURRENT = date(2025, 2, 3), date(2025, 9, 26), date(2026, 1, 5)


def examples_of(kind, stock):
    """Rows as dictionaries by column; `stock` are rows of the directory by kind."""
    team = first_name(stock["teams"], "Data science")
    place = first_name(stock["locations"], "Lisbon")
    one, other, wished = skills_for_examples(stock["skills"])
    examples = {
        "teams": [{"name": team}],
        "locations": [{"name": place, "time_zone": "Europe/Lisbon"}],
        "categories": [{"name": "Languages & methods", "position": 1}],
        "skills": [
            {"name": name, "category": "Languages & methods", "is_active": "yes"}
            for name in USUAL_SKILLS
        ],
        "people": example_people(team, place, one, other, wished),
        "projects": example_projects(team),
    }
    return (examples | rows_about(one, other, wished))[kind]


def first_name(rows, otherwise):
    return rows[0][0] if rows else otherwise


def skills_for_examples(rows):
    """Three skills of the catalogue, the usual ones if it has them."""
    names = {row[0] for row in rows}
    if not names or names.issuperset(USUAL_SKILLS):
        return USUAL_SKILLS
    return (sorted(names) * 3)[:3]


def example_people(team, place, one, other, wished):
    ana = {
        "name": "Ana Example",
        "email": ANA,
        "job_title": "Data scientist",
        "team": team,
        "location": place,
        "manager": BEN,
        "capacity": 80,
        "works_from": "09:00",
        "works_to": "17:00",
        "joined_on": date(2024, 3, 1),
        "expertise": f"{one} (Practitioner); {other} (Working)",
        "past_projects": f"{DONE} (in use)",
        "current_projects": RUNNING,
        "learning_goals": wished,
    }
    return [ana, {"name": "Ben Example", "email": BEN, "team": team}]


def example_projects(team):
    done = {
        "name": DONE,
        "team": team,
        "lead": BEN,
        "aim": "Build",
        "status": "Closed",
        "starts_on": BEGAN,
        "ends_on": CLOSED,
        "outcome": "Delivered and in use",
    }
    return [done, {"name": RUNNING, "status": "Active", "starts_on": CURRENT}]


def rows_about(one, other, wished):
    """Rows that refer to the people, projects and skills of the examples."""
    level = Level.PRACTITIONER.label
    booking = {"person": ANA, "percent": 40, "status": "Confirmed"}
    return {
        "expertise": [
            {"person": ANA, "skill": one, "level": level, "years": 4},
            {"person": ANA, "skill": other, "level": Level.WORKING.label},
        ],
        "endorsements": [
            {"person": ANA, "skill": one, "endorsed_by": BEN, "level": level}
        ],
        "goals": [{"person": ANA, "skill": wished, "priority": "Next"}],
        "absences": [
            {"person": ANA, "starts_on": date(2026, 8, 3), "ends_on": date(2026, 8, 14)}
        ],
        "needs": [
            {"project": RUNNING, "skill": one, "level": level, "people": 1},
        ],
        "bookings": [
            booking
            | {"project": DONE, "starts_on": BEGAN, "ends_on": CLOSED, "skills": one},
            booking | {"project": RUNNING, "starts_on": CURRENT},
        ],
    }


YES_NO = ["yes", "no"]
# In a list that is written into the sheet no choice may hold a comma.
OUTCOMES = {
    Outcome.IN_USE: "Delivered and in use",
    Outcome.ANSWERED: "Question answered",
    Outcome.NOT_MET: "Criteria not met",
    Outcome.NOT_ADOPTED: "Not taken up",
    Outcome.STOPPED_EVIDENCE: "Stopped early: the evidence said so",
    Outcome.STOPPED_EXTERNAL: "Stopped for outside reasons",
}
# By column, and where a column means something else in one kind, by both.
CHOICES = {
    "level": Level.labels,
    "target_level": Level.labels,
    "kind": SkillKind.labels,
    "is_active": YES_NO,
    "aim": Aim.labels,
    "outcome": [*OUTCOMES.values()],
    "stage_reached": Stage.labels,
    "welcomes_learner": YES_NO,
    ("goals", "priority"): Priority.labels,
    ("goals", "status"): GoalStatus.labels,
    ("projects", "status"): ProjectStatus.labels,
    ("needs", "priority"): NeedPriority.labels,
    ("bookings", "status"): AssignmentStatus.labels,
}
# Columns that name a row of another sheet: its kind, and the column with the names.
NAMES = {
    "parent": ("teams", "name"),
    "team": ("teams", "name"),
    "location": ("locations", "name"),
    "category": ("categories", "name"),
    "skill": ("skills", "name"),
    "project": ("projects", "name"),
    "person": ("people", "email"),
    "manager": ("people", "email"),
    "lead": ("people", "email"),
    "endorsed_by": ("people", "email"),
}


def choices_of(kind, column, last_rows):
    """The words to choose from, or the range of cells that holds them; or `None`.

    `last_rows` are the last rows of the sheets, by kind.
    """
    if column in NAMES:
        return cells_of(*NAMES[column], last_rows)
    return CHOICES.get((kind, column)) or CHOICES.get(column)


def cells_of(kind, column, last_rows):
    """The range of a column below its heading, as a formula."""
    names = [one.name for one in BY_NAME[kind].columns]
    letter = column_letters(names.index(column))
    return f"='{BY_NAME[kind].title}'!${letter}$3:${letter}${last_rows[kind] + 1}"


# Sheets that begin with what the directory has: others choose from them.
STOCKED = ("teams", "locations", "categories", "skills")
FIRST_ROW = 2
# So many lines more than there are can be filled in with lists to choose from.
SPARE_ROWS = 1_000
HINT_HEIGHT = 48


def template_workbook():
    """An open .xlsx file; closing it removes it."""
    stock = {kind: list(rows_of(kind)) for kind in STOCKED}
    last_rows = {
        kind.name: FIRST_ROW + len(stock.get(kind.name, ())) + SPARE_ROWS
        for kind in KINDS
    }

    def write(book):
        for kind in KINDS:
            write_sheet(book, kind, stock, last_rows)

    return written_book(write)


def write_sheet(book, kind, stock, last_rows):
    sheet = book.add_worksheet(kind.title)
    last_column = len(kind.columns) - 1
    sheet.set_column(0, last_column, WIDTH)
    sheet.freeze_panes(FIRST_ROW, 0)
    hint = book.add_format({"text_wrap": True, "valign": "top", "italic": True})
    sheet.set_row(0, HINT_HEIGHT)
    sheet.merge_range(0, 0, 0, last_column, HINTS[kind.name], hint)
    headings = [column.heading for column in kind.columns]
    write_row(sheet, 1, headings, book.add_format({"bold": True}))
    write_rows(book, sheet, kind, stock)
    for place, column in enumerate(kind.columns):
        if source := choices_of(kind.name, column.name, last_rows):
            list_of = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(
                FIRST_ROW, place, last_rows[kind.name], place, list_of
            )


def write_rows(book, sheet, kind, stock):
    """What the directory has, or else examples, in italics."""
    if rows := stock.get(kind.name):
        for number, row in enumerate(rows, FIRST_ROW):
            write_row(sheet, number, row)
        return
    italic = book.add_format({"italic": True})
    italic_day = book.add_format({"italic": True, "num_format": "yyyy-mm-dd"})
    for number, example in enumerate(examples_of(kind.name, stock), FIRST_ROW):
        row = [example.get(column.name) for column in kind.columns]
        write_row(sheet, number, row, italic, italic_day)
