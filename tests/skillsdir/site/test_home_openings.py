"""Projects that look for people, as the home page tells them."""

from datetime import date, timedelta

import pytest

from people.records.demand import Demand, demands
from projects.needs.openings import Openings, openings
from projects.page.desk import at_hand, on_desk
from skillsdir.site.home import Opening
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.usefixtures("monday")
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def need(skill="Python", **fields):
    usual = dict.fromkeys(Demand._fields) | {
        "skill_name": skill,
        "least": 3,
        "people": 1,
        "priority": "must",
        "project_name": "Churn",
        "project_status": "staffing",
        "found": 0,
    }
    return Demand(**usual | fields)


# Words


def test_opening_says_the_status_in_words():
    assert Opening([need(project_status="staffing")]).status_label == "Staffing"


def test_missing_people_of_all_needs_add_up():
    assert Opening([need(people=3, found=1), need(people=1)]).missing == 3


def test_number_stands_where_more_than_one_is_missing():
    html = Opening([need("SQL", people=3, found=1), need("Go")]).skill_list

    assert "SQL × 2" in html
    assert "Go × " not in html


def test_musts_stand_out_and_come_first():
    html = Opening([need("SQL", priority="could"), need("Go")]).skill_list

    assert html.count("skill--asked") == 1
    assert html.index("Go") < html.index("SQL")


def test_five_skills_are_in_sight_and_the_others_counted():
    opening = Opening([need(f"S{number}") for number in range(7)])

    assert opening.skill_list.count("<li") == 5
    assert opening.more_skills == 2


# Order


def looking(name="Churn", starts_on=None, ends_on=None, **fields):
    """A project with a must that nobody fills."""
    project = ProjectFactory(
        name=name, status="active", starts_on=starts_on, ends_on=ends_on
    )
    SkillNeedFactory(project=project, **{"priority": "must"} | fields)
    return project


def names(most=6):
    return [needs[0].project_name for needs in openings(most).most_urgent]


@pytest.mark.django_db
def test_missing_must_is_more_urgent_than_an_earlier_start():
    looking("Could", TODAY, priority="could")
    looking("Must", TODAY + 90 * DAY)

    assert names() == ["Must", "Could"]


@pytest.mark.django_db
def test_projects_that_began_are_as_urgent_as_those_that_begin_today():
    for name, days in (("D", None), ("C", 1), ("B", -90), ("A", 0)):
        looking(name, days if days is None else TODAY + days * DAY)

    assert names() == ["A", "B", "C", "D"]


@pytest.mark.django_db
def test_project_that_lacks_more_people_is_more_urgent():
    for name, people in (("A", 1), ("B", 2)):
        looking(name, people=people)

    assert names() == ["B", "A"]


@pytest.mark.django_db
def test_project_that_should_be_over_is_the_least_urgent():
    looking("Over", TODAY - 90 * DAY, TODAY - DAY)
    looking("Could", priority="could")
    looking("Today", TODAY - 90 * DAY, TODAY)

    assert names() == ["Today", "Could", "Over"]


@pytest.mark.django_db
def test_names_of_equally_urgent_projects_are_in_order():
    for name in ("b", "B", "Ä", "a"):
        looking(name)

    assert names() == sorted(["b", "B", "Ä", "a"])


@pytest.mark.django_db
def test_needs_of_one_project_are_one_opening():
    project = ProjectFactory(status="active")
    SkillNeedFactory.create_batch(3, project=project)
    SkillNeedFactory(project__status="closed")

    [needs] = openings(6).most_urgent
    assert len(needs) == 3


@pytest.mark.django_db
def test_project_with_all_its_people_is_no_opening():
    one = SkillNeedFactory(project__status="active")
    person = ExpertiseFactory(skill=one.skill, level=4).person
    AssignmentFactory(project=one.project, person=person)

    assert openings(6) == Openings(0, [])


@pytest.mark.django_db
def test_opening_tells_its_open_needs_as_demand_does():
    one = SkillNeedFactory(project__status="active", people=3, level=2)
    person = ExpertiseFactory(skill=one.skill, level=4).person
    AssignmentFactory(project=one.project, person=person)

    assert openings(6).most_urgent == [demands(one.skill)]
    assert demands(one.skill)[0].found == 1


@pytest.mark.django_db
def test_all_projects_that_look_for_people_are_counted():
    for name in "ABC":
        looking(name)

    assert openings(2).count == 3
    assert names(2) == ["A", "B"]


# Queries


@pytest.mark.django_db
def test_openings_cost_the_same_for_3_and_30(django_assert_num_queries):
    for count in (3, 27):
        SkillNeedFactory.create_batch(count, project__status="active")
        with django_assert_num_queries(1):
            [Opening(needs).skill_list for needs in openings(6).most_urgent]


@pytest.mark.django_db
def test_projects_at_hand_cost_three_queries_for_3_and_30(
    manager, django_assert_num_queries
):
    for count in (3, 27):
        ProjectFactory.create_batch(count, status="closed")
        for one in ProjectFactory.create_batch(count, lead=manager.person):
            AssignmentFactory(project=one, status="tentative")
            SkillNeedFactory(project=one)
        with django_assert_num_queries(3):
            desk = list(on_desk(manager, 50))
            [one.words for one in at_hand(desk, set(), TODAY, 50)]


@pytest.mark.django_db
def test_home_of_a_manager_costs_the_same_for_3_and_30(
    manager_client, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(count):
        for person in PersonFactory.create_batch(count):
            AssignmentFactory.create_batch(2, person=person, percent=80)
            ExpertiseFactory(person=person, skill=SkillNeedFactory().skill)
        ProjectFactory.create_batch(count, status="closed")

    fill(3)
    with django_assert_max_num_queries(15) as few:
        manager_client.get("/")
    fill(27)
    with django_assert_num_queries(len(few)):
        manager_client.get("/")
