"""Filtered lists that people keep: who is new on them since they last looked.

What saved searches ask for, in words; for a page of them in few queries.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from people.database.unchanged import while_unchanged
from people.directory.filters import PersonFilterSet
from people.directory.search import ids_found
from people.lists.addresses import PARAMETER, Address
from people.lists.vocabulary import projects_named, vocabulary
from people.models import SavedSearch
from people.rules import may_see_success_rates
from people.words import full_day, local_day


@dataclass(frozen=True, slots=True)
class Conditions:
    """The labels of the filters; or what of them is not understood, or over.

    `lasting` are those that hold on any day. `query` are the parameters that still say
    something, by the slugs of today.
    """

    labels: list[str] = field(default_factory=list)
    lasting: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ended_on: date | None = None
    query: str = ""

    @property
    def trouble(self):
        """Why nobody can be found any more, as one sentence; "" where people can."""
        parts = list(self.problems)
        if self.ended_on:
            parts.append(f"its days are over, they ended on {full_day(self.ended_on)}")
        return "; ".join(parts)

    @property
    def list_url(self):
        """The list of people without what is not understood."""
        path = reverse("people:person-list")
        return Address(path, QueryDict(self.query)).whole()


def filterset_of(query, user):
    """The filters of the query, as the user may use them."""
    return PersonFilterSet(QueryDict(query), request=SimpleNamespace(user=user))


def conditions_in_words(filterset):
    is_valid, form = filterset.is_valid(), filterset.form
    end = form.cleaned_data["window"][1]
    ended_on = end if end < local_day() else None
    errors = {
        name: found
        for name, found in form.errors.items()
        if not (ended_on and name == "to")
    }
    return Conditions(
        labels=[label for *_, label in filterset.applied()] if is_valid else [],
        lasting=filterset.lasting_labels() if is_valid else [],
        # Two parameters may have the same: success rates are for managers.
        problems=list(dict.fromkeys(chain.from_iterable(errors.values()))),
        ended_on=ended_on,
        query=understood(form, errors),
    )


def understood(form, errors):
    """The query of a cleaned form without the values that are in error."""
    refused = set(form.refused)
    whole = errors.keys() - {name for name, _ in refused}
    address = Address("", form.data)
    pairs = [
        (name, form.moved.get((name, value), value))
        for name, value in address.pairs(but=whole)
        if (name, value) not in refused
    ]
    return address.href(list(dict.fromkeys(pairs))).removeprefix("?")


def conditions_of_all(queries, user):
    """The conditions of each of the queries, in order: not to be changed.

    All that they name is looked up in 2 queries, in none where it is as it was.
    """
    return kept_conditions(tuple(queries), user, may_see_success_rates(user))


@while_unchanged
def kept_conditions(queries, user, _sees_rates):
    """The rights of the user are no rows: what hangs on them is named beside them."""
    filtersets = [filterset_of(query, user) for query in queries]
    words = vocabulary()
    projects = projects_named({one.data.get("project", "") for one in filtersets})
    for filterset in filtersets:
        filterset.vocabulary = words
        filterset.filters["project"].look_up = lambda slugs: projects
    return [conditions_in_words(one) for one in filtersets]


@dataclass(frozen=True, slots=True)
class Look:
    """A saved search as it is now.

    `people` is None where it is not understood, or its days are over.
    """

    people: list[int] | None
    new: list[int]
    conditions: Conditions


def query_of(params):
    """The part of an address that is kept, in one spelling."""
    address = Address("", params)
    return address.href(address.pairs(but=[PARAMETER, "asked"])).removeprefix("?")


def look_at(search, user):
    """What the search finds for the user; at most 8 queries."""
    filterset = filterset_of(search.query_now, user)
    conditions = conditions_in_words(filterset)
    if conditions.trouble:
        return Look(None, [], conditions)
    people = list(ids_found(filterset))
    known = set(search.known_people) - gone_for_long(search)
    new = [pk for pk in people if pk not in known]
    return Look(people, new, conditions)


def gone_for_long(search):
    """Who has been off the list for so long that they are new if they come back."""
    days = timedelta(days=settings.DIRECTORY["NEW_AGAIN_DAYS"])
    latest = local_day() - days
    gone = zip(search.gone_people, search.gone_since, strict=True)
    return {pk for pk, since in gone if since <= latest}


def remember(search, people):
    """Note since when those who are known are off the list; forget them after long."""
    forgotten, here = gone_for_long(search), set(people)
    since = dict(zip(search.gone_people, search.gone_since, strict=True))
    for name in ("known_people", "told_people"):
        ids = [pk for pk in getattr(search, name) if pk not in forgotten]
        setattr(search, name, ids)
    known = dict.fromkeys([*search.known_people, *search.told_people])
    search.gone_people = [pk for pk in known if pk not in here]
    today = local_day()
    search.gone_since = [since.get(pk, today) for pk in search.gone_people]


@transaction.atomic
def save(*, name, query, is_mailed=True, is_rolling=False, by):
    """Keep the list under a name; whoever is on it now is known.

    The same list under the same name is kept once, however often it is sent: the
    account is locked, so that the second finds what the first saved. Raises
    `IntegrityError` where the name stands for another list of the user's.
    """
    get_user_model()._base_manager.select_for_update().get(pk=by.pk)
    query = query_of(QueryDict(query))
    twin = SavedSearch.objects.of(by).filter(name=name, query=query).first()
    search = twin or SavedSearch(owner=by, name=name, query=query)
    search.is_mailed, search.is_rolling = is_mailed, is_rolling
    search.known_people = look_at(search, by).people or []
    search.save()
    return search


def check_owner(search, by):
    if search.owner_id != by.pk:
        raise PermissionDenied("Only who saved a search may change it.")


@transaction.atomic
def change(*, search, name, is_mailed, is_rolling=False, by):
    """Rename it, have no mail, or let its days move; one that went stays gone.

    Raises `IntegrityError` where the name stands for another list of the user's.
    """
    check_owner(search, by)
    rows = SavedSearch.objects.filter(pk=search.pk)
    rows.update(name=name, is_mailed=is_mailed, is_rolling=is_rolling)


@transaction.atomic
def mend(*, search, by):
    """Leave out what is not understood, and let days that are over move along.

    Whoever is on the list that is left is known, and nobody else: who was on the one
    before may have been for managers to know, as the owner no longer is.
    """
    check_owner(search, by)
    # As it was saved: what days that move along are today says nothing of their length.
    conditions = conditions_in_words(filterset_of(search.query, by))
    if conditions.problems:
        search.query = conditions.query
        search.known_people, search.told_people = [], []
        search.gone_people, search.gone_since = [], []
    if conditions.ended_on:
        search.is_rolling = True
    rows = SavedSearch.objects.filter(pk=search.pk)
    rows.update(query=search.query, is_rolling=search.is_rolling, told_trouble="")
    mark_seen(search=search, by=by)


def mark_seen(*, search, by):
    """Whoever is on the list now is no longer new, nor who is off it for a while."""
    check_owner(search, by)
    people = look_at(search, by).people
    if people is not None:
        remember(search, people)
        SavedSearch.objects.filter(pk=search.pk).update(
            known_people=[*people, *search.gone_people],
            told_people=[],
            gone_people=search.gone_people,
            gone_since=search.gone_since,
            new_count=0,
            checked_at=timezone.now(),
        )


def remove_search(*, search, by):
    check_owner(search, by)
    search.delete()


def check(search):
    """Count who is new on the list of an owner, and note it; returns the look."""
    look = look_at(search, search.owner)
    search.new_count = len(look.new)
    # What another window has noted since it was read stands.
    rows = SavedSearch.objects.filter(pk=search.pk, checked_at=search.checked_at)
    search.checked_at = timezone.now()
    noted = ["new_count", "checked_at"]
    if look.people is not None:
        remember(search, look.people)
        noted += ["known_people", "told_people", "gone_people", "gone_since"]
    rows.update(**{name: getattr(search, name) for name in noted})
    return look


def searches_for_home(user):
    """The user's searches with their conditions; the one longest unchecked is checked.

    One at a time, so that the home page costs the same however many there are: each
    count says when it was made.
    """
    searches = list(user.saved_searches.without_people())
    if not searches:
        return []
    hours = timedelta(hours=settings.DIRECTORY["CHECK_SEARCH_HOURS"])
    oldest = min(searches, key=lambda one: one.checked_at)
    if timezone.now() - oldest.checked_at >= hours:
        oldest.refresh_from_db(fields=["known_people", "told_people"])
        check(oldest)
    conditions = conditions_of_all([one.query_now for one in searches], user)
    return list(zip(searches, conditions, strict=True))
