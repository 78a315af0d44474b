"""Saved searches and shortlists of the sample organisation."""

from datetime import date

import pytest

from people.models import Expertise, SavedSearch
from people.searches.saving import look_at
from projects.models import Assignment, ShortlistEntry
from skillsdir.sample.organisation import make_organisation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def organisation(time_machine):
    time_machine.move_to("2026-03-02 10:00+00:00", tick=False)
    make_organisation(people=120, seed=1, today=TODAY, password="demo")


def test_as_many_people_are_new_as_a_kept_search_says(organisation):
    for search in SavedSearch.objects.select_related("owner"):
        assert len(look_at(search, search.owner).new) == search.new_count


def test_one_kept_search_has_news(organisation):
    assert SavedSearch.objects.filter(owner__username="manager", new_count=3).exists()


def test_some_shortlisted_people_have_a_note(organisation):
    assert ShortlistEntry.objects.exclude(note="").exists()


def test_nobody_on_a_shortlist_is_booked_there(organisation):
    for entry in ShortlistEntry.objects.all():
        booked = Assignment.objects.filter(project=entry.project, person=entry.person)
        assert not booked.exists()


def test_those_on_a_shortlist_hold_what_is_needed_first(organisation):
    for entry in ShortlistEntry.objects.all():
        need = entry.project.needs.earliest("pk")
        levels = Expertise.objects.filter(person=entry.person, skill=need.skill)
        assert levels.get().level >= need.level


def test_the_same_organisation_has_the_same_lists(organisation):
    before = list(ShortlistEntry.objects.values())
    make_organisation(people=120, seed=1, today=TODAY, password="demo")
    assert list(ShortlistEntry.objects.values()) == before
