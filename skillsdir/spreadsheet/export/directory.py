"""The whole directory as a workbook that can be brought in again.

The whole directory as rows of sheets, kind by kind, in the columns of `kinds.py`.
"""

from collections import Counter
from contextlib import contextmanager
from datetime import datetime, time
from itertools import chain, islice

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection, transaction

from people.models import (
    Absence,
    Endorsement,
    Expertise,
    LearningGoal,
    Location,
    Person,
    Skill,
    SkillCategory,
    Team,
)
from people.spelling.names import fold
from people.table_files import MOST_LETTERS, xlsx_file
from projects.models import Assignment, Project, SkillNeed
from skillsdir.spreadsheet.columns.kinds import BY_NAME, KINDS
from skillsdir.spreadsheet.files.limits import MAX_ROWS

# Of people the sheet leaves out lists in one cell: they have sheets of their own.
LISTS = ("expertise", "past_projects", "current_projects", "learning_goals")
BATCH = 2_000


def list_of(path):
    return StringAgg(path, "; ", order_by=path)


# Rows of each kind, and where a column is not the field of its name.
SOURCES = {
    "teams": (Team.objects.all(), {"parent": "parent_id"}),
    "locations": (Location.objects.all(), {}),
    "categories": (SkillCategory.objects.all(), {}),
    "skills": (
        Skill.objects.annotate(also=list_of("aliases__name")).order_by(
            "category__position", "category__name", "name"
        ),
        {"category": "category__name", "aliases": "also"},
    ),
    "people": (
        Person.objects.all(),
        {
            "team": "team_id",
            "location": "location_id",
            "manager": "manager__email",
            "success_rate": "stated_success",
        },
    ),
    "projects": (Project.objects.all(), {"team": "team_id", "lead": "lead__email"}),
    "expertise": (
        Expertise.objects.order_by("person__sort_name", "person_id", "skill__name"),
        {"person": "person__email", "skill": "skill__name"},
    ),
    "endorsements": (
        Endorsement.objects.order_by("endorsed_at", "pk"),
        {
            "person": "expertise__person__email",
            "skill": "expertise__skill__name",
            "endorsed_by": "endorsed_by__email",
        },
    ),
    "goals": (
        LearningGoal.objects.order_by("person__sort_name", "person_id", "set_on", "pk"),
        {"person": "person__email", "skill": "skill__name"},
    ),
    "absences": (
        Absence.objects.order_by("person__sort_name", "person_id", "starts_on", "pk"),
        {"person": "person__email"},
    ),
    "needs": (
        SkillNeed.objects.order_by("project__sort_name", "project_id", "pk"),
        {"project": "project_id", "skill": "skill__name"},
    ),
    "bookings": (
        Assignment.objects.annotate(used=list_of("skills__name")).order_by(
            "starts_on", "pk"
        ),
        {
            "person": "person__email",
            "project": "project_id",
            "skills": "used",
            "learns": "learns__name",
            "mentor": "mentor__email",
        },
    ),
}
# Columns that name a row of these, and those that are percentages.
REFERRED = {"parent": Team, "team": Team, "location": Location, "project": Project}
PERCENTAGES = ("capacity", "success_rate", "percent")


def exported_columns(kind):
    """The columns that the sheet of a kind has in a workbook of the directory."""
    return [one for one in BY_NAME[kind].columns if one.name not in LISTS]


def rows_of(kind):
    """Yield the rows of a kind as lists of cells; the database is read in batches."""
    rows, sources = SOURCES[kind]
    names = [one.name for one in exported_columns(kind)]
    cells = [cell_of(rows.model, name, sources) for name in names]
    values = [sources.get(name, name) for name in names]
    for row in rows.values_list(*values).iterator(chunk_size=BATCH):
        yield [cell(value) for cell, value in zip(cells, row, strict=True)]


def cell_of(model, name, sources):
    """What makes a cell of a value of the column."""
    if name in REFERRED:
        return row_names(REFERRED[name]).get
    if name in PERCENTAGES:
        return percentage
    choices = {}
    if name not in sources:
        choices = dict(model._meta.get_field(name).flatchoices)
    return choices.get if choices else exported_value


def row_names(model):
    """How other rows name each row: with its address where the name is not enough."""
    rows = list(model.objects.values_list("pk", "name", "slug"))
    bearers = Counter(fold(name) for _, name, _ in rows)
    return {
        pk: name if bearers[fold(name)] == 1 else f"{name} [{slug}]"
        for pk, name, slug in rows
    }


def percentage(value):
    """One alone would be taken for the whole."""
    return "1 %" if value == 1 else value


def exported_value(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | time):
        return value.isoformat()
    # Cut, it would replace the whole text when it comes in again; empty, it does not.
    if isinstance(value, str) and len(value) >= MOST_LETTERS:
        return None
    return value


def directory_workbook():
    """An open .xlsx file with a sheet for each kind; closing it removes it."""
    with snapshot():
        return xlsx_file(exported_sheets())


@contextmanager
def snapshot():
    """Let all queries see the directory as it is at the first of them."""
    is_own = not connection.in_atomic_block
    with transaction.atomic():
        if is_own:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def exported_sheets():
    """Title, headings and rows of each; kinds with many rows have several sheets."""
    for kind in KINDS:
        headings = [column.heading for column in exported_columns(kind.name)]
        for number, rows in enumerate(portions(rows_of(kind.name)), 1):
            title = kind.title if number == 1 else f"{kind.title} {number}"
            yield title, headings, rows


def portions(rows):
    """The rows in portions that may come in again, at least one; read them in turn."""
    most = MAX_ROWS - 1
    yield islice(rows, most)
    for row in rows:
        yield chain([row], islice(rows, most - 1))
