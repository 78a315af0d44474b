"""Ways out of an empty result: which single condition to drop or to ease.

Everybody who fails exactly one condition is counted for that condition, so the
counts are those of the list without it.
"""

from dataclasses import dataclass, replace
from functools import reduce
from math import floor
from operator import add

from django.db.models import Case, F, When

from people.chips import applied
from people.directory import NARROWING, Facts, Row
from people.lists import WayOut
from people.models import Expertise, Level, Person


@dataclass(frozen=True, eq=False, slots=True)
class Condition:
    """One condition that can be dropped: a parameter with the values it came with."""

    name: str
    values: tuple[str, ...]
    label: str
    cleaned: object


def ways_out(filterset, address):
    """The changes that give anybody, those that give most first; at most 4 queries."""
    conditions = conditions_of(filterset)
    facts = Facts(filterset.criteria)
    misses = near_misses(filterset, conditions, facts)
    found = [
        WayOut(f"Without {one.label}", dropped(one, address), len(rows))
        for one, rows in misses.items()
    ]
    for one, rows in misses.items():
        ease = {"skill": lower_level, "free": less_free, "success": lower_rate}
        if rows and one.name in ease:
            found += ease[one.name](one, rows, facts, address)
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def conditions_of(filterset):
    """The conditions in force; the values of an OR parameter are one condition."""
    criteria = filterset.criteria
    asked = iter(criteria["skill"])
    conditions = {}
    for name, value, label in applied(filterset):
        if name in ("from", "to"):
            continue
        if name == "skill" and criteria["match"] == "all":
            conditions[value] = Condition(name, (value,), label, [next(asked)])
        elif name in conditions:
            one = conditions[name]
            conditions[name] = replace(
                one, values=(*one.values, value), label=f"{one.label} or {label}"
            )
        else:
            conditions[name] = Condition(name, (value,), label, criteria[name])
    return list(conditions.values())


def near_misses(filterset, conditions, facts):
    """For each condition the rows of the people who fail it and nothing else."""
    stored = [one for one in conditions if one.name not in NARROWING]
    computed = [one for one in conditions if one.name in NARROWING]
    rows = one_miss_rows(filterset, stored)
    for one in computed:
        narrow = NARROWING[one.name]
        passing = set(narrow([row for row, _ in rows], filterset, facts))
        rows = [
            (row, missed if row in passing else [*missed, one]) for row, missed in rows
        ]
        rows = [(row, missed) for row, missed in rows if len(missed) < 2]
    misses = {one: [] for one in conditions}
    for row, missed in rows:
        for one in missed:
            misses[one].append(row)
    return misses


def one_miss_rows(filterset, conditions):
    """People who fail at most one stored condition, each with what they fail."""
    people = Person.objects.active().order_by()
    flags = {
        f"misses_{number}": Case(
            When(
                pk__in=filterset.filters[one.name]
                .filter(Person.objects.order_by(), one.cleaned)
                .values("pk"),
                then=0,
            ),
            default=1,
        )
        for number, one in enumerate(conditions)
    }
    if flags:
        misses = reduce(add, (F(name) for name in flags))
        people = people.annotate(**flags).annotate(misses=misses).filter(misses__lte=1)
    return [
        (
            Row(*row[:6], has_goal=True, has_skill=True),
            [one for one, missed in zip(conditions, row[6:], strict=True) if missed],
        )
        for row in people.values_list(*Row._fields[:6], *flags)
    ]


# Ways to ease a condition


def dropped(condition, address):
    gone = {(condition.name, value) for value in condition.values}
    return address.href([pair for pair in address.pairs() if pair not in gone])


def lower_level(condition, rows, facts, address):
    """The highest lower level of the skill that somebody has."""
    if facts.criteria["match"] == "any":
        return
    (asked,) = condition.cleaned
    levels = Expertise.objects.filter(
        person_id__any=[row.pk for row in rows], skill=asked.skill.pk
    ).values_list("level", flat=True)
    if levels:
        eased = asked._replace(level=max(levels))
        yield WayOut(
            f"With {eased.label} instead of {Level(asked.level).label}",
            address.with_one_for_another("skill", condition.values[0], eased.value),
            list(levels).count(eased.level),
        )


def less_free(condition, rows, facts, address):
    """The most free time that somebody has, in steps of ten percent."""
    percents = facts.free_percents(rows)
    free = [percents[row.pk] for row in rows]
    most = max(free) // 10 * 10
    if most:
        yield WayOut(
            f"With {most} % free instead of {condition.cleaned} %",
            address.with_value("free", most),
            sum(percent >= most for percent in free),
        )


def lower_rate(condition, rows, facts, address):
    """The best whole rate of those who have enough judged projects."""
    records = facts.track_records(rows)
    judged = [
        record
        for row in rows
        if (record := records[row.pk]).judged >= facts.criteria["judged"]
    ]
    rates = [record.successes / record.judged for record in judged]
    best = floor(100 * max(rates, default=0))
    if best:
        yield WayOut(
            f"With {best} % succeeded instead of {condition.cleaned} %",
            address.with_value("success", best),
            sum(100 * rate >= best for rate in rates),
        )
