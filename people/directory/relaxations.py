"""Ways out of an empty result: which single condition to drop or to ease.

Everybody who fails exactly one condition is counted for that condition, so the
counts are those of the list without it.
"""

from dataclasses import dataclass, replace
from functools import reduce
from itertools import compress
from math import floor
from operator import add, not_

from django.db.models import Case, Count, F, Q, Value, When

from people.directory.panel import applied_filters
from people.directory.search import NARROWING, CandidateRow, Facts
from people.fields import Ids
from people.lists.listing import WayOut
from people.models import Expertise, Level, Person


@dataclass(frozen=True, eq=False, slots=True)
class Condition:
    """One condition that can be dropped: a parameter with the values it came with."""

    name: str
    values: tuple[str, ...]
    label: str
    cleaned: object


def ways_out(filterset, address):
    """The changes that give anybody, those that give most first; at most 4 queries.

    Where no single change is enough, each condition by itself.
    """
    conditions = conditions_in_force(filterset)
    facts = Facts(filterset.criteria)
    missed = near_misses(filterset, conditions, facts)
    rows_by = {
        one: [row for row, miss in missed if miss == [one]] for one in conditions
    }
    found = [
        WayOut(f"Without {one.label}", dropped(one, address), len(rows))
        for one, rows in rows_by.items()
    ]
    found += lower_levels(rows_by, facts, address)
    found += match_any(conditions, missed, address)
    for one, rows in rows_by.items():
        ease = {"free": less_free, "success": lower_rate}.get(one.name)
        if rows and ease:
            found += ease(one, rows, facts, address)
    if not any(way.count for way in found):
        found = each_alone(filterset, conditions, address)
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def conditions_in_force(filterset):
    """The conditions in force; the values of an OR parameter are one condition."""
    criteria = filterset.criteria
    asked = iter(criteria["skill"])
    conditions = {}
    for name, value, label in applied_filters(filterset):
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
    """People who almost pass, as rows, each with the conditions that it misses."""
    stored = [one for one in conditions if one.name not in NARROWING]
    missed = almost_passing(filterset, stored)
    for one in conditions:
        if narrow := NARROWING.get(one.name):
            passing = set(narrow([row for row, _ in missed], filterset, facts))
            missed = [
                (row, miss if row in passing else [*miss, one]) for row, miss in missed
            ]
    return missed


def almost_passing(filterset, conditions):
    """People who miss at most one stored condition, or only some of the skills."""
    people = filterset.people().order_by()
    flags = {
        f"misses_{number}": Case(
            When(pk__in=passing_one(filterset, one).values("pk"), then=0), default=1
        )
        for number, one in enumerate(conditions)
    }
    if flags:
        are_skills = [one.name == "skill" for one in conditions]
        skills = sum_of(compress(flags, are_skills))
        others = sum_of(compress(flags, map(not_, are_skills)))
        people = people.annotate(**flags, skills=skills, others=others).filter(
            Q(skills=0, others__lte=1)
            | Q(skills=1, others=0)
            | Q(skills__lt=sum(are_skills), others=0)
        )
    columns = len(CandidateRow._fields)
    return [
        (
            CandidateRow(*row[:columns]),
            [
                one
                for one, misses in zip(conditions, row[columns:], strict=True)
                if misses
            ],
        )
        for row in people.values_list(*CandidateRow._fields, *flags)
    ]


def passing_one(filterset, condition):
    """Everybody who passes one stored condition."""
    filter_ = filterset.filters[condition.name]
    return filter_.filter(Person.objects.order_by(), condition.cleaned)


def sum_of(names):
    return reduce(add, map(F, names), Value(0))


# Ways to ease a condition


def dropped(condition, address):
    gone = {(condition.name, value) for value in condition.values}
    return address.href([pair for pair in address.pairs() if pair not in gone])


def lower_levels(rows_by, facts, address):
    """For each skill that alone is in the way the highest lower level there is."""
    if facts.criteria["match"] == "any":
        return
    asked = {one: one.cleaned[0] for one in rows_by if one.name == "skill"}
    levels = dict.fromkeys(asked, ())
    people = [row.pk for one in asked for row in rows_by[one]]
    if people:
        rows = Expertise.objects.filter(
            person_id__any=Ids(people),
            skill__in=[one.skill.pk for one in asked.values()],
        ).values_list("person_id", "skill_id", "level")
        stated = {(person, skill): level for person, skill, level in rows}
        levels = {
            condition: [
                stated[row.pk, one.skill.pk]
                for row in rows_by[condition]
                if (row.pk, one.skill.pk) in stated
            ]
            for condition, one in asked.items()
        }
    for condition, one in asked.items():
        if levels[condition]:
            eased = one._replace(level=max(levels[condition]))
            yield WayOut(
                f"With {eased.label} instead of {Level(one.level).label}",
                address.with_one_for_another("skill", condition.values[0], eased.value),
                levels[condition].count(eased.level),
            )


def match_any(conditions, missed, address):
    """One of several skills instead of all of them."""
    skills = {one for one in conditions if one.name == "skill"}
    if len(skills) > 1:
        count = sum(
            len(miss) < len(skills) and skills.issuperset(miss) for _, miss in missed
        )
        yield WayOut(
            "With any of the skills", address.with_value("match", "any"), count
        )


def each_alone(filterset, conditions, address):
    """How many meet each stored condition by itself."""
    stored = [one for one in conditions if one.name not in NARROWING]
    listed = filterset.people().order_by().values("pk")
    counts = [
        passing_one(filterset, one)
        .filter(pk__in=listed)
        .values_list(Value(number))
        .annotate(people=Count("pk"))
        for number, one in enumerate(stored)
    ]
    found = counts[0].union(*counts[1:], all=True) if counts else ()
    for number, count in found:
        one = stored[number]
        pairs = [(one.name, value) for value in one.values]
        if one.name == "skill" and filterset.criteria["match"] == "any":
            pairs.append(("match", "any"))
        yield WayOut(f"Only {one.label}", address.href(pairs), count)


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
    records = facts.track_records([row.pk for row in rows])
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
