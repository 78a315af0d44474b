"""A filter that is declared has its chip, facet, problem, way out and export."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict

from people.directory.facet_counts import CountedRows
from people.directory.filters import PersonFilterSet
from people.directory.listing import person_listing
from people.directory.search import ids_found
from people.lists.addresses import Address
from people.models import related
from tests.factories import AssignmentFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db


class WorkedFor(CountedRows):
    def keep(self, people, teams):
        teams = [team.pk for team in teams]
        return people.having(related("assignments").filter(project__team__in=teams))


class LongerFilterSet(PersonFilterSet):
    """The people list, and for whom people have worked."""

    worked_for = WorkedFor(
        "team",
        label="Worked for",
        words="Worked for {0.label}",
        counted="""
            SELECT project.team_id, NULL::int, count(DISTINCT person_id)
            FROM projects_assignment JOIN projects_project AS project
            ON project.id = project_id WHERE {whose} GROUP BY project.team_id
        """,
    )


@pytest.fixture(autouse=True)
def ada():
    """Ada worked for Data, Bo for nobody."""
    PersonFactory(name="Bo")
    ada = PersonFactory(name="Ada")
    AssignmentFactory(person=ada, project__team=TeamFactory(name="Data"))
    return ada


@pytest.fixture
def filterset(manager):
    request = SimpleNamespace(user=manager)
    return lambda query: LongerFilterSet(QueryDict(query), request=request)


@pytest.fixture
def listed(filterset, manager):
    def listed(query):
        address = Address("/people/", QueryDict(query))
        return person_listing(filterset(query), address, user=manager)

    return listed


def test_it_keeps_those_asked_for(listed):
    people = listed("worked_for=data").page.object_list
    assert [card.person.name for card in people] == ["Ada"]


def test_it_has_a_chip(listed):
    [chip] = listed("worked_for=data&sort=free").chips
    assert (chip.label, chip.href) == ("Worked for Data", "/people/?sort=free")


def test_it_has_a_facet_with_counts(listed):
    facet = listed("").panel["worked_for"]
    assert facet.label == "Worked for"
    assert 'value="data" data-facet="worked_for" data-value="data" data-count="1"' in (
        "".join(facet.first)
    )


def test_its_options_count_under_all_other_filters(listed):
    facet = listed("worked_for=data&q=bo").panel["worked_for"]
    assert ['data-count="0" checked' in box for box in facet.first] == [True]


def test_it_names_what_it_does_not_understand(listed):
    [problem] = listed("worked_for=mars&q=ada").problems
    assert problem.message == "“mars” is not a team here"
    assert problem.href == "/people/?q=ada"


def test_it_has_a_way_out(listed):
    ways = [(way.label, way.href) for way in listed("worked_for=data&q=bo").ways_out]
    assert ("Without Worked for Data", "/people/?q=bo") in ways


def test_exports_are_filtered_by_it(filterset, ada):
    asked = filterset("worked_for=data")
    assert asked.is_valid()
    assert list(ids_found(asked)) == [ada.pk]
