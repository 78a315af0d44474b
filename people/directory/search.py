"""Who passes the filters of the people list, and in what order.

The database answers the filters that it has indexes for; hours, free time and track
records are worked out in bulk for the people who remain. See also:
`people.directory.facet_counts`, which counts what each further option would leave.
"""

from dataclasses import dataclass, field
from datetime import time
from itertools import starmap
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery, Sum, TimeField, Value
from django.db.models.functions import Coalesce
from django_filters.constants import EMPTY_VALUES

from people.directory.facet_counts import count_facets, count_people, facets_chosen
from people.fields import Ids
from people.lists.listing import Option
from people.models import Expertise, Person, related
from people.records.track_record import organisation_rate, shrunk_rate, track_records
from people.working_hours import shared_hours


class CandidateRow(NamedTuple):
    """What is known of one candidate for the list without a look at bookings."""

    pk: int
    capacity: int
    location: int | None
    works_from: time | None = None
    works_to: time | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the directory: ids in order, and facets by parameter."""

    people: list[int]
    facets: dict[str, list[Option]] = field(default_factory=dict)


class Facts:
    """Free time and track records of the people in hand, looked up once."""

    def __init__(self, criteria):
        self.criteria = criteria
        self.free = {}
        self.records = {}

    def free_percents(self, rows):
        """Free percent in the window by person, in one query."""
        if not self.free:
            capacities = {row.pk: row.capacity for row in rows}
            window = self.criteria["window"]
            self.free = related("assignments").free_percents(capacities, *window)
        return self.free

    def track_records(self, people):
        """Judged projects by id of a person, in one query."""
        if not self.records:
            self.records = track_records(people)
        return self.records


def search(filterset):
    """Answer a valid `PersonFilterSet`; at most 4 queries."""
    criteria = filterset.criteria
    facts = Facts(criteria)
    people = filterset.filter_queryset(
        filterset.people(), skipping=facets_chosen(criteria)
    )
    if is_narrowed(criteria):
        rows = narrowed(people.order_by(), filterset, facts)
        people = Person.objects.filter(pk__any=Ids([row.pk for row in rows]))
    found = count_people(people, filterset, database_order(criteria))
    return Found(
        people=sort_people(found.people, criteria, facts),
        facets=count_facets(found, filterset),
    )


def ids_found(filterset):
    """The ids of all people found, in order, and nothing of facets.

    They come from a cursor of the database, so that many take no more memory than few,
    unless the question is one of those that are worked out here.
    """
    criteria = filterset.criteria
    people = filterset.filter_queryset(filterset.people())
    people = people.order_by(*database_order(criteria))
    is_sorted_here = criteria["sort"].removeprefix("-") in ("free", "success")
    if not is_sorted_here and not is_narrowed(criteria):
        return people.values_list("pk", flat=True).iterator()
    facts = Facts(criteria)
    rows = narrowed(people, filterset, facts)
    return sort_people([row.pk for row in rows], criteria, facts)


def is_narrowed(criteria):
    """Whether hours, free time or track records decide who is found."""
    return any(criteria[name] not in EMPTY_VALUES for name in NARROWING)


# Narrowing


def narrowed(people, filterset, facts):
    """Rows of those of the people who pass what is worked out here."""
    # Every column of ten thousand rows takes its time: only those that are needed.
    unread = Value(None, TimeField())
    is_zone_asked = filterset.criteria["tz"]
    rows = people.values_list(
        *CandidateRow._fields[:3],
        *(("works_from", "works_to") if is_zone_asked else (unread, unread)),
    )
    rows = list(starmap(CandidateRow, rows))
    for narrow in NARROWING.values():
        rows = narrow(rows, filterset, facts)
    return rows


def database_order(criteria):
    sort = criteria["sort"]
    by_name = ("sort_name", "pk")
    if sort.endswith("confirmed"):
        confirmed = F("confirmed_at")
        if sort.startswith("-"):
            return (confirmed.asc(nulls_first=True), *by_name)
        return (confirmed.desc(nulls_last=True), *by_name)
    if not sort:
        return ()
    if sort.endswith("level") and criteria["skill"]:
        levels = sum_of_levels([asked.skill.pk for asked in criteria["skill"]])
        return (levels.asc() if sort.startswith("-") else levels.desc(), *by_name)
    return ("-sort_name", "-pk") if sort == "-name" else by_name


def sum_of_levels(skills):
    """An expression: the levels that a person has in the skills, added up."""
    levels = (
        Expertise.objects.filter(person=OuterRef("pk"), skill__in=skills)
        .order_by()
        .values("person")
        .values_list(Sum("level"))
    )
    return Coalesce(Subquery(levels), 0)


def with_shared_hours(rows, filterset, facts):
    """Those whose working day overlaps with the zone's long enough."""
    criteria = filterset.criteria
    if not criteria["tz"]:
        return rows
    zones = filterset.form.zones
    return [
        row
        for row in rows
        if row.location
        and criteria["overlap"]
        <= shared_hours(
            zones[row.location],
            row.works_from,
            row.works_to,
            criteria["tz"],
            *criteria["window"],
        )
    ]


def with_free_time(rows, filterset, facts):
    """Those with enough free time on the worst day of the window."""
    least = filterset.criteria["free"]
    if not least:
        return rows
    free = facts.free_percents(rows)
    return [row for row in rows if free[row.pk] >= least]


def with_track_record(rows, filterset, facts):
    """Those of whose judged projects enough succeeded, and who have enough of them."""
    criteria = filterset.criteria
    least = criteria["success"]
    if least is None:
        return rows
    records = facts.track_records([row.pk for row in rows])
    return [
        row
        for row in rows
        if (record := records[row.pk]).judged >= criteria["judged"]
        and 100 * record.successes >= least * record.judged
    ]


# What `PersonFilterSet` leaves to this module, by parameter, the cheapest first.
NARROWING = {
    "tz": with_shared_hours,
    "free": with_free_time,
    "success": with_track_record,
}


# Order


def sort_people(ids, criteria, facts):
    """Ids in the order asked for: best first, `-` turns that round, ties by name."""
    sort = criteria["sort"].removeprefix("-")
    if sort == "free":
        people = Person.objects.filter(pk__any=Ids(ids)).order_by()
        keys = facts.free_percents(people.only("pk", "capacity"))
    elif sort == "success":
        average = organisation_rate()
        # Rounded, so that equal rates tie whatever fractions they came from.
        keys = {
            person: round(shrunk_rate(record.successes, record.judged, average), 12)
            for person, record in facts.track_records(ids).items()
        }
    else:
        return ids
    is_best_first = not criteria["sort"].startswith("-")
    return sorted(ids, key=keys.__getitem__, reverse=is_best_first)
