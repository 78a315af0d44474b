"""Filtered lists that people keep: who is new on them since they last looked."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from people.addresses import Address
from people.directory import ids_found
from people.models import SavedSearch
from people.search_words import Conditions, conditions_of, filterset_of
from people.ticks import PARAMETER


@dataclass(frozen=True, slots=True)
class Look:
    """A saved search as it is now; `people` is None where it is not understood."""

    people: list[int] | None
    new: list[int]
    conditions: Conditions

    @property
    def problems(self):
        return self.conditions.problems


def query_of(params):
    """The part of an address that is kept, in one spelling."""
    address = Address("", params)
    return address.href(address.pairs(but=[PARAMETER])).removeprefix("?")


def look_at(search, user):
    """What the search finds for the user; at most 8 queries."""
    filterset = filterset_of(search.query, user)
    conditions = conditions_of(filterset)
    if conditions.problems:
        return Look(None, [], conditions)
    people = list(ids_found(filterset))
    known = set(search.known_people)
    new = [pk for pk in people if pk not in known]
    return Look(people, new, conditions)


@transaction.atomic
def save(*, name, query, is_mailed=True, by):
    """Keep the list under a name; whoever is on it now is known.

    The same list under the same name is kept once, however often it is sent: the
    account is locked, so that the second finds what the first saved. Raises
    `IntegrityError` where the name stands for another list of the user's.
    """
    get_user_model()._base_manager.select_for_update().get(pk=by.pk)
    query = query_of(QueryDict(query))
    twin = SavedSearch.objects.of(by).filter(name=name, query=query).first()
    search = twin or SavedSearch(owner=by, name=name, query=query)
    search.is_mailed = is_mailed
    search.known_people = look_at(search, by).people or []
    search.save()
    return search


def check_owner(search, by):
    if search.owner_id != by.pk:
        raise PermissionDenied("Only who saved a search may change it.")


@transaction.atomic
def change(*, search, name, is_mailed, by):
    """Rename it, or have no mail; one that went meanwhile stays gone.

    Raises `IntegrityError` where the name stands for another list of the user's.
    """
    check_owner(search, by)
    rows = SavedSearch.objects.filter(pk=search.pk)
    rows.update(name=name, is_mailed=is_mailed)


def mark_seen(*, search, by):
    """Whoever is on the list now is no longer new."""
    check_owner(search, by)
    people = look_at(search, by).people
    if people is not None:
        SavedSearch.objects.filter(pk=search.pk).update(
            known_people=people,
            told_people=[],
            new_count=0,
            checked_at=timezone.now(),
        )


def remove(*, search, by):
    check_owner(search, by)
    search.delete()


def check(search):
    """Count who is new on the list of an owner, and note it; returns the look."""
    look = look_at(search, search.owner)
    search.new_count, search.checked_at = len(look.new), timezone.now()
    # One that went meanwhile, in another window, is not missed.
    SavedSearch.objects.filter(pk=search.pk).update(
        new_count=search.new_count, checked_at=search.checked_at
    )
    return look


def searches_for_home(user):
    """The user's searches, of which the one longest unchecked is checked anew.

    One at a time, so that the home page costs the same however many there are: each
    count says when it was made.
    """
    searches = list(user.saved_searches.all())
    hours = timedelta(hours=settings.DIRECTORY["CHECK_SEARCH_HOURS"])
    oldest = min(searches, key=lambda one: one.checked_at, default=None)
    if oldest and timezone.now() - oldest.checked_at >= hours:
        check(oldest)
    return searches
