"""Who passes the filters of the people list, in what order, and what each further
option would leave.

The database answers the filters that it has indexes for; hours, free time and track
records are worked out in bulk for the people who remain. A facet counts people under
all *other* filters, so choosing an option gives the count that stood beside it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import time
from itertools import starmap
from operator import attrgetter
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    TimeField,
    Value,
)
from django.db.models.functions import Coalesce
from django_filters.constants import EMPTY_VALUES

from people.facets import Option, sift
from people.fields import Ids
from people.models import Expertise, LearningGoal, Person, related
from people.track_record import organisation_rate, shrunk_rate, track_records
from people.working_hours import shared_hours


class Row(NamedTuple):
    """What is known of one candidate for the list without a look at bookings."""

    pk: int
    capacity: int
    team: int | None
    location: int | None
    works_from: time | None = None
    works_to: time | None = None
    has_goal: bool = True
    has_skill: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the directory: ids in order, and facets by parameter."""

    people: list[int]
    facets: dict[str, list[Option]] = field(default_factory=dict)


class Facts:
    """Free time and track records of the rows in hand, looked up once."""

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

    def track_records(self, rows):
        """Judged projects by person, in one query."""
        if not self.records:
            self.records = track_records([row.pk for row in rows])
        return self.records


def search(filterset):
    """Answer a valid `PersonFilterSet`; at most 4 queries, 5 when sorted by success."""
    criteria = filterset.criteria
    facts = Facts(criteria)
    sifted = sift(narrowed(filterset, facts), facet_checks(criteria))
    return Found(
        people=sort_people(sifted.passed, criteria, facts),
        facets=facets_of(sifted, filterset),
    )


def ids_found(filterset):
    """The ids of all people found, in order, and nothing of facets.

    They come from a cursor of the database, so that many take no more memory than few,
    unless the question is one of those that are worked out here.
    """
    criteria = filterset.criteria
    if not is_worked_out_here(criteria):
        people = filterset.filter_queryset(filterset.people())
        ids = people.order_by(*database_order(criteria)).values_list("pk", flat=True)
        return ids.iterator()
    facts = Facts(criteria)
    sifted = sift(narrowed(filterset, facts), facet_checks(criteria))
    return sort_people(sifted.passed, criteria, facts)


def is_worked_out_here(criteria):
    """Whether hours, free time or track records decide who is found, or the order."""
    sort = criteria["sort"].removeprefix("-")
    return sort in ("free", "success") or any(
        criteria[name] not in EMPTY_VALUES for name in NARROWING
    )


# Narrowing


def narrowed(filterset, facts):
    """Rows of the people who pass everything but the facets."""
    rows = candidates(filterset)
    for narrow in NARROWING.values():
        rows = narrow(rows, filterset, facts)
    return rows


def candidates(filterset):
    """People who pass what the database checks, apart from the facets, as rows."""
    criteria = filterset.criteria
    skipping = ["goal", "team", "location"]
    if criteria["match"] == "any" and criteria["skill"]:
        skipping.append("skill")
    people = filterset.filter_queryset(filterset.people(), skipping=skipping)
    # Every column of ten thousand rows takes its time: only those that are needed.
    unread = Value(None, TimeField())
    rows = people.order_by(*database_order(criteria)).values_list(
        *Row._fields[:4],
        *(("works_from", "works_to") if criteria["tz"] else (unread, unread)),
        passes(filterset, "goal") if criteria["goal"] else Value(True),
        passes(filterset, "skill") if "skill" in skipping else Value(True),
    )
    return list(starmap(Row, rows))


def passes(filterset, name):
    """An expression: whether the person passes the filter."""
    people = Person.objects.order_by()
    chosen = filterset.filters[name].filter(people, filterset.criteria[name])
    return ExpressionWrapper(Q(pk__in=chosen.values("pk")), BooleanField())


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
    records = facts.track_records(rows)
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


# Facets


def facet_checks(criteria):
    """For each facet with a choice the test of a row."""
    checks = {}
    if criteria["goal"]:
        checks["goal"] = lambda row: row.has_goal
    if criteria["skill"] and criteria["match"] == "any":
        checks["skill"] = lambda row: row.has_skill
    for name in ("team", "location"):
        if criteria[name]:
            chosen = {place.pk for place in criteria[name]}
            checks[name] = lambda row, name=name, chosen=chosen: (
                getattr(row, name) in chosen
            )
    return checks


def facets_of(sifted, filterset):
    counts = skill_counts(sifted, filterset)
    for name in ("team", "location"):
        counts[name] = Counter(map(attrgetter(name), sifted.under_others(name)))
    asked = [
        Option(one.value, one.label, people, is_selected=True)
        for one, people in asked_counts(sifted, counts["level"], filterset.criteria)
    ]
    return {"asked": asked} | {
        name: options(name, counts[name], filterset)
        for name in ("skill", "goal", "team", "location")
    }


def asked_counts(sifted, levels, criteria):
    """Each skill asked for, with how many have it at its level or above."""
    for one in criteria["skill"]:
        if criteria["match"] == "all":
            yield one, len(sifted.passed)
        else:
            yield one, sum(levels.get((one.skill.pk, level), 0) for level in one.levels)


def options(name, counts, filterset):
    """The values of a facet that anybody has, and those chosen, in name order."""
    kind = "skill" if name == "goal" else name
    chosen = filterset.criteria[name]
    slugs = {getattr(one, "skill", one).slug for one in chosen}
    return sorted(
        (
            Option(
                named.slug,
                named.name,
                counts.get(named.pk, 0),
                is_selected=named.slug in slugs,
                group=named.group,
                position=named.position,
                aliases=named.aliases,
            )
            for named in filterset.form.vocabulary[kind].values()
            if named.pk in counts or named.slug in slugs
        ),
        key=lambda option: option.label.casefold(),
    )


def skill_counts(sifted, filterset):
    """The number of people by skill, by goal, and by asked skill and level.

    One query. Where all skills are asked for, everybody has them at their levels, and
    nothing is counted by level.
    """
    having = Expertise.objects.filter(whose(sifted, "skill", filterset))
    wanting = LearningGoal.objects.filter(whose(sifted, "goal", filterset))
    counted = {"skill": (having, Value(0)), "goal": (wanting.unfinished(), Value(0))}
    criteria = filterset.criteria
    if criteria["match"] == "any" and criteria["skill"]:
        asked = having.filter(skill__in={one.skill.pk for one in criteria["skill"]})
        counted["level"] = (asked, F("level"))
    queries = [
        rows.order_by()
        .values_list(Value(name), "skill_id", level)
        .annotate(people=Count("*"))
        for name, (rows, level) in counted.items()
    ]
    counts = {"skill": {}, "goal": {}, "level": {}}
    for name, skill, level, people in queries[0].union(*queries[1:], all=True):
        counts[name][(skill, level) if name == "level" else skill] = people
    return counts


def whose(sifted, name, filterset):
    """The condition that something belongs to one of the people under other filters."""
    if filterset.in_force <= sifted.kept_out_by.keys() & {name}:
        # Nothing else is asked: they are all there are.
        return Q(person__in=filterset.people().order_by().values("pk"))
    return Q(person_id__among=Ids([row.pk for row in sifted.under_others(name)]))


# Order


def sort_people(rows, criteria, facts):
    """Ids in the order asked for: best first, `-` turns that round, ties by name."""
    sort = criteria["sort"].removeprefix("-")
    if sort == "free":
        keys = facts.free_percents(rows)
    elif sort == "success":
        average = organisation_rate()
        # Rounded, so that equal rates tie whatever fractions they came from.
        keys = {
            person: round(shrunk_rate(record.successes, record.judged, average), 12)
            for person, record in facts.track_records(rows).items()
        }
    else:
        return [row.pk for row in rows]
    is_best_first = not criteria["sort"].startswith("-")
    ids = [row.pk for row in rows]
    return sorted(ids, key=keys.__getitem__, reverse=is_best_first)
