"""Filtered lists that people keep, and who is new on them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from people import saved_searches
from people.models import SavedSearch
from people.vocabulary import vocabulary
from tests.factories import (
    ExpertiseFactory,
    PersonFactory,
    SavedSearchFactory,
    SkillFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture
def kept(python, manager):
    """Max keeps the people with Python; Ann is one of them."""
    ExpertiseFactory(person=PersonFactory(name="Ann"), skill=python)
    return saved_searches.save(name="Pythonistas", query="skill=python", by=manager)


def new_to(search):
    search.refresh_from_db()
    return saved_searches.look_at(search, search.owner).new


# Constraints


def test_two_people_may_use_the_same_name(db):
    SavedSearchFactory(name="Mine")
    SavedSearchFactory(name="Mine")
    assert SavedSearch.objects.count() == 2


def test_nobody_uses_a_name_twice(db):
    search = SavedSearchFactory(name="Mine")
    with pytest.raises(IntegrityError, match="name_is_unique"):
        SavedSearchFactory(name="Mine", owner=search.owner)


def test_a_saved_search_has_a_name(db):
    with pytest.raises(IntegrityError, match="has_a_name"):
        SavedSearchFactory(name="")


# Saving


def test_whoever_is_on_the_list_when_it_is_saved_is_known(kept):
    assert len(kept.known_people) == 1
    assert new_to(kept) == []


def test_saving_twice_keeps_one(kept, manager):
    again = saved_searches.save(name=kept.name, query=kept.query, by=manager)
    assert again == kept
    assert SavedSearch.objects.count() == 1


def test_saving_another_list_under_the_name_is_refused(kept, manager):
    with pytest.raises(IntegrityError), transaction.atomic():
        saved_searches.save(name=kept.name, query="skill=sql", by=manager)


def test_a_search_that_went_meanwhile_does_not_come_back(kept, manager):
    SavedSearch.objects.all().delete()
    saved_searches.change(search=kept, name="New", is_mailed=True, by=manager)
    saved_searches.check(kept)
    assert not SavedSearch.objects.exists()


def test_the_page_is_not_kept(manager, python):
    search = saved_searches.save(name="A", query="skill=python&page=3", by=manager)
    assert search.query == "skill=python"


def test_a_list_that_is_not_understood_can_be_kept(manager):
    search = saved_searches.save(name="A", query="skill=nothing", by=manager)
    look = saved_searches.look_at(search, manager)
    assert look.people is None
    assert "nothing" in look.problems[0]


# News


def test_somebody_who_comes_onto_the_list_is_new(kept, python):
    ben = ExpertiseFactory(skill=python).person
    assert new_to(kept) == [ben.pk]


def test_somebody_off_the_list_is_not_new(kept):
    ExpertiseFactory()
    assert new_to(kept) == []


def test_somebody_seen_is_no_longer_new(kept, python, manager):
    ExpertiseFactory(skill=python)
    saved_searches.mark_seen(search=kept, by=manager)
    assert new_to(kept) == []


def test_somebody_who_went_and_comes_back_is_new(kept, python, manager):
    held = ExpertiseFactory(skill=python)
    held.delete()
    saved_searches.mark_seen(search=kept, by=manager)
    ExpertiseFactory(skill=python, person=held.person)
    assert new_to(kept) == [held.person.pk]


def test_only_the_owner_marks_as_seen(kept, member):
    with pytest.raises(PermissionDenied):
        saved_searches.mark_seen(search=kept, by=member)


def test_only_the_owner_removes(kept, member):
    with pytest.raises(PermissionDenied):
        saved_searches.remove(search=kept, by=member)
    assert SavedSearch.objects.exists()


def test_what_only_managers_may_ask_is_refused_to_members(manager, member):
    search = saved_searches.save(name="A", query="success=50", by=manager)
    assert saved_searches.look_at(search, manager).people == []
    assert saved_searches.look_at(search, member).people is None


# The home page's counts


def later(search, **ago):
    then = timezone.now() - timedelta(**ago)
    SavedSearch.objects.filter(pk=search.pk).update(checked_at=then)


def test_a_count_of_long_ago_is_made_anew(kept, python, manager):
    ExpertiseFactory(skill=python)
    later(kept, hours=1)
    assert [one.new_count for one in saved_searches.searches_for_home(manager)] == [1]


def test_a_fresh_count_stands(kept, python, manager):
    ExpertiseFactory(skill=python)
    later(kept, minutes=59)
    assert [one.new_count for one in saved_searches.searches_for_home(manager)] == [0]


def test_the_count_longest_ago_is_made_first(kept, python, manager):
    other = saved_searches.save(name="All", query="", by=manager)
    ExpertiseFactory(skill=python)
    later(kept, hours=2)
    later(other, hours=3)
    counts = {
        one.name: one.new_count for one in saved_searches.searches_for_home(manager)
    }
    assert counts == {"All": 1, "Pythonistas": 0}


@pytest.mark.parametrize("count", [1, 30])
def test_the_home_page_checks_one_however_many(
    count, manager, django_assert_num_queries
):
    for _ in range(count):
        later(SavedSearchFactory(owner=manager, query="team=data"), hours=5)
    TeamFactory(name="Data")
    vocabulary()
    assert manager.groups.count() == 1
    with django_assert_num_queries(5):
        assert len(saved_searches.searches_for_home(manager)) == count


def test_others_see_nothing_of_it(kept):
    assert saved_searches.searches_for_home(UserFactory()) == []
