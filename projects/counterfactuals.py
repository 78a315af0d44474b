"""The single change that would move somebody up, and to which rank."""

from bisect import bisect_left
from dataclasses import dataclass, replace

from projects.scoring import Facts, Held, Need, closeness, sort_key


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """Somebody's rank if one thing were different: a need met, or else free time."""

    rank: int
    facts: Facts
    need: Need | None = None


def counterfactual(question, facts, place, field):
    """The change to tell of one person, or `None` where no single one moves them up.

    `field` are the sort keys, best first, of everybody who could come before, each
    ending in a place that breaks ties; `place` is that of the person. Tried in turn:
    as much free time as asked for on all days, a level that is nearly reached, a skill
    that is far from it or not stated. The first kind that helps is told, with the need
    of it that helps most.
    """
    own = bisect_left(field, (*sort_key(question, facts), place)) + 1
    for changes in changes_by_kind(question, facts):
        better = [
            replace(change, rank=rank)
            for change in changes
            if (rank := rank_after(question, change.facts, place, field)) < own
        ]
        if better:
            return min(better, key=lambda change: change.rank)
    return None


def rank_after(question, facts, place, field):
    """The rank of changed facts; whoever they belong to was further down."""
    return bisect_left(field, (*sort_key(question, facts), place)) + 1


def changes_by_kind(question, facts):
    """Lists of changes, those easiest to bring about first."""
    if facts.free < question.percent or facts.days_here < facts.days:
        free = max(facts.free, question.percent)
        yield [Counterfactual(0, replace(facts, free=free, days_here=facts.days))]
    short = [
        (need, held)
        for need in question.needs
        if (held := facts.held.get(need.skill, Held(0))).level < need.level
    ]
    for is_near in (True, False):
        yield [
            Counterfactual(0, with_level(facts, need, held), need)
            for need, held in short
            if bool(closeness(held.level, need.level)) == is_near
        ]


def with_level(facts, need, held):
    """The facts of somebody who has stated the level needed, and nothing else."""
    raised = held._replace(level=need.level)
    return replace(facts, held={**facts.held, need.skill: raised})
