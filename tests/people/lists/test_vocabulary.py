"""The names that parameters can use, kept as long as nothing changes."""

import pytest

from people.lists.vocabulary import Named, vocabulary
from people.models import SkillAlias
from tests.factories import (
    LocationFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


def test_a_skill_comes_with_category_position_and_aliases():
    category = SkillCategoryFactory(name="Languages", position=7)
    skill = SkillFactory(name="Python", category=category)
    SkillAliasFactory(skill=skill, name="CPython")
    named = Named(skill.pk, "python", "Python", "Languages", 7, "CPython")
    assert vocabulary()["skill"] == {"python": named}


def test_a_location_comes_with_its_time_zone():
    LocationFactory(name="Lisbon", time_zone="Europe/Lisbon")
    assert vocabulary()["location"]["lisbon"].group == "Europe/Lisbon"


def test_names_are_read_once(django_assert_num_queries):
    SkillFactory()
    with django_assert_num_queries(2):
        vocabulary()
    with django_assert_num_queries(1):
        vocabulary()


@pytest.mark.parametrize("count", [3, 30])
def test_names_take_as_many_queries_for_3_as_for_30(count, django_assert_num_queries):
    for _ in range(count):
        SkillAliasFactory()
    with django_assert_num_queries(2):
        assert len(vocabulary()["skill"]) == count


def test_a_new_row_is_seen_at_once():
    vocabulary()
    TeamFactory(name="Data")
    assert list(vocabulary()["team"]) == ["data"]


def test_a_changed_row_is_seen_at_once():
    team = TeamFactory(name="Data")
    vocabulary()
    type(team).objects.update(name="Data science")
    assert vocabulary()["team"]["data"].name == "Data science"


def test_a_removed_row_is_seen_at_once():
    SkillAliasFactory(name="CPython")
    vocabulary()
    SkillAlias.objects.all().delete()
    assert [named.aliases for named in vocabulary()["skill"].values()] == [""]


def test_a_row_in_place_of_another_is_seen_at_once():
    TeamFactory(name="Data")
    vocabulary()
    TeamFactory._meta.model.objects.all().delete()
    TeamFactory(name="Web")
    assert list(vocabulary()["team"]) == ["web"]
