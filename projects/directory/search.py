"""Which projects pass the filters of the list, in what order, and what each further
option would leave.

A facet counts projects under all *other* filters, so choosing an option gives the
count that stood beside it.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value

from people.database.unchanged import fetch_values
from people.lists.listing import Option, sift
from projects.models import Project, ProjectStatus

BY_STATUS = ProjectStatus.values


class Row(NamedTuple):
    """What the facets and the order look at; the lead by slug."""

    pk: int
    status: str
    team: int | None
    outcome: str
    lead: str | None
    lead_name: str | None
    lead_left_on: date | None
    has_skill: bool


@dataclass(frozen=True, slots=True)
class ProjectSearch:
    """The answer: ids in order, and facets by parameter."""

    projects: list[int]
    facets: dict[str, list[Option]]


def search(filterset) -> ProjectSearch:
    """Answer a valid `ProjectFilterSet`; 3 queries, and those that understand `q`."""
    checks = filterset.checks()
    sifted = sift(stored_rows(filterset, skipping=checks), checks)
    return ProjectSearch(
        projects=sort_projects(sifted.passed, filterset),
        facets=filterset.facets_under(sifted),
    )


def stored_rows(filterset, *, skipping):
    """The projects that pass the filters without a facet, as rows."""
    projects = Project.objects.with_outcomes_for(filterset.request.user)
    projects = filterset.filter_queryset(projects, skipping=skipping)
    rows = projects.order_by(*database_order(filterset.criteria["sort"]))
    rows = rows.values_list(
        "pk",
        "status",
        "team",
        "shown_outcome",
        "lead__slug",
        "lead__name",
        "lead__left_on",
        has_asked_skill(filterset),
    )
    return list(map(Row._make, fetch_values(rows)))


def has_asked_skill(filterset):
    skills = filterset.criteria["skill"]
    if not skills:
        return Value(True)
    needing = Project.objects.with_need([skill.pk for skill in skills])
    return ExpressionWrapper(Q(pk__in=needing.order_by().values("pk")), BooleanField())


# Order


def database_order(sort):
    """By name, or by a day with the unknown ones last either way."""
    days = {"starts": F("starts_on"), "ends": F("ends_on")}
    if day := days.get(sort.removeprefix("-")):
        is_reversed = sort.startswith("-")
        ordered = day.desc if is_reversed else day.asc
        return (ordered(nulls_last=True), "sort_name", "pk")
    return ("-sort_name", "-pk") if sort == "-name" else ("sort_name", "pk")


def sort_projects(rows, filterset):
    """Ids in the order asked for; statuses from first to last, most needs first."""
    sort, open_needs = filterset.criteria["sort"], filterset.open_needs
    keys = {
        "status": lambda row: BY_STATUS.index(row.status),
        "needs": lambda row: -open_needs.get(row.pk, 0),
    }
    if key := keys.get(sort.removeprefix("-")):
        rows = sorted(rows, key=key, reverse=sort.startswith("-"))
    return [row.pk for row in rows]
