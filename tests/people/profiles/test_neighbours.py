"""Colleagues with much the same skills, and how alike they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.profiles.page import Neighbour, neighbours_of
from tests.factories import ExpertiseFactory, PersonFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return PersonFactory(name="Ann")


@pytest.fixture
def skills():
    return SkillFactory.create_batch(5)


def knowing(skills, *levels, **fields):
    """Somebody with a level in each of the first skills; 0 is no level."""
    person = PersonFactory(**fields)
    for skill, level in zip(skills, levels, strict=False):
        if level:
            ExpertiseFactory(person=person, skill=skill, level=level)
    return person


def mine(skills, *levels):
    return {
        skill.pk: level for skill, level in zip(skills, levels, strict=False) if level
    }


def found(me, skills, *levels):
    return neighbours_of(me, mine(skills, *levels))


def test_somebody_with_the_same_levels_is_wholly_alike(me, skills):
    knowing(skills, 3, 2)

    [twin] = found(me, skills, 3, 2)
    assert (twin.percent, twin.likeness) == (100, 1)


def test_likeness_is_lower_levels_over_higher_ones(me, skills):
    # min(3, 1) + min(1, 2) + 0 over max(3, 1) + max(1, 2) + 4.
    knowing(skills, 1, 2, 4)

    [one] = found(me, skills, 3, 1)
    assert one.likeness == pytest.approx(2 / 9)
    assert one.percent == 22


def test_other_skills_make_somebody_less_alike(me, skills):
    broad = knowing(skills, 3, 4, 4, 4)
    narrow = knowing(skills, 3)

    assert [one.person for one in found(me, skills, 3)] == [narrow, broad]


def test_somebody_without_a_common_skill_is_no_neighbour(me, skills):
    knowing(skills, 0, 4)

    assert found(me, skills, 3) == []


def test_nobody_is_their_own_neighbour(me, skills):
    ExpertiseFactory(person=me, skill=skills[0], level=3)

    assert found(me, skills, 3) == []


def test_last_day_here_still_counts(me, skills):
    today = timezone.localdate()
    knowing(skills, 3, left_on=today)
    knowing(skills, 3, left_on=today - timedelta(days=1))

    assert len(found(me, skills, 3)) == 1


def test_six_nearest_are_shown(me, skills):
    for level in (1, 2, 3, 4, 3, 2, 1, 1):
        knowing(skills, level)

    nearest = found(me, skills, 4)
    assert [one.percent for one in nearest] == [100, 75, 75, 50, 50, 25]


def test_of_two_as_near_the_earlier_profile_comes_first(me, skills):
    first, second = knowing(skills, 2), knowing(skills, 2)

    assert [one.person for one in found(me, skills, 2)] == [first, second]


def test_shared_skills_are_named_and_others_not(me, skills):
    knowing(skills, 2, 0, 2, 4)

    [one] = found(me, skills, 2, 3, 1)
    assert set(one.shared) == {skills[0].name, skills[2].name}


def test_more_than_three_shared_skills_are_counted():
    one = Neighbour(person=None, likeness=0.5, shared=["A", "B", "C", "D", "E"])

    assert (one.first_shared, one.more_shared) == (["A", "B", "C"], 2)


def test_three_shared_skills_leave_none_to_count():
    one = Neighbour(person=None, likeness=0.5, shared=["A", "B", "C"])

    assert (one.first_shared, one.more_shared) == (["A", "B", "C"], 0)


def test_page_of_a_person_names_the_neighbour(member_client, me, skills):
    ExpertiseFactory(person=me, skill=skills[0], level=2)
    knowing(skills, 2, name="Twin Sister")

    page = member_client.get("/people/ann/").content.decode()
    assert 'href="/people/twin-sister/"' in page


def test_neighbours_cost_the_same_for_3_and_30(me, skills, django_assert_num_queries):
    for _ in range(3):
        knowing(skills, 2, 3)
    with django_assert_num_queries(2):
        found(me, skills, 2, 3)
    for _ in range(27):
        knowing(skills, 2, 3)
    with django_assert_num_queries(2):
        found(me, skills, 2, 3)


def test_without_skills_nothing_is_asked(me, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert neighbours_of(me, {}) == []
