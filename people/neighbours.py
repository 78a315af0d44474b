"""Colleagues with much the same skills."""

from dataclasses import dataclass

from django.db.models import Case, Sum, When
from django.db.models.functions import Least

from people.models import Expertise, Person

MOST_NEAR = 6


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody with much the same skills; likeness is a fraction of 1."""

    person: Person
    likeness: float
    shared: list[str]

    @property
    def percent(self):
        return round(100 * self.likeness)

    @property
    def first_shared(self):
        return self.shared[:3]

    @property
    def more_shared(self):
        return len(self.shared[3:])


def neighbours_of(person, mine):
    """Colleagues with the most alike skills; `mine` are the person's levels by skill.

    Likeness is the weighted Jaccard index of the levels: the sum over all skills of
    the lower of the two levels, divided by the sum of the higher ones.
    Source: M. Ružička, Folia Geobotanica 4 (1958).
    """
    if not mine:
        return []
    shared = (
        Expertise.objects.filter(
            skill__in=mine, person__in=Person.objects.active().exclude(pk=person.pk)
        )
        .order_by()
        .values("person_id")
        .annotate(common=Sum(Least("level", level_by_skill(mine))))
        .order_by("-common", "person_id")[: 10 * MOST_NEAR]
    )
    common = {row["person_id"]: row["common"] for row in shared}
    totals = dict(
        Expertise.objects.filter(person__in=common)
        .order_by()
        .values_list("person_id")
        .annotate(total=Sum("level"))
    )
    own = sum(mine.values())
    likeness = {pk: part / (own + totals[pk] - part) for pk, part in common.items()}
    nearest = sorted(likeness, key=lambda pk: (-likeness[pk], pk))[:MOST_NEAR]
    return with_names(nearest, likeness, mine)


def level_by_skill(levels):
    return Case(*(When(skill=skill, then=level) for skill, level in levels.items()))


def with_names(nearest, likeness, mine):
    people = Person.objects.select_related("team", "location").in_bulk(nearest)
    names = {pk: [] for pk in nearest}
    shared = Expertise.objects.filter(person__in=nearest, skill__in=mine)
    for pk, name in shared.values_list("person_id", "skill__name"):
        names[pk].append(name)
    return [Neighbour(people[pk], likeness[pk], names[pk]) for pk in nearest]
