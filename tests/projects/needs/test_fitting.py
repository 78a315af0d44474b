"""Open seats that somebody could take."""

from datetime import date

import pytest
import time_machine

from people.models import Level
from projects.needs.fitting import seats_fitting
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return PersonFactory()


@pytest.fixture
def python(ana):
    skill = SkillFactory(name="Python")
    ExpertiseFactory(person=ana, skill=skill, level=3)
    return skill


def test_the_soonest_project_comes_first_and_one_without_days_last(ana, python):
    days = {"B": date(2026, 5, 4), "C": None, "A": date(2026, 4, 6)}
    for name, day in days.items():
        SkillNeedFactory(skill=python, project__name=name, project__starts_on=day)
    found = seats_fitting(ana.pk, 6)
    assert [need.project.name for need in found] == ["A", "B", "C"]


def test_no_more_are_told_than_asked_for(ana, python):
    SkillNeedFactory.create_batch(3, skill=python)
    assert len(seats_fitting(ana.pk, 2)) == 2


def test_seats_that_are_taken_are_passed_over(ana, python):
    taken, free = SkillNeedFactory.create_batch(2, skill=python, level=1)
    booking = AssignmentFactory(project=taken.project, status="confirmed")
    ExpertiseFactory(person=booking.person, skill=python, level=1)
    [found] = seats_fitting(ana.pk, 1)
    assert (found.pk, found.missing) == (free.pk, 1)


@pytest.mark.parametrize("level", Level)
def test_a_seat_fits_who_knows_at_least_what_it_asks(level, ana):
    skill = ExpertiseFactory(person=ana, level=level).skill
    for asked in Level:
        SkillNeedFactory(skill=skill, level=asked)
    found = seats_fitting(ana.pk, 6)
    assert [need.level for need in found] == list(range(1, level + 1))


@pytest.mark.parametrize(
    ("last", "is_found"),
    [(date(2026, 3, 8), False), (date(2026, 3, 9), True), (None, True)],
)
def test_a_project_that_should_have_ended_asks_nobody(last, is_found, ana, python):
    SkillNeedFactory(skill=python, project__starts_on=None, project__ends_on=last)
    with time_machine.travel("2026-03-09T12:00:00Z"):
        assert bool(seats_fitting(ana.pk, 6)) is is_found


def test_what_is_known_is_told_from_what_is_wanted(ana, python):
    SkillNeedFactory(skill=python)
    goal = LearningGoalFactory(person=ana)
    SkillNeedFactory(skill=goal.skill, welcomes_learner=True, people=2)
    found = seats_fitting(ana.pk, 6)
    assert {(one.skill.pk, one.is_known) for one in found} == {
        (python.pk, True),
        (goal.skill_id, False),
    }


def test_fitting_seats_cost_one_query_for_3_and_30(
    ana, python, django_assert_num_queries
):
    for count in (3, 27):
        SkillNeedFactory.create_batch(count, skill=python)
        with django_assert_num_queries(1):
            [str(need.project) for need in seats_fitting(ana.pk, 50)]
