"""Who passes the filters of the people list, in what order, and what each further
option would leave.

The database answers the filters that it has indexes for; hours, free time and track
records are worked out in bulk for the people who remain. A facet counts people under
all *other* filters, so choosing an option gives the count that stood beside it.
"""

from collections import Counter
from dataclasses import dataclass, field
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
    Value,
)
from django.db.models.functions import Coalesce
from django_filters.constants import EMPTY_VALUES

from people.fields import Ids
from people.models import Expertise, LearningGoal, Level, Person, related
from people.track_record import organisation_rate, shrunk_rate, track_records
from people.working_hours import shared_hours


class Row(NamedTuple):
    """What is known of one candidate for the list without a look at bookings."""

    pk: int
    capacity: int
    team: int | None
    location: int | None
    works_from: object = None
    works_to: object = None
    has_goal: bool = True
    has_skill: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet and the number of people that choosing it gives."""

    value: str
    label: str
    count: int
    is_selected: bool = False
    group: str = ""
    position: int = 0
    aliases: str = ""


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
    rows = narrowed(filterset, facts)
    checks = facet_checks(criteria)
    return Found(
        people=sort_people(passing(rows, checks), criteria, facts),
        facets=facets_of(rows, checks, filterset),
    )


def ids_found(filterset):
    """The ids of all people found, in order, and nothing of facets.

    They come from a cursor of the database, so that many take no more memory than few,
    unless the question is one of those that are worked out here.
    """
    criteria = filterset.criteria
    if not is_worked_out_here(criteria):
        people = filterset.filter_queryset(Person.objects.active())
        ids = people.order_by(*database_order(criteria)).values_list("pk", flat=True)
        return ids.iterator()
    facts = Facts(criteria)
    rows = narrowed(filterset, facts)
    return sort_people(passing(rows, facet_checks(criteria)), criteria, facts)


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
    if criteria["match"] == "any":
        skipping.append("skill")
    people = filterset.filter_queryset(Person.objects.active(), skipping=skipping)
    # Every column of ten thousand rows takes its time: only those that are needed.
    extra = {}
    if criteria["tz"]:
        extra |= {"works_from": F("works_from"), "works_to": F("works_to")}
    if criteria["goal"]:
        extra["has_goal"] = passes(filterset, "goal")
    if criteria["skill"] and "skill" in skipping:
        extra["has_skill"] = passes(filterset, "skill")
    rows = people.order_by(*database_order(criteria)).values_list(
        *Row._fields[:4], *extra.values()
    )
    return [Row(*row[:4], **dict(zip(extra, row[4:], strict=True))) for row in rows]


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


def passing(rows, checks, but=None):
    """The rows that pass all checks but one."""
    tests = [test for name, test in checks.items() if name != but]
    if not tests:
        return rows
    return [row for row in rows if all(test(row) for test in tests)]


def facets_of(rows, checks, filterset):
    criteria = filterset.criteria
    under = {
        name: passing(rows, checks, but=name)
        for name in ("skill", "goal", "team", "location")
    }
    counts = skill_counts(
        whose(under["skill"], filterset), whose(under["goal"], filterset)
    )
    counts["team"] = Counter(row.team for row in under["team"])
    counts["location"] = Counter(row.location for row in under["location"])
    facets = {
        name: options(name, counts[name], filterset)
        for name in ("team", "location", "goal")
    }
    facets["asked"] = [
        Option(
            asked.value,
            asked.label,
            sum(
                counts["skill"].get((asked.skill.pk, level), 0)
                for level in Level
                if level >= asked.level
            ),
            is_selected=True,
        )
        for asked in criteria["skill"]
    ]
    any_level = Counter()
    for (skill, _), count in counts["skill"].items():
        any_level[skill] += count
    facets["skill"] = options("skill", any_level, filterset)
    return facets


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


def skill_counts(having, wanting):
    """The number of people by skill and level, and by goal, in one query.

    `having` and `wanting` limit the people: conditions on expertise and on goals.
    """
    queries = [
        rows.order_by()
        .values_list(Value(name), "skill_id", level)
        .annotate(people=Count("pk"))
        for name, rows, level in (
            ("skill", Expertise.objects.filter(having), F("level")),
            ("goal", LearningGoal.objects.unfinished().filter(wanting), Value(0)),
        )
    ]
    counts = {"skill": {}, "goal": {}}
    for name, skill, level, people in queries[0].union(queries[1], all=True):
        key = (skill, level) if name == "skill" else skill
        counts[name][key] = people
    return counts


def whose(rows, filterset):
    """The condition that something belongs to one of the people in the rows."""
    if filterset.is_open:
        return Q(person__in=Person.objects.active().order_by().values("pk"))
    return Q(person_id__any=Ids(row.pk for row in rows))


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
