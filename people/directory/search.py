"""Who passes the filters of the people list, and in what order.

The database answers the filters that it has indexes for; what is worked out in bulk
(`people.directory.narrowing`) is so for the people who remain. See also:
`people.directory.facet_counts`, which counts what each further option would leave.
"""

from dataclasses import dataclass, field

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from people.directory.facet_counts import count_facets, count_people, facets_chosen
from people.directory.narrowing import Facts, narrow_people, narrowings
from people.fields import Ids
from people.lists.listing import Option
from people.models import Expertise, Person
from people.records.track_record import organisation_rate, shrunk_rate


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the directory: ids in order, and facets by parameter."""

    people: list[int]
    facets: dict[str, list[Option]] = field(default_factory=dict)


def search(filterset) -> Found:
    """Answer a valid `PersonFilterSet`; at most 4 queries."""
    facts = Facts(filterset.criteria)
    people = filterset.filter_queryset(
        filterset.people(), skipping=facets_chosen(filterset)
    )
    if narrowings(filterset):
        rows = narrow_people(people.order_by(), filterset, facts)
        people = Person.objects.filter(pk__any=Ids([row.pk for row in rows]))
    counted = count_people(people, filterset, database_order(filterset.criteria))
    return Found(
        people=sort_people(counted.people, filterset.criteria, facts),
        facets=count_facets(counted, filterset),
    )


def ids_found(filterset):
    """The ids of all people found, in order, and nothing of facets.

    They come from a cursor of the database, so that many take no more memory than few,
    unless the question is one of those that are worked out here.
    """
    criteria = filterset.criteria
    people = filterset.filter_queryset(filterset.people())
    people = people.order_by(*database_order(criteria))
    is_sorted_here = criteria.get("sort", "").removeprefix("-") in ("free", "success")
    if not is_sorted_here and not narrowings(filterset):
        return people.values_list("pk", flat=True).iterator()
    facts = Facts(criteria)
    rows = narrow_people(people, filterset, facts)
    return sort_people([row.pk for row in rows], criteria, facts)


# Order


def database_order(criteria):
    sort = criteria.get("sort")
    by_name = ("sort_name", "pk")
    if not sort:
        return ()
    if sort.endswith("confirmed"):
        confirmed = F("confirmed_at")
        if sort.startswith("-"):
            return (confirmed.asc(nulls_first=True), *by_name)
        return (confirmed.desc(nulls_last=True), *by_name)
    if sort.endswith("level") and criteria["skill"]:
        levels = add_up_levels([asked.skill.pk for asked in criteria["skill"]])
        return (levels.asc() if sort.startswith("-") else levels.desc(), *by_name)
    return ("-sort_name", "-pk") if sort == "-name" else by_name


def add_up_levels(skills):
    """An expression: the levels that a person has in the skills, added up."""
    levels = (
        Expertise.objects.filter(person=OuterRef("pk"), skill__in=skills)
        .order_by()
        .values("person")
        .values_list(Sum("level"))
    )
    return Coalesce(Subquery(levels), 0)


def sort_people(ids, criteria, facts):
    """Ids in the order asked for: best first, `-` turns that round, ties by name."""
    asked = criteria.get("sort", "")
    sort = asked.removeprefix("-")
    if sort == "free":
        keys = facts.free_percents(ids)
    elif sort == "success":
        average = organisation_rate()
        # Rounded, so that equal rates tie whatever fractions they came from.
        keys = {
            person: round(shrunk_rate(record.successes, record.judged, average), 12)
            for person, record in facts.track_records(ids).items()
        }
    else:
        return ids
    return sorted(ids, key=keys.__getitem__, reverse=not asked.startswith("-"))
