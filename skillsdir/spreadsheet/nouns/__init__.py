"""The nouns of the directory, each before those that refer to it."""

from skillsdir.spreadsheet.nouns.bookings import BOOKINGS
from skillsdir.spreadsheet.nouns.catalogue import (
    ALIASES,
    CATEGORIES,
    LOCATIONS,
    SKILLS,
    TEAMS,
)
from skillsdir.spreadsheet.nouns.people import PEOPLE
from skillsdir.spreadsheet.nouns.profiles import (
    ABSENCES,
    ENDORSEMENTS,
    EXPERTISE,
    GOALS,
)
from skillsdir.spreadsheet.nouns.projects import NEEDS, PROJECTS

NOUNS = {
    noun.name: noun
    for noun in (
        *(TEAMS, LOCATIONS, CATEGORIES, SKILLS, ALIASES, PEOPLE, PROJECTS),
        *(EXPERTISE, ENDORSEMENTS, GOALS, ABSENCES, NEEDS, BOOKINGS),
    )
}
# Those that have a sheet, in the order of a workbook.
KINDS = (
    *(TEAMS, LOCATIONS, SKILLS, PEOPLE, EXPERTISE, ENDORSEMENTS, GOALS, ABSENCES),
    *(PROJECTS, NEEDS, BOOKINGS, CATEGORIES),
)
BY_NAME = {kind.name: kind for kind in KINDS}
# Columns that name people, beside `name` where the row is a person.
NAMING = {"email"} | {
    column.name
    for kind in KINDS
    for column in kind.columns
    if column.content and column.content.noun == "person"
}
# Columns of people that list others in their cells: several may stand side by side.
LISTS = frozenset(column.name for column in PEOPLE.columns if column.content is None)
# Fields that several columns may fill.
SEVERAL = LISTS | {"skill_level", "skill_target", "level_beside", "ticked_level"}
SEVERAL |= {"period", "approval"}
# Nouns whose rows have names: what other rows refer to them by.
BY_NOUN = {
    "team": TEAMS,
    "location": LOCATIONS,
    "category": CATEGORIES,
    "skill": SKILLS,
    "project": PROJECTS,
    "person": PEOPLE,
}
