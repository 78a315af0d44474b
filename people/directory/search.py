"""Who passes the filters of the people list, and in what order.

The database answers the filters that it has indexes for; what is worked out in bulk
(`people.directory.narrowing`) is so for the people who remain. See also:
`people.directory.facet_counts`, which counts what each further option would leave.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
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

    people: Sequence[int]
    facets: dict[str, list[Option]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OnePage:
    """Ids for a paginator: all of them count, those of one page are there."""

    total: int
    ids: list[int]
    first: int

    def __len__(self):
        return self.total

    def __getitem__(self, part):
        return self.ids[part.start - self.first : part.stop - self.first]


def search(filterset) -> Found:
    """Answer a valid `PersonFilterSet`; at most 4 queries."""
    facts = Facts(filterset.criteria)
    counted = count_found(filterset, facts)
    return Found(
        people=sort_people(counted.people, filterset.criteria, facts),
        facets=count_facets(counted, filterset),
    )


def search_page(filterset, size=None) -> Found:
    """The same with the ids of the page alone, where the database orders them."""
    criteria, size = filterset.criteria, size or settings.DIRECTORY["PAGE_SIZE"]
    if is_sorted_here(criteria):
        return search(filterset)
    first, facts = (criteria["page"] - 1) * size, Facts(criteria)
    counted = count_found(filterset, facts, slice(first, first + size))
    if counted.total and not counted.people:
        # There are not so many pages: the last one is shown.
        first = (counted.total - 1) // size * size
        counted = count_found(filterset, facts, slice(first, first + size))
    people = OnePage(counted.total, counted.people, first)
    return Found(people, count_facets(counted, filterset))


def count_found(filterset, facts, shown=slice(None)):
    people = found_people(filterset, facts, skipping=facets_chosen(filterset))
    order = database_order(filterset.criteria)
    return count_people(people, filterset, order, shown)


def found_people(filterset, facts=None, skipping=()):
    """Those who pass the filters, as a queryset; `facts` where any are worked out."""
    people = filterset.filter_queryset(filterset.people(), skipping=skipping)
    if narrowings(filterset):
        rows = narrow_people(people.order_by(), filterset, facts)
        people = Person.objects.filter(pk__any=Ids([row.pk for row in rows]))
    return people


def ids_found(filterset):
    """The ids of all people found, in order, and nothing of facets.

    They come from a cursor of the database, so that many take no more memory than few,
    unless the question is one of those that are worked out here.
    """
    criteria = filterset.criteria
    people = filterset.filter_queryset(filterset.people())
    people = people.order_by(*database_order(criteria))
    if not is_sorted_here(criteria) and not narrowings(filterset):
        return people.values_list("pk", flat=True).iterator()
    facts = Facts(criteria)
    rows = narrow_people(people, filterset, facts)
    return sort_people([row.pk for row in rows], criteria, facts)


# Order


def is_sorted_here(criteria):
    """Whether the order is one that the database does not know."""
    return criteria.get("sort", "").removeprefix("-") in ("free", "success")


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
