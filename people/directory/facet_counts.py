"""Who passes the filters, and how many would with each further option, in one query.

A facet counts people under all *other* filters, so choosing an option gives the count
that stood beside it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.expressions import RawSQL

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

    def count_all_here(self):
        """Query and parameters of what is counted of all who are here."""
        if self.kept:
            few = self.counted.format(whose=FEW)
            sql = BUT_FEW.format(kept=self.kept, of_few=few)
        else:
            field = Person._meta.get_field(self.name)
            sql = OF_ALL_HERE.format(column=field.column)
        return sql, [*self.parameters, local_day()]

    def counts(self):
        """Name, query and parameters of what is counted."""
        yield self.name, self.counted or OWN_COLUMN, self.parameters

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
    facets, chosen = facet_filters(filterset), facets_chosen(filterset)
    columns = [one.name for one in facets if not one.counted]
    flags = {name: f"passes_{name}" for name in chosen}
    rows = people.order_by().values_list(
        "pk", *columns, *(whether_passing(filterset, name) for name in chosen)
    )
    try:
        pool, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return Counted()
    selects, parameters = [], list(given)
    for facet in facets:
        others = all_but(facet.name, flags)
        for name, sql, values in facet.counts():
            if name == facet.name and facet.is_of_all_here:
                sql, values = facet.count_all_here()
            sql = sql.format(
                name=facet.name, others=others, whose=WHOSE.format(others=others)
            )
            selects.append(f"SELECT '{name}', c.*, NULL::bigint[] FROM ({sql}) AS c")
            parameters += values
    others, is_of_all = all_but(None, flags), filterset.keeps_all_here()
    passing, given = PASSING.format(others=others), ()
    if order:
        if not is_of_all:
            people = Person.objects.filter(pk__in=RawSQL(passing, ()))
        people = people.order_by(*order).values_list("pk")[shown]
        passing, given = people.query.sql_with_params()
    selects.append(FOUND.format(others=others, people=passing))
    *counts, (*_, total, people) = fetch_rows(
        f"""
        WITH pool ({", ".join(["pk", *columns, *flags.values()])})
        AS {"NOT" * is_of_all} MATERIALIZED ({pool}) {" UNION ALL ".join(selects)}
        """,
        [*parameters, *given],
    )
    return gather_counts(total, people, counts)


def whether_passing(filterset, name):
    """An expression: whether the person passes the filter."""
    people = Person.objects.order_by()
    chosen = filterset.filters[name].filter(people, filterset.criteria[name])
    return ExpressionWrapper(Q(pk__in=chosen.values("pk")), BooleanField())


def all_but(name, flags):
    """The condition that all facets are passed, apart from one."""
    return " AND ".join(flags[one] for one in flags if one != name) or "true"


def gather_counts(total, people, rows):
    counted = Counted(total, people)
    for facet, key, level, number, _ in rows:
        counted.by_facet[facet][key if level is None else (key, level)] = number
    return counted


def count_facets(counted, filterset):
    """The options of all facets by name."""
    facets = {}
    for facet in facet_filters(filterset):
        facets |= facet.facets(counted)
    return facets
