"""Ways out of an empty result: which single condition to drop or to ease.

Everybody who fails exactly one condition is counted for that condition, so the
counts are those of the list without it.
"""

from dataclasses import dataclass
from functools import reduce
from itertools import compress
from operator import add, not_

from django.db.models import Case, Count, F, Q, Value, When

from people.directory.levels import SkillLevels
from people.directory.narrowing import CandidateRow, Facts, Narrowing
from people.lists.listing import WayOut
from people.models import Person


@dataclass(frozen=True, slots=True)
class NearMisses:
    """People who almost pass, as rows, each with the conditions that it misses."""

    missed: list
    rows_by: dict

    def rows_missing(self, filter_):
        """Those whom the one condition of a filter alone keeps out."""
        return next(
            (rows for one, rows in self.rows_by.items() if one.filter is filter_), []
        )

    def count_missing_some(self, conditions):
        """How many miss some of these conditions and meet others, and miss no other."""
        some = set(conditions)
        return sum(
            len(missing) < len(some) and some.issuperset(missing)
            for _, missing in self.missed
        )


def ways_out(filterset, address) -> list[WayOut]:
    """The changes that give anybody, those that give most first; at most 4 queries.

    Where no single change is enough, each condition by itself.
    """
    conditions = filterset.conditions()
    facts = Facts(filterset.criteria)
    near = near_misses(filterset, conditions, facts)
    ways = [
        WayOut(f"Without {one.label}", one.dropped(address), len(rows))
        for one, rows in near.rows_by.items()
    ]
    for filter_ in filterset.filters.values():
        ways += filter_.ease(near, facts, address)
    if not any(way.count for way in ways):
        ways = ways_to_each_alone(filterset, conditions, address)
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)


def is_stored(condition):
    return not isinstance(condition.filter, Narrowing)


def near_misses(filterset, conditions, facts) -> NearMisses:
    missed = almost_passing(filterset, list(filter(is_stored, conditions)))
    for one in conditions:
        if not is_stored(one):
            passing = set(one.filter.narrow([row for row, _ in missed], facts))
            missed = [
                (row, missing if row in passing else [*missing, one])
                for row, missing in missed
            ]
    rows_by = {
        one: [row for row, missing in missed if missing == [one]] for one in conditions
    }
    return NearMisses(missed, rows_by)


def almost_passing(filterset, conditions):
    """People who miss at most one stored condition, or only some of the skills."""
    people = filterset.people().order_by()
    flags = {
        f"misses_{number}": Case(
            When(pk__in=passing_one(one).values("pk"), then=0), default=1
        )
        for number, one in enumerate(conditions)
    }
    if flags:
        are_skills = [isinstance(one.filter, SkillLevels) for one in conditions]
        skills = add_up(compress(flags, are_skills))
        others = add_up(compress(flags, map(not_, are_skills)))
        people = people.annotate(**flags, skills=skills, others=others).filter(
            Q(skills=0, others__lte=1)
            | Q(skills=1, others=0)
            | Q(skills__lt=sum(are_skills), others=0)
        )
    columns = len(CandidateRow._fields)
    return [
        (CandidateRow(*row[:columns]), list(compress(conditions, row[columns:])))
        for row in people.values_list(*CandidateRow._fields, *flags)
    ]


def passing_one(condition):
    """Everybody who passes one stored condition."""
    return condition.filter.filter(Person.objects.order_by(), condition.cleaned)


def add_up(names):
    return reduce(add, map(F, names), Value(0))


def ways_to_each_alone(filterset, conditions, address):
    """How many meet each stored condition by itself."""
    stored = list(filter(is_stored, conditions))
    listed = filterset.people().order_by().values("pk")
    counts = [
        passing_one(one)
        .filter(pk__in=listed)
        .values_list(Value(number))
        .annotate(people=Count("pk"))
        for number, one in enumerate(stored)
    ]
    for number, count in counts[0].union(*counts[1:], all=True) if counts else ():
        one = stored[number]
        href = address.href([*one.pairs, *one.filter.settings])
        yield WayOut(f"Drop all but {one.label}", href, count)
