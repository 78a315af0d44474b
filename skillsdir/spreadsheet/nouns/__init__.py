"""The nouns of the directory, each before those that refer to it."""

from skillsdir.spreadsheet.nouns.absences import ABSENCES
from skillsdir.spreadsheet.nouns.bookings import BOOKINGS
from skillsdir.spreadsheet.nouns.endorsements import ENDORSEMENTS
from skillsdir.spreadsheet.nouns.expertise import EXPERTISE
from skillsdir.spreadsheet.nouns.goals import GOALS
from skillsdir.spreadsheet.nouns.needs import NEEDS
from skillsdir.spreadsheet.nouns.people import PEOPLE
from skillsdir.spreadsheet.nouns.places import LOCATIONS, TEAMS
from skillsdir.spreadsheet.nouns.projects import PROJECTS
from skillsdir.spreadsheet.nouns.skills import ALIASES, CATEGORIES, SKILLS

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
