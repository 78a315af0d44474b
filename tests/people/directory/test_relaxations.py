"""An empty result offers single changes, each with what it gives."""

import pytest

from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.pages import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people():
    """Ann, in Data, is free for half a week; Ben, in Web, not at all."""
    ann = PersonFactory(name="Ann", team=TeamFactory(name="Data"))
    ben = PersonFactory(name="Ben", team=TeamFactory(name="Web"))
    python = SkillFactory(name="Python")
    SkillFactory(name="Cobol")
    ExpertiseFactory(person=ann, skill=python, level=3)
    ExpertiseFactory(person=ben, skill=python, level=2)
    LearningGoalFactory(person=ben, skill=python, target_level=4)
    AssignmentFactory(person=ann, percent=45)
    AssignmentFactory(person=ben, percent=100)


def ways(client, query):
    page = ask(client, query)
    assert page.total == 0
    return dict(page.ways_out)


@pytest.mark.parametrize(
    ("query", "way", "count"),
    [
        ("skill=python:4", "skill=python:3", 1),
        ("skill=python:4&team=web", "team=web&skill=python:2", 1),
        ("skill=python&free=80", "skill=python&free=50", 1),
        ("skill=python&skill=cobol", "skill=python", 2),
        ("skill=python&goal=cobol", "skill=python", 2),
        ("team=data&goal=python", "team=data", 1),
        ("team=data&goal=python", "goal=python", 1),
        ("q=ann&team=web", "q=ann", 1),
        ("skill=python&tz=Europe/London", "skill=python", 2),
        ("skill=python&skill=cobol&match=all&sort=-name", "skill=python", 2),
    ],
)
def test_single_change_is_offered_with_its_count(query, way, count, manager_client):
    offered = {
        frozenset(pairs(href)): number
        for href, number in ways(manager_client, query).items()
    }
    kept = [one for one in pairs(query) if one[:5] in ("match", "sort=")]
    assert offered[frozenset([*pairs(way), *kept])] == count


def pairs(address):
    return address.partition("?")[2 if "?" in address else 0].split("&")


@pytest.mark.parametrize(
    "query",
    [
        *("skill=python:4&free=60", "skill=python:4", "q=ann&team=web&skill=python"),
        *("skill=python:4&skill=cobol&match=any", "team=data&goal=python&free=10"),
        *("tz=Asia/Tokyo&skill=python", "success=50&skill=python", "free=100&q=ann"),
    ],
)
def test_every_offer_gives_as_many_people_as_it_says(query, manager_client):
    for href, count in ways(manager_client, query).items():
        assert ask(manager_client, href.partition("?")[2]).total == count, href


def test_success_rate_is_eased_to_the_best_there_is(manager_client):
    for outcome in ("in_use", "answered", "not_met"):
        project = ProjectFactory(status="closed", outcome=outcome)
        AssignmentFactory(person=PersonFactory(name=outcome), project=project)
    found = ways(manager_client, "success=100&judged=1&q=not_met")
    assert found == {
        "/people/?judged=1&q=not_met": 1,
        "/people/?success=100&judged=1": 2,
    }


def test_criteria_stay_when_nobody_is_found(manager_client):
    page = ask(manager_client, "skill=python:4&free=60")
    assert set(page.chips) == {"skill=python:4", "free=60"}
    assert "Nobody meets all of these conditions" in page.html


def test_conditions_by_themselves_are_offered_where_no_change_helps(manager_client):
    query = "skill=cobol&goal=cobol&team=data"
    assert ways(manager_client, query) == {"/people/?team=data": 1}
    assert ">Drop all but Data</a>" in ask(manager_client, query).html


def test_a_text_by_itself_stays_a_text(manager_client):
    offered = ways(
        manager_client, "text=1&q=python&goal=cobol&team=web&free=100&skill=cobol"
    )
    assert "/people/?q=python&text=1" in offered
    assert (
        ask(manager_client, "q=python&text=1").total
        == offered["/people/?q=python&text=1"]
    )


def test_any_of_the_skills_is_offered_instead_of_all(manager_client):
    offered = ways(manager_client, "skill=python&skill=cobol&team=web")
    assert offered["/people/?skill=python&skill=cobol&team=web&match=any"] == 1


def test_any_of_the_skills_stays_any_when_it_is_offered_alone(manager_client):
    query = "skill=python:4&skill=python:3&match=any&goal=cobol&team=web&q=zebra"
    offered = ways(manager_client, query)
    assert offered["/people/?skill=python:4&skill=python:3&match=any"] == 1


def test_list_with_people_offers_no_way_out(manager_client):
    assert ask(manager_client, "skill=python").ways_out == []


def test_ways_out_take_few_queries(manager_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        manager_client.get(
            "/people/?q=ann&skill=cobol:4&skill=python:2&goal=python&free=90&team=data"
            "&tz=Europe/London&success=90&judged=1&sort=success"
        )
