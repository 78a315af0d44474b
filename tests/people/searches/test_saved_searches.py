"""Filtered lists that people keep, and who is new on them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.lists.vocabulary import vocabulary
from people.models import Person, SavedSearch
from people.searches import saving as saved_searches
from people.skills.merging import merge_skills
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
    assert look.conditions.trouble == "“nothing” is not a skill here"


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
        saved_searches.remove_search(search=kept, by=member)
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
    assert [one.new_count for one, _ in saved_searches.searches_for_home(manager)] == [
        1
    ]


def test_a_fresh_count_stands(kept, python, manager):
    ExpertiseFactory(skill=python)
    later(kept, minutes=59)
    assert [one.new_count for one, _ in saved_searches.searches_for_home(manager)] == [
        0
    ]


def test_the_count_longest_ago_is_made_first(kept, python, manager):
    other = saved_searches.save(name="All", query="", by=manager)
    ExpertiseFactory(skill=python)
    later(kept, hours=2)
    later(other, hours=3)
    counts = {
        one.name: one.new_count for one, _ in saved_searches.searches_for_home(manager)
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
    with django_assert_num_queries(7):
        assert len(saved_searches.searches_for_home(manager)) == count


def test_others_see_nothing_of_it(kept):
    assert saved_searches.searches_for_home(UserFactory()) == []


# Lists that find nobody any more


@pytest.fixture
def today(time_machine):
    """Set the day; the first is 27 Nov 2026, a Friday."""

    def be(day):
        time_machine.move_to(datetime.combine(day, time(12), UTC), tick=False)

    be(date(2026, 11, 27))
    return be


OVER = "its days are over, they ended on"


@pytest.mark.parametrize(
    ("query", "trouble"),
    [
        ("", ""),
        ("free=50", ""),
        ("skill=python:2&team=data", ""),
        ("skill=gone", "“gone” is not a skill here"),
        ("skill=gone:2&skill=python", "“gone” is not a skill here"),
        ("team=gone", "“gone” is not a team here"),
        ("project=gone", "“gone” is not a project here"),
        ("success=50", "success rates are seen by project managers only"),
        ("free=30&from=2026-09-01&to=2026-09-25", f"{OVER} 25 Sep 2026"),
        ("free=30&from=2026-09-01", f"{OVER} 28 Sep 2026"),
        ("free=30&to=2026-11-26", f"{OVER} 26 Nov 2026"),
        ("free=30&to=2026-11-27", ""),
        ("skill=gone&to=2025-01-01", f"“gone” is not a skill here; {OVER} 1 Jan 2025"),
    ],
)
def test_why_nobody_is_found_is_said(query, trouble, today, python, member):
    TeamFactory(name="Data")
    look = saved_searches.look_at(SavedSearchFactory(query=query), member)
    assert look.conditions.trouble == trouble
    assert (look.people is None) == bool(trouble)


@pytest.mark.parametrize(
    ("query", "mended", "now"),
    [
        ("skill=gone&skill=python&free=20", "skill=python&free=20", None),
        ("skill=gone:2", "", None),
        ("success=50&sort=success&team=data", "team=data", None),
        ("free=x&goal=python", "goal=python", None),
        (
            "free=30&from=2026-09-01&to=2026-09-25",
            "free=30&from=2026-09-01&to=2026-09-25",
            "free=30&to=2026-12-21",
        ),
        ("from=2026-09-01&free=30", "from=2026-09-01&free=30", "free=30"),
        ("skill=gone&to=2026-01-31", "to=2026-01-31", "to=2026-12-27"),
    ],
)
def test_what_nobody_can_find_is_mended(query, mended, now, today, python, member):
    TeamFactory(name="Data")
    search = SavedSearchFactory(owner=member, query=query, told_trouble="x")
    search.saved_at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    search.save()
    saved_searches.mend(search=search, by=member)
    search.refresh_from_db()
    assert (search.query, search.query_now) == (mended, mended if now is None else now)
    assert saved_searches.look_at(search, member).new == []
    assert search.told_trouble == ""


@pytest.mark.parametrize("names", [["known_people"], ["known_people", "gone_people"]])
def test_who_was_on_a_list_for_managers_is_forgotten_when_it_is_mended(
    names, python, member
):
    """Ann, who has Python no longer, is new like anybody once she has it again."""
    ann = PersonFactory(name="Ann")
    search = SavedSearchFactory(owner=member, query="success=50&skill=python")
    search.gone_since = [timezone.localdate()] * ("gone_people" in names)
    for name in names:
        setattr(search, name, [ann.pk])
    saved_searches.mend(search=search, by=member)
    ExpertiseFactory(person=ann, skill=python)
    assert new_to(search) == [ann.pk]


def test_days_that_move_along_begin_today_each_day(today, manager):
    search = SavedSearchFactory(
        owner=manager, query="free=9&from=2026-09-01&to=2026-09-10", is_rolling=True
    )
    today(date(2027, 2, 1))
    assert search.query_now == "free=9&to=2027-02-10"
    assert search.list_url == "/people/?free=9&to=2027-02-10"


@pytest.mark.parametrize("query", ["from=x&to=2026-01-01", "to=%00", "from=2026-02-01"])
def test_any_days_can_move_along(query, today, manager):
    search = SavedSearchFactory(owner=manager, query=query, is_rolling=True)
    assert saved_searches.look_at(search, manager).conditions.ended_on is None


def test_a_merged_skill_is_still_found(kept, python, manager, admin):
    kept_on = SkillFactory(name="Snake charming")
    ben = ExpertiseFactory(skill=kept_on).person
    merge_skills(keep=kept_on, lose=python, by=admin)
    look = saved_searches.look_at(kept, manager)
    assert (look.new, look.conditions.labels) == ([ben.pk], ["Snake charming"])


def test_only_the_owner_mends(kept, member):
    with pytest.raises(PermissionDenied):
        saved_searches.mend(search=kept, by=member)


# Who comes back


@pytest.mark.parametrize(("days", "is_new"), [(1, False), (27, False), (28, True)])
def test_who_comes_back_after_long_is_new_again(days, is_new, kept, python, today):
    ann = Person.objects.get(name="Ann")
    ann.expertise.all().delete()
    saved_searches.check(kept)
    today(date(2026, 11, 27) + timedelta(days=days))
    ExpertiseFactory(person=ann, skill=python)
    kept.refresh_from_db()
    assert new_to(kept) == ([ann.pk] if is_new else [])


def test_who_was_off_the_list_for_days_only_starts_anew(kept, python, today):
    ann = Person.objects.get(name="Ann")
    for days in (0, 20, 40):
        today(date(2026, 11, 27) + timedelta(days=days))
        ann.expertise.all().delete()
        saved_searches.check(kept)
        ExpertiseFactory(person=ann, skill=python)
        kept.refresh_from_db()
        saved_searches.check(kept)
    assert (new_to(kept), kept.gone_people) == ([], [])


def test_seen_means_seen_for_who_is_off_the_list_for_a_day(kept, python, manager):
    ann = Person.objects.get(name="Ann")
    ann.expertise.all().delete()
    saved_searches.mark_seen(search=kept, by=manager)
    ExpertiseFactory(person=ann, skill=python)
    assert new_to(kept) == []


def test_a_count_does_not_undo_what_was_seen_meanwhile(kept, python, manager):
    stale = SavedSearch.objects.get(pk=kept.pk)
    ExpertiseFactory(skill=python)
    saved_searches.mark_seen(search=kept, by=manager)
    saved_searches.check(stale)
    assert new_to(kept) == []
