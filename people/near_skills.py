"""Skills that the same people have."""

from dataclasses import dataclass

from django.db.models import Count, Q

from people.models import Expertise, Person, Skill

LEAST_COMMON = 3


@dataclass(frozen=True, slots=True)
class NearSkill:
    """A skill, the people who have it and another one, and who has either."""

    skill: Skill
    both: int
    either: int
    lift: float

    @property
    def percent(self):
        return round(100 * self.both / self.either)

    @property
    def times(self):
        """How many times as often as chance would have it, such as 2.4."""
        return f"{self.lift:.1f}"


def near_skills(skill, holders, everybody):
    """Skills near to one that `holders` people of `everybody` have, nearest first.

    Nearness is the Jaccard index over people, |A ∩ B| / |A ∪ B|, of skills that at
    least three people have together, and more of them than chance would give: the
    lift, |A ∩ B| · N / (|A| · |B|), is above 1. Two queries.
    Source: P. Jaccard, New Phytologist 11 (1912).
    """
    if holders < LEAST_COMMON:
        return []
    having = Expertise.objects.order_by().filter(skill=skill).values("person")
    counts = (
        Expertise.objects.order_by()
        .filter(person__in=Person.objects.active().order_by().values("pk"))
        .exclude(skill=skill)
        .values_list("skill")
        .annotate(both=Count("pk", filter=Q(person__in=having)), people=Count("pk"))
        .filter(both__gte=LEAST_COMMON)
    )
    found = {}
    for other, both, people in counts:
        lift = both * everybody / (holders * people)
        if lift > 1:
            found[other] = (both, holders + people - both, lift)
    nearest = sorted(found, key=lambda pk: (-found[pk][0] / found[pk][1], pk))
    skills = Skill.objects.active().in_bulk(nearest)
    return [NearSkill(skills[pk], *found[pk]) for pk in nearest if pk in skills]
