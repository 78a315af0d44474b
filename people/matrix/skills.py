"""The columns of the matrix: which skills, and how many of the people have them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Value

from people.lists.vocabulary import Named
from people.models import Expertise, LearningGoal
from people.records.demand import stated_needs
from people.skills.figures import (
    NOBODY_YET,
    SkillFigures,
    figures_by_skill,
    people_by_skill,
)


@dataclass(frozen=True, slots=True)
class SkillColumn:
    """A skill with who has it or wants it, of all people found.

    `needed` are the levels at which a project needs it, where one is asked for.
    """

    skill: Named
    figures: SkillFigures
    needed: tuple[int, ...] = ()

    @property
    def least(self):
        return min(self.needed, default=None)

    @property
    def needed_words(self):
        return ", ".join(map(str, self.needed))


def skill_columns(filterset, people) -> list[SkillColumn]:
    """The skills asked for, in order, with figures of the people; 2 queries.

    What is not offered any more is shown only where it is asked for by name.
    """
    criteria, figures = filterset.criteria, figures_among(people)
    skills = {row.pk: row for row in filterset.vocabulary["skill"].values()}
    offered = {pk: row for pk, row in skills.items() if row.is_offered}
    chosen, needed = criteria["columns"], {}
    shown = {row.pk for row in criteria["show"]}
    if chosen and chosen.group == "needs":
        needed = levels_needed(chosen.pk)
        shown |= needed.keys() & skills.keys()
    elif chosen:
        shown |= {pk for pk, row in offered.items() if row.group == chosen.name}
    elif not shown:
        shown = figures.keys() & offered.keys()
    columns = [
        SkillColumn(skills[pk], figures.get(pk, NOBODY_YET), tuple(needed.get(pk, ())))
        for pk in shown
    ]
    columns.sort(key=lambda one: (one.skill.name.casefold(), one.skill.slug))
    if criteria["order"] == "holders":
        columns.sort(key=lambda one: -one.figures.people)
    return columns


def figures_among(people) -> dict[int, SkillFigures]:
    """By skill who of the people has it or wants it; one query.

    They are a queryset, or `None` for all who are here.
    """
    if people is None:
        return figures_by_skill(people_by_skill())
    having, wanting = (
        rows.filter(person__in=people.order_by().values("pk"))
        .order_by()
        .values_list("skill_id", level)
        .annotate(people=Count("*"))
        for rows, level in (
            (Expertise.objects.all(), F("level")),
            (LearningGoal.objects.unfinished(), Value(0)),
        )
    )
    return figures_by_skill(having.union(wanting, all=True))


def levels_needed(project) -> dict[int, list[int]]:
    """The levels at which the project needs people, by skill."""
    needed = defaultdict(list)
    rows = stated_needs().filter(project=project).order_by("level", "pk")
    for skill, level in rows.values_list("skill_id", "level"):
        needed[skill].append(level)
    return needed
