"""What a project still looks for, and how many of the candidates have it."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Q

from people.directory import skill_counts
from people.models import Level, Person
from projects.coverage import by_priority
from projects.models import SkillNeed
from projects.scoring import closeness


@dataclass(frozen=True, slots=True)
class Demand:
    """An open need, how many candidates meet, nearly meet or want it, and hints.

    Hints say what could be eased where nobody meets it.
    """

    need: SkillNeed
    met: int
    near: int
    wanted: int
    hints: tuple[str, ...] = ()

    @property
    def level(self):
        return Level(self.need.level)


def open_needs(project):
    """The needs that still look for people, musts first, in one query."""
    rows = project.needs.open().with_missing().select_related("skill")
    return sorted(rows, key=by_priority)


def demands(needs, ranking, *, is_filtered):
    """The needs against the candidates; one query more where one has nobody."""
    levels, wishes = ranking.bounds.levels, ranking.bounds.wishes
    found = [demand(need, levels, wishes) for need in needs]
    if all(one.met for one in found):
        return found
    everywhere = levels_everywhere({one.need.skill_id for one in found})
    return [
        one if one.met else with_hints(one, *everywhere, is_filtered=is_filtered)
        for one in found
    ]


def demand(need, levels, wishes):
    met, near = met_and_near(need, levels)
    wanted = wishes[need.skill_id] if need.welcomes_learner else 0
    return Demand(need, met, near, wanted)


def met_and_near(need, levels):
    """How many are at the need's level, and how many so near that it counts."""
    met = near = 0
    for level in Level:
        people = levels.get((need.skill_id, level), 0)
        if level >= need.level:
            met += people
        elif closeness(level, need.level):
            near += people
    return met, near


def levels_everywhere(skills):
    """The levels and wishes of all who are here, as counts, in one query."""
    active = Person.objects.active().order_by().values("pk")
    among = Q(person__in=active, skill__in=skills)
    counts = skill_counts(among, among)
    return Counter(counts["skill"]), Counter(counts["goal"])


def with_hints(one, levels, wishes, *, is_filtered):
    """What could be eased for a need that no candidate meets, of all who are here."""
    skill = one.need.skill_id
    met, _ = met_and_near(one.need, levels)
    below = max(
        (level for level in Level if levels[skill, level] and level < one.level),
        default=None,
    )
    hints = []
    if met:
        where = "without the filters" if is_filtered else "on the team already"
        hints.append(f"{people(met)} at this level {where}")
    if below:
        hints.append(f"{people(levels[skill, below])} at {below.label}: ask for that")
    if wishes[skill] and not one.need.welcomes_learner:
        hints.append(f"{people(wishes[skill])} would learn it: welcome learners")
    return replace(one, hints=tuple(hints or ["nobody here has stated it"]))


def people(count):
    return f"{count} {'person' if count == 1 else 'people'}"
