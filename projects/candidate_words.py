"""A candidate's facts in the words of the page."""

from typing import NamedTuple

from people.models import Level
from projects.scoring import Held, backing, closeness, months_between

PART_LABELS = {
    "skills": "Skills",
    "availability": "Free time",
    "growth": "Growth",
    "overlap": "Shared hours",
}
SHORT = {1: "one level short", 2: "two levels short"}


class Fit(NamedTuple):
    """How somebody stands to one need: `met`, `near` or `missing`, and why.

    The words of a missing one are the level needed.
    """

    state: str
    skill: str
    level: Level | None
    words: str


def fit_of(need, facts, today):
    """The fit of a `SkillNeed`."""
    held = facts.held.get(need.skill_id, Held(0))
    share = closeness(held.level, need.level)
    state = "met" if held.level >= need.level else "near" if share else "missing"
    if state == "missing":
        level = Level(held.level) if held.level else None
        return Fit(state, need.skill.name, level, Level(need.level).label)
    parts = [backing_words(held, facts.used.get(need.skill_id, 0))]
    parts.append(age_words(held.last_used_on, today))
    if state != "met":
        short = SHORT[need.level - held.level]
        parts.insert(0, f"{short} of {Level(need.level).label}")
    return Fit(state, need.skill.name, Level(held.level), ", ".join(parts))


def backing_words(held, used):
    """What stands behind a level."""
    kind = backing(held, used)
    if kind == "used":
        return f"used on {used} finished project{'s' * (used > 1)}"
    return "confirmed by a colleague" if kind == "endorsed" else "stated only"


def age_words(last_used_on, today):
    """How long ago a skill was last used."""
    if last_used_on is None:
        return "last use not stated"
    months = months_between(last_used_on, today)
    if months < 1:
        return "last used this month"
    if months < 24:
        return f"last used {months} month{'s' * (months > 1)} ago"
    return f"last used {months // 12} years ago"


def counterfactual_words(ranked, question, skills):
    """One sentence on what would move somebody up; `skills` are names by id."""
    change = ranked.counterfactual
    if change is None:
        if ranked.rank > 1:
            return "No single change would move this candidate up."
        if ranked.lead is None:
            return "The only candidate."
        if ranked.lead == 0:
            return "Ranks 1st, with as many points as the 2nd."
        return f"Ranks 1st, {points_words(ranked.lead)} ahead of the 2nd."
    would = f"Would rank {ordinal(change.rank)} if"
    if change.need is None:
        return f"{would} {time_words(ranked.facts, question.percent)}."
    skill, level = change.need.skill, Level(change.need.level)
    held = ranked.facts.held.get(skill)
    now = f"is {Level(held.level).label}" if held else "not stated now"
    return f"{would} {level.label} in {skills[skill]}; {now}."


def time_words(facts, asked):
    """The free time that somebody would need, and what there is."""
    has_enough, days = facts.free >= asked, f"{facts.days} days"
    if facts.days_here == facts.days:
        return f"{asked} % free; is {facts.free} % free"
    if has_enough:
        return f"here on all {days}; is here on {facts.days_here}"
    here = f"{facts.free} % free, here on {facts.days_here}"
    return f"{asked} % free on all {days}; is {here}"


def ordinal(number):
    """1st, 2nd, 3rd, 4th, 11th."""
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def points_words(points):
    """Points with one place behind the point, where it says anything."""
    shown = f"{points:.1f}".removesuffix(".0")
    return f"{shown} point{'s' * (shown != '1')}"
