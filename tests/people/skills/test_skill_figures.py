"""What is counted of skills: people, levels, wishes, demand, near skills."""

from datetime import date, timedelta

import pytest

from people.models import Level
from people.records.wishes import with_service
from people.skills.figures import SkillFigures, skill_figures
from people.skills.page import near_skills
from projects.models import SkillNeed
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)


def test_figures_equal_a_plain_count(python):
    for level in (1, 3, 3, 4):
        ExpertiseFactory(skill=python, level=level)
    LearningGoalFactory(skill=python)
    LearningGoalFactory(skill=python, status="achieved")
    SkillNeedFactory(skill=python, people=2)

    figures = skill_figures()[python.pk]
    assert (figures.people, figures.wanted, figures.missing) == (4, 1, 2)
    assert [figures.at_least(level) for level in Level] == [4, 3, 3, 1]
    assert figures.words == "1 Expert, 2 Practitioner, 1 Awareness"


def test_people_who_left_are_in_no_figure(python):
    gone = PersonFactory(left_on=TODAY - timedelta(days=1))
    ExpertiseFactory(skill=python, person=gone)
    LearningGoalFactory(skill=python, person=gone)

    assert skill_figures() == {}


def test_highest_column_is_the_most_common_level():
    figures = SkillFigures()
    figures.levels.update({1: 1, 4: 8})

    assert figures.columns == "M4 8v-1M34 8v-8"


@pytest.mark.parametrize(
    ("booking", "missing"),
    [
        ({}, 1),
        ({"status": "tentative"}, 2),
        ({"starts_on": TODAY + timedelta(days=30)}, 1),
        ({"ends_on": TODAY}, 1),
        ({"ends_on": TODAY - timedelta(days=1)}, 2),
    ],
)
def test_confirmed_team_of_now_and_later_covers_demand(python, booking, missing):
    need = SkillNeedFactory(skill=python, people=2, level=3)
    person = ExpertiseFactory(skill=python, level=3).person
    AssignmentFactory(project=need.project, person=person, **booking)

    assert skill_figures()[python.pk].missing == missing


def test_level_below_the_need_covers_nothing(python):
    need = SkillNeedFactory(skill=python, level=3)
    person = ExpertiseFactory(skill=python, level=2).person
    AssignmentFactory(project=need.project, person=person)

    assert skill_figures()[python.pk].missing == 1


def test_two_bookings_of_one_person_count_once(python):
    need = SkillNeedFactory(skill=python, people=2, level=3)
    person = ExpertiseFactory(skill=python, level=3).person
    AssignmentFactory.create_batch(2, project=need.project, person=person)

    assert skill_figures()[python.pk].missing == 1


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_projects_that_are_over_demand_nothing(python, status):
    SkillNeedFactory(skill=python, project__status=status)

    assert skill_figures() == {}


def test_demand_agrees_with_open_needs_of_projects(both):
    needs = [
        SkillNeedFactory(skill=skill, level=level, people=2)
        for skill in both
        for level in (2, 4)
    ]
    for need, level in zip(needs, (1, 2, 3, 4), strict=True):
        person = ExpertiseFactory(skill=need.skill, level=level).person
        AssignmentFactory(project=need.project, person=person)

    short = {pk for pk, figures in skill_figures().items() if figures.missing}
    assert short == set(SkillNeed.objects.open().values_list("skill", flat=True))


def is_unserved(goal):
    return with_service(type(goal).objects.filter(pk=goal.pk)).get().is_unserved


def test_goal_is_unserved_after_half_a_year(python):
    old, young = (
        LearningGoalFactory(skill=python, set_on=TODAY - timedelta(days=days))
        for days in (184, 183)
    )

    assert is_unserved(old)
    assert not is_unserved(young)


@pytest.mark.parametrize(
    ("booking", "expected"),
    [
        ({}, False),
        ({"status": "tentative"}, True),
        ({"starts_on": TODAY + timedelta(days=1)}, True),
        ({"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}, True),
    ],
)
def test_project_that_uses_the_skill_serves_the_goal(python, booking, expected):
    goal = LearningGoalFactory(skill=python, set_on=date(2025, 1, 1))
    AssignmentFactory(person=goal.person, skills=[python], **booking)

    assert is_unserved(goal) is expected


def have(people, *skills):
    for person in people:
        for skill in skills:
            ExpertiseFactory(person=person, skill=skill)


def test_near_skill_has_its_people_and_lift(both):
    people = PersonFactory.create_batch(10)
    have(people[:4], *both)
    have(people[4:5], both[0])

    (near,) = near_skills(both[0], 5, 10)
    assert (near.skill, near.both, near.either) == (both[1], 4, 5)
    assert near.times == "2.0"


def test_near_skill_needs_three_people_together(both):
    people = PersonFactory.create_batch(10)
    have(people[:2], *both)
    have(people[2:3], both[0])

    assert near_skills(both[0], 3, 10) == []


def test_skill_that_everybody_has_is_near_to_none(both):
    people = PersonFactory.create_batch(6)
    have(people, both[1])
    have(people[:4], both[0])

    assert near_skills(both[0], 4, 6) == []


def test_nearest_skill_is_the_one_with_the_larger_shared_part(both):
    people = PersonFactory.create_batch(12)
    narrow = SkillFactory(name="Narrow")
    have(people[:6], *both)
    have(people[:3], narrow)

    near = near_skills(both[0], 6, 12)
    assert [one.skill for one in near] == [both[1], narrow]
