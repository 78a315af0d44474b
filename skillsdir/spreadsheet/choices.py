"""What the columns of a template offer to choose from."""

from people.models import GoalStatus, Level, Priority, SkillKind
from people.track_record import Outcome
from projects.models.choices import (
    Aim,
    AssignmentStatus,
    NeedPriority,
    ProjectStatus,
    Stage,
)
from skillsdir.spreadsheet.kinds import BY_NAME
from skillsdir.spreadsheet.sheets import column_letters

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
