"""What saved searches ask for, in words; for a page of them in two queries."""

from dataclasses import dataclass, field
from itertools import chain
from types import SimpleNamespace

from django.http import QueryDict

from people.chips import applied
from people.filters import PersonFilterSet
from people.vocabulary import projects_named, vocabulary


@dataclass(frozen=True, slots=True)
class Conditions:
    """The labels of the filters; or what of them is not understood."""

    labels: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def filterset_of(query, user):
    """The filters of the query, as the user may use them."""
    return PersonFilterSet(QueryDict(query), request=SimpleNamespace(user=user))


def conditions_of(filterset):
    if filterset.is_valid():
        return Conditions(labels=[label for *_, label in applied(filterset)])
    # Two parameters may have the same: success rates are for managers.
    errors = chain.from_iterable(filterset.form.errors.values())
    return Conditions(problems=list(dict.fromkeys(errors)))


def conditions_of_all(queries, user):
    """The conditions of each of the queries, in order."""
    filtersets = [filterset_of(query, user) for query in queries]
    words = vocabulary()
    projects = projects_named({one.data.get("project", "") for one in filtersets})
    for filterset in filtersets:
        filterset.form.vocabulary = words
        filterset.form.projects = projects
    return [conditions_of(filterset) for filterset in filtersets]
