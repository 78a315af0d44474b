"""Each filter of the people list four times: alone both ways, unknown, combined."""

from datetime import date

import pytest

from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.once import rows_of_module
from tests.people.pages import ask, listed

pytestmark = [
    pytest.mark.usefixtures("monday"),
    pytest.mark.django_db,
    pytest.mark.looks_again,
]


def make_people():
    """Ann has everything that is asked for; Ben something, or something less."""
    data, web = TeamFactory(name="Data"), TeamFactory(name="Web")
    lisbon = LocationFactory(name="Lisbon", time_zone="Europe/Lisbon")
    boston = LocationFactory(name="Boston", time_zone="America/New_York")
    ann = PersonFactory(name="Ann", team=data, location=lisbon, job_title="Analyst")
    ben = PersonFactory(name="Ben", team=web, location=boston, job_title="Builder")
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    for person, skill, level in ((ann, python, 4), (ben, python, 1), (ben, sql, 4)):
        ExpertiseFactory(person=person, skill=skill, level=level)
    LearningGoalFactory(person=ann, skill=sql)
    LearningGoalFactory(person=ben, skill=sql, status="achieved")
    churn = ProjectFactory(name="Churn", status="closed", outcome="in_use")
    AssignmentFactory(person=ann, project=churn, percent=20)
    AssignmentFactory(person=ben, project=ProjectFactory(name="Fraud"), percent=60)


people = rows_of_module(make_people, autouse=True)


@pytest.mark.parametrize(
    "query",
    [
        *("q=ann", "q=analyst", "q=churn", "skill=python:2", "skill=python:4"),
        *("match=any&skill=python:4&skill=python:3", "goal=sql", "free=80"),
        *("free=41", "team=data", "location=lisbon", "tz=Europe/Berlin&overlap=6"),
        *("success=100&judged=1", "success=0&judged=1", "project=churn"),
    ],
)
def test_filter_finds_who_matches_and_excludes_who_does_not(query, manager_client):
    found = listed(manager_client, query)
    assert found == ["ann"]


@pytest.mark.parametrize(
    "query",
    [
        *("q=zebra", "skill=sql:4&skill=python:2", "goal=python", "free=81"),
        *("team=data&location=boston", "tz=Asia/Tokyo&overlap=3", "success=1"),
        *("project=churn&q=ben", "free=80&project=fraud"),
        *("goal=sql&skill=sql", "success=100&judged=2", "q=ann+fraud"),
    ],
)
def test_filters_exclude_who_fails_one_of_them(query, manager_client):
    assert listed(manager_client, query) == []


@pytest.mark.parametrize(
    "query",
    [
        *(
            "skill=python&team=data",
            "text=1&q=python&location=lisbon",
            "goal=sql&free=50",
        ),
        *("skill=python:3&goal=sql&team=data&location=lisbon&project=churn&free=80",),
        *("team=data&team=web&goal=sql", "match=any&skill=sql&skill=python:4&free=50"),
        *("tz=Europe/London&skill=python&success=50&judged=1",),
    ],
)
def test_filters_combine(query, manager_client):
    assert listed(manager_client, query) == ["ann"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("skill", "cobol"),
            ("skill", "python:5"),
            ("skill", "python:"),
            ("skill", ":2"),
        ),
        *(("goal", "cobol"), ("free", "0"), ("free", "101"), ("free", "half")),
        *(("from", "tomorrow"), ("from", "2026-02-30"), ("to", "2026-03-01")),
        *(
            ("to", "9999-12-31"),
            ("team", "sales"),
            ("location", "mars"),
            ("tz", "Mars"),
        ),
        *(
            ("success", "101"),
            ("success", "-1"),
            ("project", "apollo"),
            ("sort", "age"),
        ),
        *(("sort", "--name"), ("match", "none"), ("page", "abc"), ("page", "0")),
    ],
)
def test_value_that_is_not_understood_is_named(name, value, manager_client):
    page = ask(manager_client, f"{name}={value}")
    assert (page.total, page.people) == (0, [])
    assert f"<code>{name}</code>" in page.html
    assert f"“{value.partition(':')[0]}" in page.html or f"“{value}" in page.html


@pytest.mark.parametrize(
    ("name", "value"), [("overlap", "25"), ("judged", "0"), ("judged", "many")]
)
def test_modifier_that_is_not_understood_is_named(name, value, manager_client):
    page = ask(manager_client, f"tz=Europe/London&success=1&{name}={value}")
    assert page.people == []
    assert f"<code>{name}</code> “{value}”" in page.html


def test_each_problem_has_a_way_on_without_it(manager_client):
    html = ask(manager_client, "free=0&team=data&sort=age").html
    assert 'href="/people/?team=data&amp;sort=age"' in html
    assert 'href="/people/?free=0&amp;team=data"' in html


def test_parameters_unknown_to_the_list_change_nothing(manager_client):
    assert listed(manager_client, "utm_source=mail&order=4") == ["ann", "ben"]


def test_level_counts_for_the_skill_it_is_asked_of(manager_client):
    """Python at 1 and SQL at 4 are not Python at 4."""
    assert "ben" not in listed(manager_client, "skill=python:4")
    assert listed(manager_client, "skill=sql:4") == ["ben"]


def test_skills_combine_by_all_unless_any_is_asked_for(manager_client):
    query = "skill=python:1&skill=sql"
    assert listed(manager_client, query) == ["ben"]
    assert listed(manager_client, f"{query}&match=all") == ["ben"]
    assert listed(manager_client, f"{query}&match=any") == ["ann", "ben"]


def test_person_who_left_is_listed_until_the_last_day(manager_client):
    PersonFactory(name="Last", left_on=date(2026, 3, 9))
    PersonFactory(name="Gone", left_on=date(2026, 3, 8))
    assert listed(manager_client, "") == ["ann", "ben", "last"]


def test_window_says_when_somebody_must_be_free(manager_client):
    away = PersonFactory(name="Cid")
    AbsenceFactory(person=away, starts_on=date(2026, 5, 4), ends_on=date(2026, 5, 8))
    assert "cid" in listed(manager_client, "free=100")
    assert "cid" not in listed(manager_client, "free=100&from=2026-05-04&to=2026-05-10")
    assert "cid" in listed(manager_client, "free=100&from=2026-05-04&to=2026-05-11")


def test_window_without_an_end_is_four_weeks(manager_client):
    AssignmentFactory(
        person=PersonFactory(name="Cid"), percent=100, starts_on=date(2026, 6, 29)
    )
    assert "cid" in listed(manager_client, "free=50&from=2026-05-31")
    assert "cid" not in listed(manager_client, "free=50&from=2026-06-02")


def test_rate_alone_asks_for_three_judged_projects(manager_client):
    cid = PersonFactory(name="Cid")
    for outcome in ("in_use", "answered", "not_met"):
        project = ProjectFactory(status="closed", outcome=outcome)
        AssignmentFactory(person=cid, project=project, percent=1)
    assert listed(manager_client, "success=66") == ["cid"]
    assert listed(manager_client, "success=67") == []
