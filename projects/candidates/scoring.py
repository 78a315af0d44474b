"""How well somebody fits what a project still needs: arithmetic on plain values.

The score is the sum of four parts, each a share of 1 times its weight in points:

- Skills: Σ w·s·φ·ε / Σ w over the open needs, w the weight of a need's priority.
  s is `closeness`, φ is `freshness`, ε is `evidence`.
- Availability: free percent of the percent asked for, at most 1, times the share of
  the working days of the project's window on which the person is here. Free is what
  stays free on the worst of those days. Where needs have days of their own, it is the
  mean over those that the person helps with, by their weights, each in its days.
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
from operator import mul
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import cached_property

from people.models import Level, Priority
from people.words import months_between
from projects.models import NeedPriority


class Parts(NamedTuple):
    """One figure for each part of the score: shares of 1, or points."""

    skills: float
    availability: float
    growth: float
    overlap: float


class Need(NamedTuple):
    """What the score looks at of an open need; the skill by id.

    `window` are the first and the last of its own days, where it has any.
    """

    skill: int
    level: int
    priority: str
    welcomes_learner: bool
    window: tuple[date, date] | None = None


class TimeWithin(NamedTuple):
    """What is free on the worst of some days, and working days: here, and all."""

    free: int
    days_here: int
    days: int

    @property
    def presence(self):
        """The share of the working days on which the person is here."""
        return self.days_here / self.days if self.days else 0

    def rank(self):
        return self.free, self.presence

    def is_enough(self, percent):
        return self.free >= percent and self.days_here == self.days


class Held(NamedTuple):
    """A stated level; `endorsed` is the level that a colleague confirms, or 0."""

    level: int
    last_used_on: date | None = None
    endorsed: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the score looks at of one person; skills are ids.

    `wants` are priorities of unfinished goals, `used` the number of finished
    projects that used the skill. `days_here` are the working days of the window on
    which the person is here, `days` all of them. `within` is the same for needs with
    days of their own, by these. `hours` is `None` where nobody knows them.
    """

    held: Mapping[int, Held] = field(default_factory=dict)
    wants: Mapping[int, int] = field(default_factory=dict)
    used: Mapping[int, int] = field(default_factory=dict)
    free: int = 0
    days_here: int = 1
    days: int = 1
    hours: float | None = None
    within: Mapping[tuple[date, date], TimeWithin] = field(default_factory=dict)

    def time_for(self, need=None):
        """What is free in the days of a need, those of the window unless it has own."""
        own = need and self.within.get(need.window)
        return own or TimeWithin(self.free, self.days_here, self.days)


@dataclass(frozen=True)
class Question:
    """What candidates are asked for: needs, percent of a week, points for each part.

    What follows from it alone is worked out once, for thousands of people.
    """

    needs: tuple[Need, ...]
    percent: int
    weights: Parts
    today: date

    @cached_property
    def windows(self):
        """The own days of needs, each once."""
        return tuple(dict.fromkeys(need.window for need in self.needs if need.window))

    @cached_property
    def worth(self):
        """Σ w·s / Σ w of the needs for each skill, by skill and level."""
        weights = settings.DIRECTORY["NEED_WEIGHTS"]
        total = sum(weights[need.priority] for need in self.needs)
        worth = {need.skill: dict.fromkeys(Level.values, 0) for need in self.needs}
        for need in self.needs:
            for level in Level.values:
                share = closeness(level, need.level)
                worth[need.skill][level] += weights[need.priority] * share / total
        return worth

    def meets(self, skill, level):
        """Whether a level meets any of the needs for the skill, and all of them."""
        levels = [need.level for need in self.needs if need.skill == skill]
        return level >= min(levels), level >= max(levels)

    @cached_property
    def musts(self):
        return [need for need in self.needs if need.priority == NeedPriority.MUST]

    @cached_property
    def welcome(self):
        """The skills that may be learned."""
        return {need.skill for need in self.needs if need.welcomes_learner}

    @cached_property
    def fresh(self):
        return FreshnessByDay(self.today)

    @cached_property
    def trust(self):
        return settings.DIRECTORY["EVIDENCE"]

    @cached_property
    def enough_hours(self):
        return settings.DIRECTORY["OVERLAP_HOURS"]


class FreshnessByDay(dict):
    """The freshness for each last day of use, worked out once."""

    def __init__(self, today):
        self.today = today

    def __missing__(self, day):
        self[day] = freshness(day, self.today)
        return self[day]


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

    A raised level is not what was confirmed.
    """
    if used:
        return "used"
    return "endorsed" if held.endorsed >= held.level else "stated"


def skill_share(question, facts):
    """Σ w·s·φ·ε / Σ w over the open needs, ε from `settings.DIRECTORY["EVIDENCE"]`."""
    worth, fresh, trust = question.worth, question.fresh, question.trust
    return sum(
        worth[skill][held.level]
        * fresh[held.last_used_on]
        * trust[backing(held, facts.used.get(skill, 0))]
        for skill, held in facts.held.items()
        if skill in worth
    )


def growth_share(question, wants):
    """The share for goals; `wants` are priorities by skill."""
    priorities = sum(wants.get(skill, 0) for skill in question.welcome)
    return min(1, priorities / Priority.HIGH)


def helps(need, facts):
    """Whether the person meets a share of the need, or would learn it there."""
    held = facts.held.get(need.skill)
    return bool(held and closeness(held.level, need.level)) or (
        need.welcomes_learner and need.skill in facts.wants
    )


def availability_share(question, facts):
    """The share for free time: of each need that the person helps with in its days."""
    if not facts.within:
        return time_share(question, facts.time_for())
    weights = settings.DIRECTORY["NEED_WEIGHTS"]
    shares = [
        (weights[need.priority], time_share(question, facts.time_for(need)))
        for need in question.needs
        if helps(need, facts)
    ]
    total = sum(weight for weight, _ in shares)
    return sum(weight * share for weight, share in shares) / total if total else 0


def time_share(question, time):
    return min(1, time.free / question.percent) * time.presence


def least_time(question, facts):
    """The time within the days of the needs that the person helps with: the worst."""
    times = [
        facts.time_for(need)
        for need in (question.needs if facts.within else ())
        if helps(need, facts)
    ]
    return min(times, key=TimeWithin.rank, default=facts.time_for())


def shares_of(question, facts):
    """The parts of somebody's score, each as a share of 1."""
    return Parts(
        skills=skill_share(question, facts),
        availability=availability_share(question, facts),
        growth=growth_share(question, facts.wants) if facts.wants else 0,
        overlap=min(1, (facts.hours or 0) / question.enough_hours),
    )


def points_of(question, facts):
    """The parts of somebody's score in points; their sum is the score."""
    return Parts(*map(mul, question.weights, shares_of(question, facts)))


def meets(need, facts):
    """Whether the person has stated the level that the need asks for, or a higher."""
    held = facts.held.get(need.skill)
    return held is not None and held.level >= need.level


def musts_met(question, facts):
    return sum(meets(need, facts) for need in question.musts)


def sort_key(question, facts):
    """Sorts the best first: by score, then more musts met, then more free.

    Who still ties stands in order of names. Scores are rounded far behind the point,
    so that equal ones tie in whatever order they were added up.
    """
    score = round(sum(points_of(question, facts)), 9)
    free = least_time(question, facts).free if facts.within else facts.free
    return -score, -musts_met(question, facts), -free
