"""Who passes the filters, and how many would with each further option, in one query.

A facet counts people under all *other* filters, so choosing an option gives the count
that stood beside it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, Window
from django.db.models.functions import RowNumber

from people.lists.listing import Option
from people.models import Person
from people.models.expertise import UNFINISHED

# An array of ids is few to the planner, which then reads an index and joins nothing.
WHOSE = "person_id = ANY(ARRAY(SELECT pk FROM pool WHERE {others}))"
FOUND = """
SELECT NULL, NULL, NULL, NULL, array_agg(pk ORDER BY place)
FROM pool WHERE {all}
"""
# What each facet counts; `others` is the condition that all other facets are passed.
COUNTS = {
    "team": "SELECT team, NULL::int, count(*) FROM pool WHERE {others} GROUP BY team",
    "location": """
        SELECT location, NULL::int, count(*) FROM pool WHERE {others} GROUP BY location
    """,
    "skill": f"""
        SELECT skill_id, NULL::int, count(*) FROM people_expertise
        WHERE {WHOSE} GROUP BY skill_id
    """,
    "goal": f"""
        SELECT skill_id, NULL::int, count(*) FROM people_learninggoal
        WHERE status = ANY(%s) AND {WHOSE} GROUP BY skill_id
    """,
    "level": f"""
        SELECT skill_id, level, count(*) FROM people_expertise
        WHERE skill_id = ANY(%s) AND {WHOSE} GROUP BY skill_id, level
    """,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """Ids of those who pass everything, in order, and numbers of people by facet.

    Those are by id of an option; under `level` by the skill asked for and a level.
    """

    people: list[int] = field(default_factory=list)
    by_facet: dict[str, dict] = field(default_factory=lambda: defaultdict(dict))


def facets_chosen(criteria):
    """The facets with a choice, whose options count people who fail it as well."""
    names = [name for name in ("goal", "team", "location") if criteria[name]]
    if criteria["skill"] and criteria["match"] == "any":
        names.append("skill")
    return names


def count_people(people, filterset, order):
    """Those of the people who pass the facets too, in the order, and all counts.

    `people` pass everything but `facets_chosen`.
    """
    criteria = filterset.criteria
    chosen = facets_chosen(criteria)
    rows = people.order_by().values_list(
        "pk",
        "team",
        "location",
        Window(RowNumber(), order_by=order or None),
        *(passes(filterset, name) for name in chosen),
    )
    try:
        pool, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return Counted()
    parameters = dict.fromkeys(COUNTS, ()) | {"goal": (list(UNFINISHED),)}
    if "skill" in chosen:
        parameters["level"] = ([one.skill.pk for one in criteria["skill"]],)
    else:
        # Everybody has all of them at their levels.
        del parameters["level"]
    with connection.cursor() as cursor:
        cursor.execute(
            statement(pool, chosen, parameters),
            [*given, *chain.from_iterable(parameters.values())],
        )
        *counts, (*_, people) = cursor.fetchall()
    return counted(people or [], counts)


def passes(filterset, name):
    """An expression: whether the person passes the filter."""
    people = Person.objects.order_by()
    chosen = filterset.filters[name].filter(people, filterset.criteria[name])
    return ExpressionWrapper(Q(pk__in=chosen.values("pk")), BooleanField())


def statement(pool, chosen, names):
    """The query, from that of the people before any facet; `chosen` flag its rows."""
    flags = {name: f"passes_{name}" for name in chosen}
    columns = ", ".join(("pk", "team", "location", "place", *flags.values()))
    counts = {name: COUNTS[name].format(others=all_but(name, flags)) for name in names}
    selects = [
        f"SELECT '{name}', c.*, NULL::bigint[] FROM ({sql}) AS c"
        for name, sql in counts.items()
    ]
    selects.append(FOUND.format(all=all_but(None, flags)))
    return f"""
        WITH pool ({columns}) AS MATERIALIZED ({pool})
        {" UNION ALL ".join(selects)}
    """


def all_but(name, flags):
    """The condition that all facets are passed, apart from one."""
    facet = "skill" if name == "level" else name
    return " AND ".join(flags[one] for one in flags if one != facet) or "true"


def counted(people, rows):
    found = Counted(people)
    for facet, key, level, number, _ in rows:
        found.by_facet[facet][key if level is None else (key, level)] = number
    return found


# Options


def count_facets(found, filterset):
    """The options of all facets, see `Counted`, by parameter."""
    asked = [
        Option(one.value, one.label, people, is_selected=True)
        for one, people in asked_counts(found, filterset.criteria)
    ]
    return {"asked": asked} | {
        name: options(name, found.by_facet[name], filterset)
        for name in ("skill", "goal", "team", "location")
    }


def asked_counts(found, criteria):
    """Each skill asked for, with how many have it at its level or above."""
    levels = found.by_facet["level"]
    for one in criteria["skill"]:
        if criteria["match"] == "all":
            yield one, len(found.people)
        else:
            yield one, sum(levels.get((one.skill.pk, level), 0) for level in one.levels)


def options(name, counts, filterset):
    """The values of a facet that anybody has, and those chosen, in name order.

    Skills that are no longer offered are not offered here either, unless chosen.
    """
    kind = "skill" if name == "goal" else name
    chosen = filterset.criteria[name]
    slugs = {getattr(one, "skill", one).slug for one in chosen}
    return sorted(
        (
            Option(
                named.slug,
                named.label,
                counts.get(named.pk, 0),
                is_selected=named.slug in slugs,
                group=named.group,
                position=named.position,
                aliases=named.aliases,
            )
            for named in filterset.form.vocabulary[kind].values()
            if (named.pk in counts and named.is_offered) or named.slug in slugs
        ),
        key=lambda option: option.label.casefold(),
    )
