"""What people state in skills, as rows of a matrix: their figures, and their HTML.

Thousands of cells, so they are put together here; everything else is in templates.

See also: `people.lists.markup`.
"""

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from itertools import product
from typing import NamedTuple

from django.utils.safestring import SafeString

from people.fields import Ids
from people.models import Expertise, LearningGoal, Person

# What is marked by its shape, and in words for who cannot see it.
GOAL = (
    '<span class="visually-hidden"> wants to reach </span><b aria-hidden="true">→</b>'
)


def draw_cell(level, goal):
    """A cell; where it ends the next one begins, which HTML lets one leave out."""
    looks = f' class="level--{level}"' if level else ""
    return f"<td{looks}>{level or ''}{f'{GOAL}{goal}' if goal else ''}"


# By the level stated and the one of the goal; 0 is none.
CELLS = {pair: draw_cell(*pair) for pair in product(range(5), repeat=2)}


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
    """A person with levels and open goals by id of a skill.

    `count` is how many skills are stated of those that are columns, in sight or not.
    """

    who: Who
    levels: dict[int, int]
    goals: dict[int, int]
    count: int

    def html(self, places, everybody):
        """The row; `places` are those of the skills in sight."""
        cells = [CELLS[0, 0]] * len(places)
        for skill in self.levels.keys() | self.goals.keys():
            if (place := places.get(skill)) is not None:
                cells[place] = CELLS[
                    self.levels.get(skill, 0), self.goals.get(skill, 0)
                ]
        slug, team = escape(self.who.slug), escape(self.who.team or "")
        return (
            f'<tr data-person="{slug}"><th scope="row"><div class="planner__name">'
            f'<a href="{everybody}{slug}/">{escape(self.who.name)}</a>'
            f' <span class="planner__where">{team}</span></div></th>'
            f"<td>{self.count}{''.join(cells)}</tr>"
        )


def matrix_rows(ids, skills) -> list[MatrixRow]:
    """The people with these ids, in order, and what they state; 3 queries.

    `skills` are the ids of those that count.
    """
    people = Person.objects.filter(pk__any=Ids(ids)).order_by()
    by_id = {row[0]: Who(*row) for row in people.values_list(*FIELDS)}
    levels = by_person(Expertise.objects.all(), ids, "level")
    goals = by_person(LearningGoal.objects.unfinished(), ids, "target_level")
    skills = set(skills)
    return [
        MatrixRow(by_id[pk], levels[pk], goals[pk], len(skills & levels[pk].keys()))
        for pk in ids
        # Who was erased since the list was made is not on it any more.
        if pk in by_id
    ]


def by_person(rows, ids, level) -> dict[int, dict[int, int]]:
    """The levels of the rows by person and skill; one query."""
    found = defaultdict(dict)
    rows = rows.filter(person_id__any=Ids(ids)).order_by()
    for person, skill, at in rows.values_list("person_id", "skill_id", level):
        found[person][skill] = at
    return found


def head_cells(skills, catalogue):
    """The names of the skills, each leading to its page."""
    return SafeString(
        "".join(
            f'<th scope="col" data-skill="{escape(one.slug)}">'
            f'<a href="{catalogue}{escape(one.slug)}/">{escape(one.label)}</a></th>'
            for one in skills
        )
    )


def figure_cells(figures):
    """Pairs of a figure and an address, which is empty where nobody is to be seen."""
    return SafeString(
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
    return SafeString("".join(row.html(places, everybody) for row in rows))
