"""Who passes the filters, and how many would with each further option, in one query.

A facet counts people under all *other* filters, so choosing an option gives the count
that stood beside it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.expressions import RawSQL

from people.database.by_skill import fetch_by_skill
from people.database.tables import LEVELS, LevelsOf
from people.database.unchanged import fetch_rows
from people.lists.named_filters import NamedRows
from people.models import Person
from people.words import local_day

# An array of ids is few to the planner, which then reads an index and joins nothing.
WHOSE = "person_id = ANY(ARRAY(SELECT pk FROM pool WHERE {others}))"
# Of all who are here: what is kept of everybody, less the rows of the few who left.
BUT_FEW = """
SELECT key, NULL::int, sum(number)::bigint FROM (
    SELECT skill_id, people FROM people_skillcount WHERE {kept}
    UNION ALL SELECT key, -number FROM ({of_few}) AS few (key, level, number)
) AS counts (key, number) GROUP BY key HAVING sum(number) > 0
"""
FEW = "person_id = ANY(ARRAY(SELECT id FROM people_person WHERE left_on < %s))"
PASSING = "SELECT pk FROM pool WHERE {others}"
FOUND = """
SELECT NULL, NULL, NULL, (SELECT count(*) FROM pool WHERE {others}), ARRAY({people})
"""
OWN_COLUMN = "SELECT {name}, NULL::int, count(*) FROM pool WHERE {others} GROUP BY 1"
OF_ALL_HERE = """
SELECT {column}, NULL::int, count(*) FROM people_person
WHERE left_on IS NULL OR left_on >= %s GROUP BY 1
"""
# Of some skills: nobody else has any.
WITH_LEVELS = """
SELECT * FROM ({pool}) AS pool ({columns})
WHERE pk = ANY(ARRAY(SELECT person_id FROM counted_levels))
"""


class Count(NamedTuple):
    """What is counted: a query, and its parameters.

    If it asks for `{levels}`, it counts those of each skill by themselves.
    """

    name: str
    sql: str
    parameters: tuple = ()

    @property
    def is_by_skill(self):
        return "{levels}" in self.sql

    def select(self, **words):
        """A part of a larger statement."""
        sql = self.sql.format(name=self.name, **words)
        columns = f"SELECT '{self.name}', c.*, NULL::bigint[]"
        return f"{columns} FROM ({sql}) AS c", self.parameters


def united(selects):
    """All parts as one, with their parameters."""
    queries, parameters = zip(*selects, strict=True)
    return " UNION ALL ".join(queries), [*chain.from_iterable(parameters)]


class CountedRows(NamedRows):
    """A facet of the people list.

    `counted` is the query that counts its options, `{whose}` the people in it, with
    `parameters`; without one, a column of the people themselves is counted. `kept` is
    the condition of the rows of `SkillCount` that say the same of everybody.
    """

    def __init__(self, kind, *, counted="", parameters=(), kept="", **kwargs):
        super().__init__(kind, **kwargs)
        self.counted, self.parameters, self.kept = counted, parameters, kept

    @property
    def is_widening(self):
        """Whether a further value finds more, so that options count who fails it."""
        return self.is_in_force

    @property
    def is_of_all_here(self):
        """Whether its options count all who are here, which takes no list of them."""
        own = self if self.is_widening else None
        is_known = self.kept or not self.counted
        return bool(is_known and self.parent.keeps_all_here(but=own))

    def count(self):
        return Count(self.name, self.counted or OWN_COLUMN, self.parameters)

    def count_all_here(self):
        """The same of all who are here."""
        if self.kept:
            few = self.counted.format(whose=FEW, levels=LEVELS)
            sql = BUT_FEW.format(kept=self.kept, of_few=few)
        else:
            field = Person._meta.get_field(self.name)
            sql = OF_ALL_HERE.format(column=field.column)
        return Count(self.name, sql, (*self.parameters, local_day()))

    def further_counts(self):
        """What else is counted of the people in `{whose}`."""
        return ()

    def facets(self, found):
        """The options by facet, see `Counted`."""
        return {self.name: self.options(found.by_facet[self.name])}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pass everything, their ids in order, and numbers of people by facet.

    The ids are those of a slice, if one was asked for. Numbers are by id of an option;
    under `level` by the skill asked for and a level.
    """

    total: int = 0
    people: list[int] = field(default_factory=list)
    by_facet: dict[str, dict] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, rows):
        """Of rows as `FOUND` and counts have them."""
        counts = defaultdict(dict)
        for facet, key, level, number, people in rows:
            if facet:
                counts[facet][key if level is None else (key, level)] = number
            else:
                found = number, people
        return cls(*found, counts)


def facet_filters(filterset) -> list[CountedRows]:
    return [one for one in filterset.filters.values() if isinstance(one, CountedRows)]


def facets_chosen(filterset) -> list[str]:
    """The facets with a choice, whose options count people who fail it as well."""
    facets = facet_filters(filterset)
    return [one.name for one in facets if one.is_widening and not one.is_of_all_here]


def count_people(people, filterset, order, shown=slice(None)) -> Counted:
    """Those of the people who pass the facets too, in the order, and all counts.

    `people` pass everything but `facets_chosen`.
    """
    try:
        pool = Pool.of(people, filterset)
    except EmptyResultSet:
        return Counted()
    kept, by_skill, others = [], {}, [pool.found(people, order, shown)]
    for facet in facet_filters(filterset):
        count = facet.count()
        if facet.is_of_all_here:
            counts = kept if facet.kept else others
            counts.append(facet.count_all_here().select())
        elif count.is_by_skill:
            by_skill[facet.name] = pool.count(count)
        else:
            others.append(pool.count(count))
        others += map(pool.count, facet.further_counts())
    rows = fetch_rows(*united(kept)) if kept else []
    return Counted.of([*rows, *pool.ask(filterset.skills_read, others, by_skill)])


@dataclass(frozen=True, slots=True)
class Pool:
    """Who passes everything but the facets chosen, with a flag for each of these."""

    sql: str
    parameters: tuple
    columns: list[str]
    flags: dict[str, str]
    is_of_all: bool

    @classmethod
    def of(cls, people, filterset):
        chosen = facets_chosen(filterset)
        own = [one.name for one in facet_filters(filterset) if not one.counted]
        rows = people.order_by().values_list(
            "pk", *own, *(whether_passing(filterset, name) for name in chosen)
        )
        flags = {name: f"passes_{name}" for name in chosen}
        columns = ["pk", *own, *flags.values()]
        return cls(
            *rows.query.sql_with_params(), columns, flags, filterset.keeps_all_here()
        )

    def all_but(self, name=None):
        """The condition that all facets are passed, apart from one."""
        flags = (flag for one, flag in self.flags.items() if one != name)
        return " AND ".join(flags) or "true"

    def count(self, count):
        others = self.all_but(count.name)
        whose = WHOSE.format(others=others)
        return count.select(others=others, whose=whose, levels="counted_levels")

    def found(self, people, order, shown):
        """How many pass all facets, and the ids of those who are shown."""
        passing, given = PASSING.format(others=self.all_but()), ()
        if order:
            if not self.is_of_all:
                people = Person.objects.filter(pk__in=RawSQL(passing, ()))
            people = people.order_by(*order).values_list("pk")[shown]
            passing, given = people.query.sql_with_params()
        return FOUND.format(others=self.all_but(), people=passing), given

    def ask(self, skills, others, by_skill):
        """The rows of all parts, some of which count levels of each skill, by facet.

        Who passes, levels of the `skills` alone may tell.
        """
        if not by_skill:
            sql, parameters = self.statement(others)
            return fetch_rows(LevelsOf(skills, sql), parameters)
        parts = by_skill.values()
        return fetch_by_skill(
            skills,
            self.statement([*others, *parts]),
            lambda: self.statement(parts, WITH_LEVELS),
            lambda row: row[1] if row[0] in by_skill else None,
        )

    def statement(self, selects, among="{pool}"):
        columns = ", ".join(self.columns)
        among = among.format(pool=self.sql, columns=columns)
        sql, parameters = united(selects)
        how = "NOT" * self.is_of_all
        return (
            f"WITH pool ({columns}) AS {how} MATERIALIZED ({among}) {sql}",
            [*self.parameters, *parameters],
        )


def whether_passing(filterset, name):
    """An expression: whether the person passes the filter."""
    people = Person.objects.order_by()
    chosen = filterset.filters[name].filter(people, filterset.criteria[name])
    return ExpressionWrapper(Q(pk__in=chosen.values("pk")), BooleanField())


def count_facets(counted, filterset):
    """The options of all facets by name."""
    facets = {}
    for facet in facet_filters(filterset):
        facets |= facet.facets(counted)
    return facets
