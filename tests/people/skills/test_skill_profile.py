"""What the page of one skill gathers: holders, mentors, wishes, demand, figures."""

from datetime import date

import pytest

from people.skills.page import SkillProfile
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillNeedFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def names(holders):
    return [one.person.name for one in holders]


def booked(skill, level, percent, **fields):
    row = ExpertiseFactory(skill=skill, level=level, **fields)
    return AssignmentFactory(person=row.person, percent=percent)


def test_every_level_has_a_group_experts_first(python):
    groups = SkillProfile(python).groups

    assert [one.level for one in groups] == [4, 3, 2, 1]
    assert {(one.count, one.at_least) for one in groups} == {(0, 0)}


def test_group_counts_those_at_its_level_and_those_above(python):
    for level in (4, 3, 3, 1):
        ExpertiseFactory(skill=python, level=level)

    counts = [(one.count, one.at_least) for one in SkillProfile(python).groups]
    assert counts == [(1, 1), (2, 3), (0, 3), (1, 4)]


def test_names_stand_as_in_the_people_list(python):
    for name in ("bo", "Zoë", "Ábel", "Abe"):
        ExpertiseFactory(skill=python, level=2, person__name=name)

    assert names(SkillProfile(python).groups[2].holders) == [
        "Abe",
        "Ábel",
        "bo",
        "Zoë",
    ]


@pytest.mark.parametrize(
    ("percent", "words"), [(90, "10 % free now"), (95, "100 % free from 23 Mar")]
)
def test_less_than_half_a_day_a_week_is_not_worth_telling(python, percent, words):
    person = ExpertiseFactory(skill=python, level=4).person
    AssignmentFactory(person=person, percent=percent, ends_on=date(2026, 3, 20))

    [holder] = SkillProfile(python).groups[0].holders
    assert holder.free == words


def test_mentor_of_two_as_free_is_the_better_one(python):
    for level, name in ((3, "Practised"), (4, "Expert")):
        booked(python, level, 50, person__name=name)

    assert names(SkillProfile(python).mentors) == ["Expert", "Practised"]


def test_six_mentors_are_shown(python):
    for _ in range(8):
        ExpertiseFactory(skill=python, level=3)

    assert len(SkillProfile(python).mentors) == 6


def test_mentor_beyond_the_first_25_is_found(python):
    for number in range(25):
        booked(python, 3, 90, person__name=f"A{number:02}")
    booked(python, 3, 10, person__name="Zoë")

    profile = SkillProfile(python)
    assert names(profile.mentors)[0] == "Zoë"
    assert "Zoë" not in names(profile.groups[1].holders)


def test_somebody_away_all_the_time_is_the_last_mentor(python):
    booked(python, 3, 80, person__name="Busy")
    away = ExpertiseFactory(skill=python, level=4, person__name="Away").person
    AbsenceFactory(person=away, starts_on=date(2026, 3, 2), ends_on=date(2026, 5, 1))

    assert names(SkillProfile(python).mentors) == ["Busy", "Away"]


def test_most_pressing_wish_comes_first_then_the_oldest(python):
    for priority, day in ((1, 1), (3, 9), (3, 2)):
        LearningGoalFactory(skill=python, priority=priority, set_on=date(2026, 2, day))

    wishes = SkillProfile(python).wishes
    assert [(one.priority, one.set_on.day) for one in wishes] == [
        (3, 2),
        (3, 9),
        (1, 1),
    ]


def test_wishes_beyond_eight_are_counted(python):
    LearningGoalFactory.create_batch(10, skill=python)

    profile = SkillProfile(python)
    assert (len(profile.wishes), profile.more_wishes) == (8, 2)


def test_projects_are_counted_once_whatever_they_need(python):
    project = ProjectFactory()
    for level in (2, 4):
        SkillNeedFactory(project=project, skill=python, level=level)
    SkillNeedFactory(skill=python)

    profile = SkillProfile(python)
    assert (len(profile.demands), profile.project_count) == (3, 2)


def test_eight_most_urgent_demands_are_in_sight(python):
    for day in range(1, 10):
        SkillNeedFactory(
            skill=python,
            project__name=f"P{day}",
            project__starts_on=date(2026, 4, 10 - day),
        )

    first = [one.project_name for one in SkillProfile(python).first_demands]
    assert first == ["P9", "P8", "P7", "P6", "P5", "P4", "P3", "P2"]


def test_missing_people_of_all_projects_add_up(python):
    need = SkillNeedFactory(skill=python, people=3, level=2)
    row = ExpertiseFactory(skill=python, level=2)
    AssignmentFactory(project=need.project, person=row.person)
    SkillNeedFactory(skill=python, people=2)

    assert SkillProfile(python).figures.missing == 4


def test_other_names_are_told(member_client, python):
    SkillAliasFactory(skill=python, name="py")

    assert "Also called py" in text_of(member_client.get(python.get_absolute_url()))


def test_profile_costs_the_same_for_3_and_30(
    python, django_assert_max_num_queries, django_assert_num_queries
):
    def add(count):
        for _ in range(count):
            booked(python, 3, 50)
        LearningGoalFactory.create_batch(count, skill=python)
        SkillNeedFactory.create_batch(count, skill=python)

    add(3)
    with django_assert_max_num_queries(11) as few:
        SkillProfile(python)
    add(27)
    with django_assert_num_queries(len(few)):
        SkillProfile(python)


def test_skill_that_nobody_has_costs_no_more(python, django_assert_max_num_queries):
    PersonFactory.create_batch(3)
    with django_assert_max_num_queries(11):
        assert SkillProfile(python).figures.people == 0
