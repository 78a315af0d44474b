"""Who passes the filters of the people list, in what order, and what each further
option would leave.

The database answers the filters that it has indexes for; hours, free time and track
records are worked out in bulk for the people who remain. A facet counts people under
all *other* filters, so choosing an option gives the count that stood beside it.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, Sum, Value
from django.db.models.functions import Coalesce

from people.availability import calendars, free_percent
from people.models import Expertise, LearningGoal, Person
from people.track_record import organisation_rate, shrunk_rate, track_records
from people.working_hours import shared_hours

# What `PersonFilterSet` leaves to this module.
COMPUTED = ("free", "tz", "success")


class Row(NamedTuple):
    """What is known of one candidate for the list without a look at bookings."""

    pk: int
    capacity: int
    team: int | None
    location: int | None
    works_from: object
    works_to: object
    has_goal: bool
    has_skill: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet and the number of people that choosing it gives."""

    value: str
    label: str
    count: int
    is_selected: bool = False
    group: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the directory: ids in order, and facets by parameter."""

    people: list[int]
    facets: dict[str, list[Option]] = field(default_factory=dict)


def search(filterset):
    """Answer a valid `PersonFilterSet`; at most 5 queries, 6 when sorted by success."""
    criteria = filterset.criteria
    rows = with_track_record(
        with_free_time(with_shared_hours(candidates(filterset), filterset), criteria),
        criteria,
    )
    checks = facet_checks(criteria)
    return Found(
        people=sort_people(passing(rows, checks), criteria),
        facets=facets_of(rows, checks, filterset),
    )


# Narrowing


def candidates(filterset):
    """People who pass what the database checks, apart from the facets, as rows."""
    criteria = filterset.criteria
    skipping = ["goal", "team", "location"]
    if criteria["match"] == "any":
        skipping.append("skill")
    people = filterset.filter_queryset(Person.objects.active(), skipping=skipping)
    return [
        Row._make(row)
        for row in people.order_by(*database_order(criteria)).values_list(
            *Row._fields[:6],
            passes(filterset, "goal"),
            passes(filterset, "skill" if "skill" in skipping else None),
        )
    ]


def passes(filterset, name):
    """An expression: whether the person passes the filter; true if it is not set."""
    if not filterset.criteria.get(name):
        return Value(True)
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
        skills = [asked.skill.pk for asked in criteria["skill"]]
        levels = Coalesce(
            Sum("expertise__level", filter=Q(expertise__skill__in=skills)), 0
        )
        return (levels.asc() if sort.startswith("-") else levels.desc(), *by_name)
    return ("-sort_name", "-pk") if sort == "-name" else by_name


def with_shared_hours(rows, filterset):
    """Those whose working day overlaps with the zone's long enough."""
    if not filterset.criteria["tz"]:
        return rows
    return [row for row in rows if shares_hours(row, filterset)]


def with_free_time(rows, criteria):
    """Those with enough free time on the worst day of the window."""
    if not criteria["free"]:
        return rows
    free = free_percents(rows, criteria["window"])
    return [row for row in rows if free[row.pk] >= criteria["free"]]


def with_track_record(rows, criteria):
    """Those of whose judged projects enough succeeded, and who have enough of them."""
    if criteria["success"] is None:
        return rows
    records = track_records([row.pk for row in rows])
    return [row for row in rows if has_succeeded(records[row.pk], criteria)]


def shares_hours(row, filterset):
    criteria = filterset.criteria
    zone = filterset.form.zones.get(row.location)
    return bool(zone) and criteria["overlap"] <= shared_hours(
        zone, row.works_from, row.works_to, criteria["tz"], *criteria["window"]
    )


def free_percents(rows, window):
    """Free percent in the window by person, in one query."""
    capacities = {row.pk: row.capacity for row in rows}
    return {
        person: free_percent(calendar, *window)
        for person, calendar in calendars(capacities, *window).items()
    }


def has_succeeded(record, criteria):
    return (
        record.judged >= criteria["judged"]
        and 100 * record.successes >= criteria["success"] * record.judged
    )


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
    counts = {
        "team": Counter(row.team for row in under["team"]),
        "location": Counter(row.location for row in under["location"]),
        "goal": goal_counts(under["goal"]),
        "skill": skill_counts(under["skill"]),
    }
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
                for level in range(asked.level, 5)
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
            )
            for named in filterset.form.vocabulary[kind].values()
            if named.pk in counts or named.slug in slugs
        ),
        key=lambda option: option.label.casefold(),
    )


def goal_counts(rows):
    """The number of people by skill that they want to learn."""
    return dict(
        LearningGoal.objects.unfinished()
        .filter(person_id__any=[row.pk for row in rows])
        .order_by()
        .values_list("skill_id")
        .annotate(people=Count("pk"))
    )


def skill_counts(rows):
    """The number of people by skill and level."""
    counts = (
        Expertise.objects.filter(person_id__any=[row.pk for row in rows])
        .order_by()
        .values_list("skill_id", "level")
        .annotate(people=Count("pk"))
    )
    return {(skill, level): people for skill, level, people in counts}


# Order


def sort_people(rows, criteria):
    """Ids in the order asked for: best first, `-` turns that round, ties by name."""
    sort = criteria["sort"].removeprefix("-")
    if sort == "free":
        keys = free_percents(rows, criteria["window"])
    elif sort == "success":
        average = organisation_rate()
        keys = {
            person: shrunk_rate(record.successes, record.judged, average)
            for person, record in track_records([row.pk for row in rows]).items()
        }
    else:
        return [row.pk for row in rows]
    is_best_first = not criteria["sort"].startswith("-")
    ids = [row.pk for row in rows]
    return sorted(ids, key=keys.__getitem__, reverse=is_best_first)
