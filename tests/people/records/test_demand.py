"""What live projects need people for, and what of it they have found."""

from datetime import date, timedelta

import pytest

from people.models import Level
from people.records.demand import demands, missing_by_skill
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)


def fill(need, level=4, **booking):
    """Book somebody with the needed skill at that level on the project."""
    row = ExpertiseFactory(skill=need.skill, level=level)
    return AssignmentFactory(project=need.project, person=row.person, **booking)


def demand_for(need):
    return next(one for one in demands(need.skill) if one.need == need.pk)


def by_urgency(skill):
    found = sorted(demands(skill), key=lambda one: one.urgency)
    return [one.project_name for one in found]


def test_demand_says_what_is_asked_by_whom(python):
    project = ProjectFactory(name="Churn", status="staffing", ends_on=TODAY)
    need = SkillNeedFactory(project=project, skill=python, level=3, people=2)

    one = demand_for(need)
    assert (one.skill_name, one.level, one.people) == ("Python", Level.PRACTITIONER, 2)
    assert (one.project_name, one.project_slug) == ("Churn", "churn")
    assert (one.project_status, one.ends_on) == ("staffing", TODAY)


def test_more_people_than_asked_for_leave_nothing_missing(python):
    need = SkillNeedFactory(skill=python, people=1)
    fill(need)
    fill(need)

    one = demand_for(need)
    assert (one.found, one.missing) == (1, 0)


def test_level_of_another_skill_fills_nothing(python):
    need = SkillNeedFactory(skill=python, level=3)
    row = ExpertiseFactory(skill=SkillFactory(), level=4)
    ExpertiseFactory(skill=python, person=row.person, level=1)
    AssignmentFactory(project=need.project, person=row.person)

    assert demand_for(need).found == 0


def test_work_on_another_project_fills_nothing(python):
    need = SkillNeedFactory(skill=python)
    fill(SkillNeedFactory(skill=python))

    assert demand_for(need).found == 0


def test_needs_for_one_skill_at_two_levels_are_filled_apart(python):
    high = SkillNeedFactory(skill=python, level=4)
    low = SkillNeedFactory(project=high.project, skill=python, level=2)
    fill(low, level=3)

    assert (demand_for(high).found, demand_for(low).found) == (0, 1)


def test_one_person_fills_the_needs_for_two_skills(both):
    project = ProjectFactory()
    person = PersonFactory()
    AssignmentFactory(project=project, person=person)
    for skill in both:
        SkillNeedFactory(project=project, skill=skill)
        ExpertiseFactory(person=person, skill=skill, level=4)

    assert [[one.found for one in demands(skill)] for skill in both] == [[1], [1]]


def test_demand_for_one_skill_leaves_out_the_others(both):
    python, forecasting = both
    need = SkillNeedFactory(skill=python, people=2)
    SkillNeedFactory(project=need.project, skill=forecasting)
    fill(need)

    assert [(one.skill, one.found) for one in demands(python)] == [(python.pk, 1)]


def test_missing_people_add_up_over_projects(both):
    python, forecasting = both
    fill(SkillNeedFactory(skill=python, people=3))
    SkillNeedFactory(skill=python, people=1)
    fill(SkillNeedFactory(skill=forecasting))

    assert missing_by_skill() == {python.pk: 3, forecasting.pk: 0}


def test_surplus_of_one_project_does_not_help_another(python):
    full = SkillNeedFactory(skill=python, people=1)
    fill(full)
    fill(full)
    SkillNeedFactory(skill=python, people=2)

    assert missing_by_skill()[python.pk] == 2


@pytest.mark.parametrize(
    ("status", "day", "words"),
    [
        ("active", 0, "began 9 Mar"),
        ("active", 1, "starts 10 Mar"),
        ("active", -1, "began 8 Mar"),
        ("staffing", 0, "starts 9 Mar"),
        ("proposed", 1, "starts 10 Mar"),
        ("staffing", -1, "was to start 8 Mar"),
        ("proposed", -90, "was to start 9 Dec 2025"),
    ],
)
def test_a_project_that_waits_has_not_begun(python, status, day, words):
    starts_on = TODAY + timedelta(days=day)
    need = SkillNeedFactory(
        skill=python, project__starts_on=starts_on, project__status=status
    )

    assert demand_for(need).start == need.project.start == words


def test_a_project_may_have_no_first_day_yet(python):
    need = SkillNeedFactory(skill=python, project__starts_on=None)

    assert demand_for(need).start == "no start yet"


def test_what_is_missing_comes_before_what_is_filled(python):
    fill(SkillNeedFactory(skill=python, project__name="Full"))
    SkillNeedFactory(skill=python, project__name="Lacking")

    assert by_urgency(python) == ["Lacking", "Full"]


def test_soonest_start_comes_first_and_none_last(python):
    for name, start in (("Open", None), ("Later", 9), ("Soon", 1)):
        day = start and TODAY + timedelta(days=start)
        SkillNeedFactory(skill=python, project__name=name, project__starts_on=day)

    assert by_urgency(python) == ["Soon", "Later", "Open"]


def test_must_comes_before_should_and_could(python):
    for priority in ("could", "must", "should"):
        SkillNeedFactory(skill=python, priority=priority, project__name=priority)

    assert by_urgency(python) == ["must", "should", "could"]


def test_demands_cost_the_same_for_3_and_30(python, django_assert_num_queries):
    for _ in range(3):
        fill(SkillNeedFactory(skill=python))
    with django_assert_num_queries(2):
        demands(python)
    for _ in range(27):
        fill(SkillNeedFactory(skill=python))
    with django_assert_num_queries(2):
        demands(python)


def test_missing_people_cost_the_same_for_3_and_30(django_assert_num_queries):
    SkillNeedFactory.create_batch(3)
    with django_assert_num_queries(2):
        missing_by_skill()
    SkillNeedFactory.create_batch(27)
    with django_assert_num_queries(2):
        missing_by_skill()
