"""What a project still looks for, and how many of the candidates have it."""

from dataclasses import dataclass, replace

from people.models import Level
from projects.coverage import by_priority
from projects.models import SkillNeed
from projects.scoring import closeness

# Where goals stand in counts by level.
WISH = 0


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
    needs = project.needs.with_missing().select_related("skill", "project")
    is_open = [need for need in needs if need.missing and need.project.is_live]
    return sorted(is_open, key=by_priority)


def demands(needs, found, *, is_filtered):
    """The needs against what was found, see `projects.candidate_facts.Found`."""
    return [
        one if one.met else with_hints(one, found.everywhere, is_filtered=is_filtered)
        for one in (demand(need, found.levels) for need in needs)
    ]


def demand(need, levels):
    met, near = met_and_near(need, levels)
    wanted = levels[need.skill_id, WISH] if need.welcomes_learner else 0
    return Demand(need, met, near, wanted)


def met_and_near(need, levels):
    """How many are at the need's level, and how many so near that it counts."""
    met = near = 0
    for level in Level:
        people = levels[need.skill_id, level]
        if level >= need.level:
            met += people
        elif closeness(level, need.level):
            near += people
    return met, near


def with_hints(one, levels, *, is_filtered):
    """What could be eased for a need that no candidate meets, of all who are here."""
    skill = one.need.skill_id
    met, _ = met_and_near(one.need, levels)
    below = max(
        (level for level in Level if levels[skill, level] and level < one.level),
        default=None,
    )
    hints = []
    if met:
        # The team is no candidate either, whatever is filtered.
        filters = "kept out by the filters or " if is_filtered else ""
        hints.append(f"{people_words(met)} at this level {filters}on the team already")
    if below:
        hints.append(
            f"{people_words(levels[skill, below])} at {below.label}: ask for that"
        )
    if levels[skill, WISH] and not one.need.welcomes_learner:
        hints.append(
            f"{people_words(levels[skill, WISH])} would learn it: welcome learners"
        )
    return replace(one, hints=tuple(hints or ["nobody here has stated it"]))


def people_words(count):
    return f"{count} {'person' if count == 1 else 'people'}"
