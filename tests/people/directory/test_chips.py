"""Chips: one for each applied value, and each takes exactly that one away."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.factories import (
    LocationFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.pages import ask

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
EVERYTHING = [
    *(("q", "ann & ben"), ("skill", "python:3"), ("skill", "sql"), ("goal", "sql")),
    *(("free", "40"), ("from", "2026-03-09"), ("to", "2026-04-10"), ("team", "data")),
    *(("team", "web"), ("location", "lisbon"), ("tz", "Europe/London")),
    *(("success", "50"), ("project", "churn")),
]
MODIFIERS = "&match=any&overlap=2&judged=1&sort=-name&page=2"


@pytest.fixture(autouse=True)
def vocabulary():
    for name in ("Python", "SQL"):
        SkillFactory(name=name)
    for name in ("Data", "Web"):
        TeamFactory(name=name)
    LocationFactory(name="Lisbon")
    ProjectFactory(name="Churn")


def query_of(pairs):
    return "&".join(
        f"{name}={value.replace('&', '%26').replace(' ', '+')}" for name, value in pairs
    )


def test_every_applied_value_has_a_chip(manager_client):
    chips = ask(manager_client, query_of(EVERYTHING) + MODIFIERS).chips
    assert set(chips) == {f"{name}={value}" for name, value in EVERYTHING}


@pytest.mark.parametrize("pair", EVERYTHING, ids="=".join)
def test_chip_takes_exactly_its_own_value_away(pair, manager_client):
    chips = ask(manager_client, query_of(EVERYTHING) + MODIFIERS).chips
    left = parse_qsl(urlsplit(chips["=".join(pair)]).query)
    kept = parse_qsl(MODIFIERS.replace("&page=2", "").strip("&"))
    assert sorted(left) == sorted([one for one in EVERYTHING if one != pair] + kept)


def test_chip_of_the_last_filter_leads_to_the_plain_list(manager_client):
    assert ask(manager_client, "team=data").chips == {"team=data": "/people/"}


def test_plain_list_has_no_chips(manager_client):
    assert ask(manager_client, "sort=-name&page=1").chips == {}


def test_value_asked_for_twice_has_one_chip(manager_client):
    chips = ask(manager_client, "skill=sql&skill=sql&team=web&team=web").chips
    assert list(chips) == ["skill=sql", "team=web"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("skill=python:3", "Python, Practitioner or above"),
        ("goal=sql", "Wants to learn SQL"),
        ("tz=Europe/London&overlap=2.5", "2.5 h shared with Europe/London"),
        ("success=60&judged=4", "60 % of 4 or more succeeded"),
        ("project=churn", "On Churn"),
        ("from=2031-03-09&free=50", "50 % free, 9 Mar 2031 – 5 Apr 2031"),
        ("from=2031-03-09&to=2031-03-20&free=50", "50 % free"),
    ],
)
def test_chip_says_what_it_asks_for(query, words, manager_client):
    assert f">{words}<" in ask(manager_client, query).html


def test_list_with_a_problem_has_no_chips(manager_client):
    assert ask(manager_client, "team=data&free=0").chips == {}
