"""An organisation to ask about: the catalogue, teams and places that teams have."""

from datetime import date

import pytest
from django.core.management import call_command

from people.asking.read import read
from people.asking.words.names import lexicon
from people.lists.vocabulary import vocabulary
from people.models import Location, Team
from skillsdir.sample.content import LOCATIONS, TEAMS
from tests.factories import PersonFactory, ProjectFactory
from tests.once import rows_of_module

# A Saturday.
TODAY = date(2026, 11, 28)
PROJECTS = (
    *("Churn early warning", "Card fraud scoring", "Feature store", "Invoice reading"),
    *("Delivery route planner", "Metric library", "Carbon reporting"),
    "Price elasticity study",
)
PEOPLE = (
    *("Julia Chen", "Stan Kowalski", "Ana Silva", "Tomás Ribeiro", "Ruby Okafor"),
    "Maria London",
)


def make_organisation():
    call_command("load_skills", verbosity=0)
    for place in LOCATIONS:
        Location.objects.create(name=place.name, time_zone=place.time_zone)
    for team in TEAMS:
        Team.objects.create(name=team.name)
    for name in PEOPLE:
        PersonFactory(name=name, job_title="Data engineer")
    PersonFactory(name="Tove Lind", job_title="Statistician")
    for name in PROJECTS:
        ProjectFactory(name=name)


organisation = rows_of_module(make_organisation)


@pytest.fixture
def reading_of(organisation, db):
    """Reads a sentence as a manager asks it on that Saturday."""
    words = lexicon(vocabulary())

    def reading_of(text, *, may_see_rates=True):
        return read(text, words, TODAY, may_see_rates=lambda: may_see_rates)

    return reading_of
