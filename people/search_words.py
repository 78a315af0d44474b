"""What saved searches ask for, in words; for a page of them in few queries."""

from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from types import SimpleNamespace

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from people.addresses import Address
from people.chips import applied_filters
from people.filters import PersonFilterSet
from people.free_time import day_words
from people.vocabulary import projects_named, vocabulary


@dataclass(frozen=True, slots=True)
class Conditions:
    """The labels of the filters; or what of them is not understood, or over.

    `query` are the parameters that still say something, by the slugs of today.
    """

    labels: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ended_on: date | None = None
    query: str = ""

    @property
    def trouble(self):
        """Why nobody can be found any more, as one sentence; "" where people can."""
        parts = list(self.problems)
        if self.ended_on:
            parts.append(f"its days are over, they ended on {day_words(self.ended_on)}")
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
    ended_on = end if end < timezone.localdate() else None
    errors = {
        name: found
        for name, found in form.errors.items()
        if not (ended_on and name == "to")
    }
    return Conditions(
        labels=[label for *_, label in applied_filters(filterset)] if is_valid else [],
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
    """The conditions of each of the queries, in order."""
    return [conditions_in_words(one) for one in filtersets_of(queries, user)]


def filtersets_of(queries, user):
    """The filters of each query; all that they name is looked up in 2 queries."""
    filtersets = [filterset_of(query, user) for query in queries]
    if not filtersets:
        return []
    words = vocabulary()
    projects = projects_named({one.data.get("project", "") for one in filtersets})
    for filterset in filtersets:
        filterset.form.vocabulary = words
        filterset.form.projects = projects
    return filtersets
