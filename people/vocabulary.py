"""The names that parameters can use: the skills, teams and locations that there are.

Every list needs all of them, for its filters and its facets, and they hardly ever
change: each process keeps what it has read for as long as no row has changed.
"""

from typing import NamedTuple

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection
from django.db.models import Value

from people.models import (
    Location,
    Skill,
    SkillAlias,
    SkillCategory,
    Team,
    related,
)

TABLES = [
    model._meta.db_table for model in (Skill, SkillAlias, SkillCategory, Team, Location)
]
# Where a row lies and which transaction wrote it: both change with the row. A fifth of
# a millisecond, where reading the names takes four.
STAMP = " UNION ALL ".join(
    f"SELECT count(*), sum(31 * hashtid(ctid)::bigint + xmin::text::bigint) FROM {name}"
    for name in TABLES
)

# The stamp of what was read last, and what was read.
kept = {"now": (None, {})}


class Named(NamedTuple):
    """A row that a parameter can name by its slug."""

    pk: int
    slug: str
    name: str
    group: str = ""
    position: int = 0
    aliases: str = ""


def vocabulary():
    """All rows that parameters can name, by kind and slug: not to be changed.

    One query where they are as they were, else two. A location's group is its time
    zone, a skill's its category.
    """
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        stamp = tuple(cursor.fetchall())
    known, words = kept["now"]
    if known != stamp:
        words = read_vocabulary()
        kept["now"] = (stamp, words)
    return words


def read_vocabulary():
    nothing, first = Value(""), Value(0)
    skills = Skill.objects.annotate(
        also=StringAgg("aliases__name", ";", default=nothing)
    )
    kinds = {
        "team": (Team.objects.all(), nothing, first, nothing),
        "location": (Location.objects.all(), "time_zone", first, nothing),
        "skill": (skills, "category__name", "category__position", "also"),
    }
    queries = [
        rows.order_by().values_list(Value(kind), "pk", "slug", "name", *others)
        for kind, (rows, *others) in kinds.items()
    ]
    words = {kind: {} for kind in kinds}
    for kind, *row in queries[0].union(*queries[1:], all=True):
        named = Named(*row)
        words[kind][named.slug] = named
    return words


def projects_named(slugs):
    """The projects with these slugs, by slug: they are too many to keep."""
    slugs = [slug for slug in slugs if slug and "\0" not in slug]
    if not slugs:
        return {}
    rows = related("projects_led").filter(slug__in=slugs).order_by()
    return {row[1]: Named(*row) for row in rows.values_list("pk", "slug", "name")}
