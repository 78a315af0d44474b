"""People and the counts of all options in one query."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict

from people.directory.facet_counts import facets_chosen
from people.directory.filters import PersonFilterSet
from people.directory.search import ids_found, search
from people.models import Person
from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SkillFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Ada and Bo with Python, Ada and Cy in a team, Bo and Cy with a goal."""
    python, data = SkillFactory(name="Python"), TeamFactory(name="Data")
    ada, bo, cy = (PersonFactory(name=name) for name in ("Ada", "Bo", "Cy"))
    Person.objects.filter(pk__in=(ada.pk, cy.pk)).update(team=data)
    ExpertiseFactory(person=ada, skill=python, level=2)
    ExpertiseFactory(person=bo, skill=python, level=4)
    sql = SkillFactory(name="SQL")
    for person in (bo, cy):
        LearningGoalFactory(person=person, skill=sql)
    return ada.pk, bo.pk, cy.pk


@pytest.fixture
def filterset(manager):
    request = SimpleNamespace(user=manager)

    def filterset(query):
        made = PersonFilterSet(QueryDict(query), request=request)
        assert made.is_valid()
        return made

    return filterset


def option(found, facet, value):
    return next(one for one in found.facets[facet] if one.value == value)


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        *(("", 2), ("skill=python&team=data", 1), ("skill=python&match=any", 2)),
        *(("free=10", 1), ("tz=Europe/Berlin", 2), ("success=50", 3)),
        *(("sort=free", 3), ("free=10&sort=free", 2), ("sort=success", 4)),
    ],
)
def test_a_search_takes_few_queries(
    query, queries, people, filterset, django_assert_num_queries
):
    asked = filterset(query)
    assert asked.vocabulary
    with django_assert_num_queries(queries):
        search(asked)


@pytest.mark.parametrize(
    ("query", "facet", "value", "count"),
    [
        ("team=data", "team", "data", 2),
        ("team=data", "skill", "python", 1),
        ("team=data&goal=sql", "team", "data", 1),
        ("team=data&goal=sql", "goal", "sql", 1),
        ("skill=python:3&skill=sql&match=any", "asked", "python:3", 1),
        ("skill=python:3&skill=sql&match=any", "skill", "python", 2),
        ("skill=python&match=any&goal=sql", "goal", "sql", 1),
    ],
)
def test_an_option_counts_people_under_the_other_filters(
    query, facet, value, count, people, filterset
):
    assert option(search(filterset(query)), facet, value).count == count


@pytest.mark.parametrize("query", ["", "sort=-name", "sort=free", "free=1&sort=-name"])
def test_people_are_found_in_order(query, people, filterset, manager):
    Person.objects.exclude(pk__in=people).delete()
    found = search(filterset(query)).people
    turned = query.endswith("-name")
    assert found == list(reversed(people) if turned else people)
    assert list(ids_found(filterset(query))) == found


def test_nobody_is_found_where_nobody_can_be(people, filterset):
    asked = filterset("team=data")
    asked.people = Person.objects.none
    found = search(asked)
    assert found.people == []
    assert option(found, "team", "data").count == 0


@pytest.mark.parametrize(
    ("query", "facets"),
    [
        *(("", []), ("skill=python", []), ("match=any", [])),
        ("skill=python&match=any&team=data", ["skill", "team"]),
        # Counted of all who are here, whoever passes.
        *(("goal=python", []), ("skill=python&match=any", []), ("team=data", [])),
    ],
)
def test_facets_with_a_choice_count_those_who_fail_it(query, facets, people, filterset):
    assert facets_chosen(filterset(query)) == facets
