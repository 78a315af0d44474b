"""The nouns of the directory, each before those that refer to it."""

from skillsdir.spreadsheet.nouns.catalogue import (
    ALIASES,
    CATEGORIES,
    LOCATIONS,
    SKILLS,
    TEAMS,
)
from skillsdir.spreadsheet.nouns.people import (
    ABSENCES,
    ENDORSEMENTS,
    EXPERTISE,
    GOALS,
    PEOPLE,
)
from skillsdir.spreadsheet.nouns.projects import BOOKINGS, NEEDS, PROJECTS

NOUNS = {
    noun.name: noun
    for noun in (
        TEAMS,
        LOCATIONS,
        CATEGORIES,
        SKILLS,
        ALIASES,
        PEOPLE,
        PROJECTS,
        EXPERTISE,
        ENDORSEMENTS,
        GOALS,
        ABSENCES,
        NEEDS,
        BOOKINGS,
    )
}
# Nouns whose rows have names: what other rows refer to them by.
BY_NOUN = {
    "team": TEAMS,
    "location": LOCATIONS,
    "category": CATEGORIES,
    "skill": SKILLS,
    "project": PROJECTS,
    "person": PEOPLE,
}
