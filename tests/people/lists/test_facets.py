"""The count beside an option is what choosing it gives."""

import pytest

from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.pages import ask

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]


@pytest.fixture(autouse=True)
def people():
    teams = [TeamFactory(name=name) for name in ("Data", "Web")]
    places = [LocationFactory(name=name) for name in ("Lisbon", "Boston")]
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    for number in range(4):
        person = PersonFactory(team=teams[number % 2], location=places[number // 3])
        ExpertiseFactory(person=person, skill=python, level=number + 1)
        if number:
            ExpertiseFactory(person=person, skill=sql)
        if number < 3:
            LearningGoalFactory(person=person, skill=python, target_level=4)
    SkillFactory(name="Cobol")


@pytest.mark.parametrize(
    ("query", "facet", "counts"),
    [
        ("", "team", {"data": 2, "web": 2}),
        ("", "location", {"lisbon": 3, "boston": 1}),
        ("", "goal", {"python": 3}),
        ("", "skill", {"python": 4, "sql": 3}),
        ("team=data", "team", {"data": 2, "web": 2}),
        ("team=data", "location", {"lisbon": 2}),
        ("goal=python", "goal", {"python": 3}),
        ("goal=python", "team", {"data": 2, "web": 1}),
        ("skill=python:3", "skill", {"python:3": 2, "sql": 2}),
        ("skill=python:3", "location", {"lisbon": 1, "boston": 1}),
        ("skill=python:4&team=data", "team", {"data": 0, "web": 1}),
        ("team=data&location=boston", "location", {"lisbon": 2, "boston": 0}),
    ],
)
def test_facet_counts_people_under_the_other_filters(
    query, facet, counts, manager_client
):
    assert ask(manager_client, query).facets[facet] == counts


@pytest.mark.parametrize("query", ["", "skill=python:2", "goal=python", "q=person"])
def test_choosing_an_option_gives_its_count(query, manager_client):
    for facet, options in ask(manager_client, query).facets.items():
        if f"{facet}=" not in query:
            for value, count in options.items():
                page = ask(manager_client, f"{query}&{facet}={value}")
                assert page.total == count, (facet, value)


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        *(("team", "data"), ("location", "lisbon"), ("goal", "python")),
        *(("skill", "python:3"), ("skill", "sql")),
    ],
)
def test_applied_value_stays_ticked_in_place(facet, value, manager_client):
    html = ask(manager_client, f"{facet}={value}").html
    box = html.split(f'data-facet="{facet}" data-value="{value}"')[1].split(">")[0]
    assert box.endswith(" checked")


def test_option_that_was_not_chosen_is_not_ticked(manager_client):
    html = ask(manager_client, "team=data").html
    box = html.split('data-facet="team" data-value="web"')[1].split(">")[0]
    assert "checked" not in box


def test_skill_that_nobody_has_is_not_offered(manager_client):
    facets = ask(manager_client, "").facets
    assert "cobol" not in facets["skill"]


def test_chosen_option_stays_even_if_it_leaves_nobody(manager_client):
    assert ask(manager_client, "goal=cobol").facets["goal"] == {"cobol": 0, "python": 3}


# Skills that are no longer offered


@pytest.fixture
def flash():
    """Ann knows it, Ben wants to learn it."""
    flash = SkillFactory(name="Flash", is_active=False)
    ExpertiseFactory(person=PersonFactory(name="Ann"), skill=flash)
    LearningGoalFactory(person=PersonFactory(name="Ben"), skill=flash)
    return flash


@pytest.mark.parametrize(
    ("query", "found"), [("skill=flash", "ann"), ("goal=flash", "ben")]
)
def test_a_skill_no_longer_offered_filters_and_says_so(
    query, found, flash, member_client
):
    html = member_client.get(f"/people/?{query}").content.decode()
    assert f'data-person="{found}"' in html
    assert "Flash (no longer offered)" in html


@pytest.mark.parametrize("address", ["/people/", "/people/?q=a", "/availability/"])
def test_unless_asked_for_it_is_not_offered(address, flash, member_client):
    assert 'data-value="flash"' not in member_client.get(address).content.decode()


@pytest.mark.parametrize("slug", ["ann", "ben"])
def test_a_profile_marks_what_is_no_longer_offered(slug, flash, member_client):
    html = member_client.get(f"/people/{slug}/").content.decode()
    assert html.count("no longer offered") == 1
