"""How well somebody fits what a project still needs: arithmetic on plain values.

The score is the sum of four parts, each a share of 1 times its weight in points:

- Skills: Σ w·s·φ·ε / Σ w over the open needs, w the weight of a need's priority.
  s is `closeness`, φ is `freshness`, ε is `evidence`.
- Availability: free percent of the percent asked for, at most 1. Free is what stays
  free on the worst working day of the project's window.
- Growth: Σ priority / 3 over unfinished goals for a skill of which an open need
  welcomes learners, at most 1. A goal counts once, whatever its target level.
- Overlap: working hours a day shared with the lead, of those that are enough, at
  most 1. Hours that nobody knows earn nothing.

A need is open as long as its team lacks anybody for it, and weighs the same however
many it lacks: one person takes one seat. All factors are in `settings.DIRECTORY`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.conf import settings

from people.models import Priority


class Parts(NamedTuple):
    """One figure for each part of the score: shares of 1, or points."""

    skills: float
    availability: float
    growth: float
    overlap: float


class Need(NamedTuple):
    """What the score looks at of an open need; the skill by id."""

    skill: int
    level: int
    priority: str
    welcomes_learner: bool

    @property
    def weight(self):
        return settings.DIRECTORY["NEED_WEIGHTS"][self.priority]


class Held(NamedTuple):
    """A stated level; `endorsed` is the highest that a colleague puts it at, or 0."""

    level: int
    last_used_on: date | None = None
    endorsed: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the score looks at of one person; skills are ids.

    `wants` are priorities of unfinished goals, `used` the number of finished
    projects that used the skill. `hours` is `None` where nobody knows them.
    """

    held: Mapping[int, Held] = field(default_factory=dict)
    wants: Mapping[int, int] = field(default_factory=dict)
    used: Mapping[int, int] = field(default_factory=dict)
    free: int = 0
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What candidates are asked for: needs, percent of a week, points for each part."""

    needs: tuple[Need, ...]
    percent: int
    weights: Parts
    today: date


def closeness(level, needed):
    """s: the share of a need that a level meets; 0 stands for no level stated.

    1 at the level or above, then less for each level short.
    """
    short = max(0, needed - level)
    shares = settings.DIRECTORY["CLOSENESS"]
    return shares[short] if level and short < len(shares) else 0


def lowest_useful(needed):
    """The lowest level that meets a share of the need."""
    return max(1, needed - len(settings.DIRECTORY["CLOSENESS"]) + 1)


def months_between(day, today):
    """Complete calendar months from one day to a later one, never below 0."""
    months = 12 * (today.year - day.year) + today.month - day.month
    return max(0, months - (today.day < day.day))


def freshness(last_used_on, today):
    """φ: less for each month beyond the first twelve since the skill was used."""
    directory = settings.DIRECTORY
    if last_used_on is None:
        return directory["FRESHNESS_UNKNOWN"]
    late = max(0, months_between(last_used_on, today) - directory["FRESH_MONTHS"])
    share = 1 - directory["FRESHNESS_SLOPE"] * late
    return max(directory["FRESHNESS_FLOOR"], share)


def backing(held, used):
    """What stands behind a level: `used`, `endorsed` or only `stated`.

    Endorsed is a level that a colleague confirmed, or would put higher.
    """
    if used:
        return "used"
    return "endorsed" if held.endorsed >= held.level else "stated"


def evidence(held, used):
    """ε: the trust in a level by what stands behind it."""
    return settings.DIRECTORY["EVIDENCE"][backing(held, used)]


def skill_share(question, facts):
    earned = total = 0
    for need in question.needs:
        total += need.weight
        if held := facts.held.get(need.skill):
            share = closeness(held.level, need.level)
            trust = evidence(held, facts.used.get(need.skill, 0))
            fresh = freshness(held.last_used_on, question.today)
            earned += need.weight * share * fresh * trust
    return earned / total if total else 0


def growth_share(question, wants):
    """The share for goals; `wants` are priorities by skill."""
    skills = {need.skill for need in question.needs if need.welcomes_learner}
    priorities = sum(wants.get(skill, 0) for skill in skills)
    return min(1, priorities / max(Priority))


def shares_of(question, facts):
    """The parts of somebody's score, each as a share of 1."""
    enough = settings.DIRECTORY["OVERLAP_HOURS"]
    return Parts(
        skills=skill_share(question, facts),
        availability=min(1, facts.free / question.percent),
        growth=growth_share(question, facts.wants),
        overlap=min(1, (facts.hours or 0) / enough),
    )


def points_of(question, facts):
    """The parts of somebody's score in points; their sum is the score."""
    pairs = zip(question.weights, shares_of(question, facts), strict=True)
    return Parts(*(weight * share for weight, share in pairs))


def meets(need, facts):
    """Whether the person has stated the level that the need asks for, or a higher."""
    held = facts.held.get(need.skill)
    return held is not None and held.level >= need.level


def musts_met(question, facts):
    return sum(
        need.priority == "must" and meets(need, facts) for need in question.needs
    )


def sort_key(question, facts):
    """Sorts the best first: by score, then more musts met, then more free.

    Who still ties stands in order of names. Scores are rounded far behind the point,
    so that equal ones tie in whatever order they were added up.
    """
    score = round(sum(points_of(question, facts)), 9)
    return -score, -musts_met(question, facts), -facts.free
