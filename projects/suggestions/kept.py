"""What a suggestion was worked out from, as plain values that stay, and back.

Of days of needs, and of what is free in them, what was kept before says nothing: then
all needs were for the whole window.

Skills stand there by their slugs of that day, which no merging or renaming changes.
"""

from collections.abc import Mapping
from datetime import date

from django.conf import settings

from projects.candidates.scoring import Facts, Held, Need, Parts, Question, TimeWithin
from projects.teams.model import OpenNeed, Terms

# Counts up with each change of what a score or the worth of a team is made of.
FORMULA = 1
# Of `settings.DIRECTORY` what they are made of besides.
FACTORS = (
    *("NEED_WEIGHTS", "CLOSENESS", "FRESH_MONTHS", "FRESHNESS_SLOPE"),
    *("FRESHNESS_FLOOR", "FRESHNESS_UNKNOWN", "EVIDENCE", "OVERLAP_HOURS"),
    *("TEAM_PRICES", "LEARNERS_PER_MENTOR"),
)


def factors_now():
    return {name: plain(settings.DIRECTORY[name]) for name in FACTORS}


def plain(factor):
    """As JSON gives it back."""
    return list(factor) if isinstance(factor, tuple) else factor


def told_question(question: Question, needs, window) -> dict:
    """What was asked; `needs` are the rows of the question's needs, with skills."""
    return {
        "needs": [
            {
                "skill": need.skill.slug,
                "name": need.skill.name,
                "level": need.level,
                "priority": need.priority,
                "welcomes_learner": need.welcomes_learner,
                "when": need.when,
                "window": told_window(asked.window),
            }
            for need, asked in zip(needs, question.needs, strict=True)
        ],
        "percent": question.percent,
        "weights": question.weights._asdict(),
        "today": f"{question.today}",
        "window": [f"{day}" for day in window],
        "factors": factors_now(),
    }


def told_facts(facts: Facts, slugs: Mapping[int, str]) -> dict:
    """What was known of somebody; `slugs` are those of the needed skills, by id."""
    return {
        "held": {
            slugs[skill]: [held.level, told_day(held.last_used_on), held.endorsed]
            for skill, held in facts.held.items()
        },
        "wants": {slugs[skill]: priority for skill, priority in facts.wants.items()},
        "used": {slugs[skill]: count for skill, count in facts.used.items()},
        "free": facts.free,
        "days_here": facts.days_here,
        "days": facts.days,
        "hours": facts.hours,
        "within": [[told_window(days), *time] for days, time in facts.within.items()],
    }


def told_window(days):
    return days and [f"{day}" for day in days]


def kept_window(days):
    return days and tuple(map(date.fromisoformat, days))


def told_day(day):
    return f"{day}" if day else None


def question_of(told) -> Question:
    """The question, its skills by slug."""
    return Question(
        needs=tuple(
            Need(
                *(need[name] for name in Need._fields[:4]),
                kept_window(need.get("window")),
            )
            for need in told["needs"]
        ),
        percent=told["percent"],
        weights=Parts(**told["weights"]),
        today=date.fromisoformat(told["today"]),
    )


def facts_of(told) -> Facts:
    return Facts(
        held={
            skill: Held(level, used_on and date.fromisoformat(used_on), endorsed)
            for skill, (level, used_on, endorsed) in told["held"].items()
        },
        wants=told["wants"],
        used=told["used"],
        free=told["free"],
        days_here=told["days_here"],
        days=told["days"],
        hours=told["hours"],
        within={
            kept_window(days): TimeWithin(*time)
            for days, *time in told.get("within", ())
        },
    )


def told_seats(needs, terms: Terms) -> dict:
    """What a team was asked for besides; who was to be on it stands with the people."""
    names = ("person", "unmet", "most", "least", "learners_per_guide")
    seats = ("people", "price", "welcomes_learner", "holders", "guides", "learners")
    return {
        "seats": [{name: getattr(need, name) for name in seats} for need in needs],
        "terms": {name: getattr(terms, name) for name in names},
    }


def kept_seats(told) -> list[OpenNeed]:
    return [OpenNeed(**need) for need in told["seats"]]


def kept_terms(told, locked) -> Terms:
    return Terms(**told["terms"], locked=frozenset(locked))
