"""What people state in skills, as rows of a matrix: their figures, and their HTML.

Thousands of cells, so they are put together here; everything else is in templates.

See also: `people.lists.markup`.
"""

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from itertools import product
from typing import NamedTuple

from django.db.models import F, Value
from django.utils.safestring import mark_safe

from people.fields import Ids
from people.models import Expertise, LearningGoal, Person

# What is marked by its shape, and in words for who cannot see it.
GOAL = (
    '<span class="visually-hidden"> wants to reach </span><b aria-hidden="true">→</b>'
)


class Stated(NamedTuple):
    """The level that somebody states in a skill, and the one of the goal; 0 is none."""

    level: int = 0
    goal: int = 0

    @property
    def html(self):
        """A cell; where it ends the next one begins, which HTML lets one leave out."""
        looks = f' class="level--{self.level}"' if self.level else ""
        goal = f"{GOAL}{self.goal}" if self.goal else ""
        return f"<td{looks}>{self.level or ''}{goal}"


CELLS = {pair: Stated(*pair).html for pair in product(range(5), repeat=2)}
EMPTY = CELLS[0, 0]


class Who(NamedTuple):
    """A person, as a row names one, on the page or in a file."""

    pk: int
    slug: str
    name: str
    email: str | None
    team: str | None
    location: str | None


FIELDS = ("pk", "slug", "name", "email", "team__name", "location__name")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A person and what is stated, by id of a skill; `count` of the columns' skills."""

    who: Who
    stated: dict[int, Stated]
    count: int

    def html(self, places, width, everybody):
        """The row; `places` are those of the skills in sight, of so many columns."""
        cells = [EMPTY] * width
        for skill, pair in self.stated.items():
            if (place := places.get(skill)) is not None:
                cells[place] = CELLS[pair]
        slug, team = escape(self.who.slug), escape(self.who.team or "")
        return (
            f'<tr data-person="{slug}"><th scope="row"><div class="planner__name">'
            f'<a href="{everybody}{slug}/">{escape(self.who.name)}</a>'
            f' <span class="planner__where">{team}</span></div></th>'
            f"<td>{self.count}{''.join(cells)}</tr>"
        )


def matrix_rows(ids, skills) -> list[MatrixRow]:
    """The people with these ids, in order, and what they state; 2 queries.

    `skills` are the ids of those that count.
    """
    people = Person.objects.filter(pk__any=Ids(ids)).order_by()
    by_id = {row[0]: Who(*row) for row in people.values_list(*FIELDS)}
    stated, skills = stated_by(ids), set(skills)
    return [
        MatrixRow(
            by_id[pk],
            stated[pk],
            sum(
                bool(one.level) for skill, one in stated[pk].items() if skill in skills
            ),
        )
        for pk in ids
        # Who was erased since the list was made is not on it any more.
        if pk in by_id
    ]


def stated_by(ids) -> dict[int, dict[int, Stated]]:
    """Levels and open goals by person and skill; one query."""
    stated = defaultdict(dict)
    levels, goals = (
        rows.filter(person_id__any=Ids(ids))
        .order_by()
        .values_list("person_id", "skill_id", *pair)
        for rows, *pair in (
            (Expertise.objects.all(), F("level"), Value(0)),
            (LearningGoal.objects.unfinished(), Value(0), F("target_level")),
        )
    )
    for person, skill, level, goal in levels.union(goals, all=True):
        before = stated[person].get(skill, Stated())
        stated[person][skill] = Stated(before.level + level, before.goal + goal)
    return stated


def head_cells(skills, catalogue):
    """The names of the skills, each leading to its page."""
    return mark_safe(
        "".join(
            f'<th scope="col" data-skill="{escape(one.slug)}">'
            f'<a href="{catalogue}{escape(one.slug)}/">{escape(one.label)}</a></th>'
            for one in skills
        )
    )


def figure_cells(figures):
    """Pairs of a figure and an address, which is empty where nobody is to be seen."""
    return mark_safe(
        "".join(
            f'<td><a href="{escape(href)}">{figure}</a>'
            if href
            else f'<td class="muted">{figure}'
            for figure, href in figures
        )
    )


def matrix_body(rows, skills, everybody):
    """All rows as HTML; `skills` are the ids of those in sight, in order."""
    places = {skill: place for place, skill in enumerate(skills)}
    return mark_safe("".join(row.html(places, len(places), everybody) for row in rows))
