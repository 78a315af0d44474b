"""Skills that the same people have: how near, how much more often than by chance."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import Skill
from people.skills.page import NearSkill, near_skills
from tests.factories import ExpertiseFactory, PersonFactory, SkillFactory

pytestmark = pytest.mark.django_db


def stated(skill, people):
    for person in people:
        ExpertiseFactory(skill=skill, person=person)


@pytest.fixture
def people():
    return PersonFactory.create_batch(12)


def near(skill, everybody=12):
    return near_skills(skill, skill.expertise.count(), everybody)


def names(found):
    return [one.skill.name for one in found]


def test_nearness_is_the_shared_part_of_all_who_have_either(python, people):
    stated(python, people[:6])
    stated(SkillFactory(name="SQL"), people[3:8])

    [sql] = near(python)
    assert (sql.both, sql.either, sql.percent) == (3, 8, 38)


def test_lift_compares_with_chance(python, people):
    stated(python, people[:4])
    stated(SkillFactory(name="SQL"), people[:4])

    [sql] = near(python)
    assert sql.times == "3.0"


def test_skill_that_goes_together_as_often_as_by_chance_is_not_near(python, people):
    stated(python, people[:6])
    # Half of all people, and half of those who know Python.
    stated(SkillFactory(), people[3:9])

    assert near(python) == []


def test_people_who_left_bring_no_skills_together(python, people):
    stated(python, people[:4])
    stated(SkillFactory(), people[:3])
    people[0].left_on = timezone.localdate() - timedelta(days=1)
    people[0].save()

    assert near_skills(python, 3, 11) == []


def test_skill_no_longer_offered_is_not_near(python, people):
    stated(python, people[:4])
    stated(SkillFactory(is_active=False), people[:4])

    assert near(python) == []


def test_of_two_as_near_the_older_skill_comes_first(python, people):
    stated(python, people[:4])
    for name in ("Zig", "Ada"):
        stated(SkillFactory(name=name), people[:4])

    assert names(near(python)) == ["Zig", "Ada"]


def test_all_that_are_near_are_found(python, people):
    stated(python, people[:4])
    for _ in range(10):
        stated(SkillFactory(), people[:4])

    assert len(near(python)) == 10


def test_part_is_rounded_to_a_whole_percent():
    one = NearSkill(Skill(name="SQL"), both=2, either=3, lift=1.25)

    assert (one.percent, one.times) == (67, "1.2")


def test_page_of_a_skill_leads_to_the_near_ones(member_client, python, people):
    stated(python, people[:4])
    stated(SkillFactory(name="Databases"), people[:4])

    page = member_client.get("/skills/python/").content.decode()
    assert 'href="/skills/databases/"' in page


def test_near_skills_cost_the_same_for_3_and_30(
    python, people, django_assert_num_queries
):
    stated(python, people[:4])
    for skill in SkillFactory.create_batch(3):
        stated(skill, people[:4])
    with django_assert_num_queries(2):
        near_skills(python, 4, 12)
    for skill in SkillFactory.create_batch(27):
        stated(skill, people[:4])
    with django_assert_num_queries(2):
        near_skills(python, 4, 12)


def test_skill_of_two_people_asks_for_no_near_ones(python, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert near_skills(python, holders=2, everybody=12) == []
