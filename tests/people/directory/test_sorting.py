"""The order of the people list: best first, a minus turns it round, ties by name."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
)
from tests.people.pages import listed

pytestmark = [pytest.mark.django_db]
TODAY = datetime(2026, 3, 9, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False):
        yield


def judged(person, outcomes):
    """Book the person on closed projects with these outcomes."""
    for outcome in outcomes:
        project = ProjectFactory(status="closed", outcome=outcome)
        AssignmentFactory(project=project, person=person, ends_on=date(2026, 2, 1))


def test_names_sort_without_regard_to_accents_and_case(manager_client):
    for name in ("abel B", "Ábel A", "Zoë", "Zoe A"):
        PersonFactory(name=name)
    assert listed(manager_client, "") == ["abel-a", "abel-b", "zoe", "zoe-a"]
    assert listed(manager_client, "sort=-name") == ["zoe-a", "zoe", "abel-b", "abel-a"]


@pytest.fixture
def two_skills():
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    for name, levels in (("Ann", (4, 1)), ("Ben", (3, 3)), ("Cid", (1, 4))):
        person = PersonFactory(name=name)
        for skill, level in zip((python, sql), levels, strict=True):
            ExpertiseFactory(person=person, skill=skill, level=level)


def test_level_sorts_by_the_sum_of_asked_levels(two_skills, manager_client):
    assert listed(manager_client, "skill=python&skill=sql&sort=level") == [
        "ben",
        "ann",
        "cid",
    ]


def test_level_turned_round_keeps_ties_by_name(two_skills, manager_client):
    assert listed(manager_client, "skill=python&skill=sql&sort=-level") == [
        "ann",
        "cid",
        "ben",
    ]


def test_level_disregards_skills_that_were_not_asked(two_skills, manager_client):
    assert listed(manager_client, "skill=python&sort=level") == ["ann", "ben", "cid"]


def test_level_without_a_skill_sorts_by_name(two_skills, manager_client):
    assert listed(manager_client, "sort=level") == ["ann", "ben", "cid"]


def test_free_sorts_by_the_worst_day_most_first(manager_client):
    for name, percent in (("Ann", 80), ("Ben", 20), ("Cid", 80)):
        AssignmentFactory(person=PersonFactory(name=name), percent=percent)
    assert listed(manager_client, "sort=free") == ["ben", "ann", "cid"]
    assert listed(manager_client, "sort=-free") == ["ann", "cid", "ben"]


def test_confirmed_sorts_newest_first_and_never_last(manager_client):
    for name, day in (("Ann", 1), ("Ben", 5), ("Cid", None)):
        moment = day and datetime(2026, 2, day, tzinfo=UTC)
        PersonFactory(name=name, confirmed_at=moment)
    assert listed(manager_client, "sort=confirmed") == ["ben", "ann", "cid"]
    assert listed(manager_client, "sort=-confirmed") == ["cid", "ann", "ben"]


def test_one_of_one_never_stands_above_eighteen_of_twenty(manager_client):
    judged(PersonFactory(name="Ann"), ["in_use"])
    judged(PersonFactory(name="Ben"), ["in_use"] * 18 + ["not_met"] * 2)
    judged(PersonFactory(name="Cid"), ["in_use"] + ["not_met"] * 3)
    assert listed(manager_client, "sort=success") == ["ben", "ann", "cid"]


def test_equal_success_rates_sort_by_name(manager_client):
    judged(PersonFactory(name="Ann"), ["in_use", "answered", "not_met"] * 5)
    PersonFactory(name="Ben")
    PersonFactory(name="Abe")
    assert listed(manager_client, "sort=success") == ["abe", "ann", "ben"]
