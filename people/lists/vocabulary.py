"""The names that parameters can use: the skills, teams and locations that there are.

Every list needs all of them, for its filters and its facets, and they hardly ever
change: each process keeps what it has read for as long as no row has changed.
"""

import json
from difflib import get_close_matches
from hashlib import sha256
from typing import NamedTuple

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Value

from people.database.prepared import PreparedStatement
from people.database.unchanged import fetch
from people.lists.former_slugs import SLUG
from people.models import (
    FormerLocationSlug,
    FormerSkillSlug,
    FormerTeamSlug,
    Location,
    Skill,
    SkillAlias,
    SkillCategory,
    Team,
    related,
)
from people.spelling.names import index_without_spaces, normalise

FORMER = {
    "team": FormerTeamSlug,
    "location": FormerLocationSlug,
    "skill": FormerSkillSlug,
}
# As difflib counts it.
SPELLED_ALIKE = 0.8
TABLES = [
    model._meta.db_table
    for model in (Skill, SkillAlias, SkillCategory, Team, Location, *FORMER.values())
]
# Where a row lies and which transaction wrote it: both change with the row. A fifth of
# a millisecond, where reading the names takes four.
OF_TABLE = (
    "SELECT count(*), sum(31 * hashtid(ctid)::bigint + xmin::text::bigint) FROM {}"
)
STAMP = PreparedStatement(
    "vocabulary", " UNION ALL ".join(map(OF_TABLE.format, TABLES))
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
    is_offered: bool = True

    @property
    def label(self):
        return self.name if self.is_offered else f"{self.name} (no longer offered)"


def vocabulary():
    """All rows that parameters can name, by kind and slug: not to be changed.

    Under `former` those by kind and by a slug that they had, and no row has now, and
    under `offered` what a browser is told of the skills; `stamp` is another whenever
    any of it has changed. One query where all are as they were, else two. A location's
    group is its time zone, a skill's its category.
    """
    stamp = tuple(STAMP.ask(fetch))
    known, words = kept["now"]
    if known != stamp:
        words = read_vocabulary() | {"stamp": stamp}
        kept["now"] = (stamp, words)
    return words


def read_vocabulary():
    nothing, first, offered = Value(""), Value(0), Value(True)
    skills = Skill.objects.annotate(
        also=StringAgg("aliases__name", ";", default=nothing, order_by="aliases__name")
    )
    kinds = {
        "team": (Team.objects.all(), nothing, first, nothing, offered),
        "location": (Location.objects.all(), "time_zone", first, nothing, offered),
        "skill": (skills, "category__name", "category__position", "also", "is_active"),
    }
    queries = [
        rows.order_by().values_list(Value(kind), "pk", "slug", "name", *others)
        for kind, (rows, *others) in kinds.items()
    ]
    others = nothing, nothing, first, nothing, offered
    queries += [
        rows.objects.order_by().values_list(
            Value(f"former {kind}"), "row_id", "slug", *others
        )
        for kind, rows in FORMER.items()
    ]
    found = {}
    for kind, pk, slug, *row in queries[0].union(*queries[1:], all=True):
        found.setdefault(kind, {})[slug] = Named(pk, slug, *row)
    words = {kind: found.get(kind, {}) for kind in kinds}
    return words | {
        "former": {kind: former(kind, found) for kind in kinds},
        "offered": offered_skills(words["skill"]),
    }


def former(kind, found):
    """Rows by slugs that they had, and no row has now."""
    rows = found.get(kind, {})
    by_pk = {named.pk: named for named in rows.values()}
    return {
        slug: by_pk[row.pk]
        for slug, row in found.get(f"former {kind}", {}).items()
        if slug not in rows
    }


class OfferedSkills(NamedTuple):
    """Name and other names of the skills by slug, as JSON, and what tells it apart."""

    version: str
    json: str


def offered_skills(skills):
    rows = sorted(skills.items(), key=lambda one: one[1].name.casefold())
    names = {slug: [row.name, row.aliases] for slug, row in rows if row.is_offered}
    text = json.dumps(names, ensure_ascii=False, separators=(",", ":"))
    return OfferedSkills(sha256(text.encode()).hexdigest()[:12], text)


def names_and_aliases(row):
    return row.name, *filter(None, row.aliases.split(";"))


def nearest_row(text, rows):
    """The offered row of which a name is spelled nearly like the text; or none."""
    offered = [row for row in rows.values() if row.is_offered]
    named = {normalise(name): row for row in offered for name in names_and_aliases(row)}
    near = get_close_matches(normalise(text), named, n=1, cutoff=SPELLED_ALIKE)
    return named[near[0]] if near else None


def slug_called(text, skills):
    """The slug of the skill with that slug, name or other name; else the text.

    The spaces of a name matter only where another skill is called like that.
    """
    if text in skills or not (key := normalise(text)):
        return text
    exact = {
        normalise(name): slug
        for slug, row in skills.items()
        for name in names_and_aliases(row)
    }
    spaceless = key.replace(" ", "")
    return exact.get(key) or index_without_spaces(exact).get(spaceless, text)


def projects_named(slugs):
    """The projects that have or had these slugs, by them, in one query.

    They are too many to keep.
    """
    slugs = [slug for slug in slugs if SLUG.fullmatch(slug)]
    if not slugs:
        return {}
    rows = related("projects_led").order_by()
    has, had = (
        rows.filter(**{f"{path}__in": slugs}).values_list(
            Value(place), path, "pk", "slug", "name"
        )
        for place, path in enumerate(["slug", "former_slugs__slug"])
    )
    found = {}
    for _, slug, *row in sorted(has.union(had, all=True)):
        found.setdefault(slug, Named(*row))
    return found
