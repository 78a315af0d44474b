"""Who of thousands comes first, by the whole score, without working out everybody's.

The whole score is worked out for those only who could be among the first: whoever
could not, even with free time, shared hours and evidence at their best, is left out.

The single change that would move somebody up, and to which rank.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace
from math import inf

from projects.candidates.facts import LookedUp, look_up
from projects.candidates.scoring import (
    Facts,
    Held,
    Need,
    TimeWithin,
    closeness,
    least_time,
    sort_key,
)


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
    if not least_time(question, facts).is_enough(question.percent):
        yield [Counterfactual(0, with_time(facts, question.percent))]
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


def with_time(facts, percent):
    """The facts of somebody who is free so much, and here, on all days."""
    within = {
        days: TimeWithin(max(time.free, percent), time.days, time.days)
        for days, time in facts.within.items()
    }
    free = max(facts.free, percent)
    return replace(facts, free=free, days_here=facts.days, within=within)


def with_level(facts, need, held):
    """The facts of somebody who has stated the level needed, and nothing else."""
    raised = held._replace(level=need.level)
    return replace(facts, held={**facts.held, need.skill: raised})


# So many more than are shown are worked out at first: a guess, which costs no rank.
MARGIN = 100
# Bounds are added up in another order than scores.
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Ranked:
    """One candidate: the id, the rank among all, and what the score looked at."""

    person: int
    rank: int
    facts: Facts
    counterfactual: Counterfactual | None
    # Points before the second, for the first of all.
    lead: float | None


class Ranking:
    """The order of people for a question, as far down as it is asked for.

    `people` are ids in any order, `window` the first and last day, `hours` the
    function of `projects.candidates.facts.hours_with`. `is_exact` says of whom the
    first are wanted: of those who meet a need, of those who do not, or, if it is
    `None`, of all. Ranks are among all in any case.
    """

    def __init__(self, people, question, window, hours, is_exact=None):
        self.people, self.is_exact = people, is_exact
        self.question, self.window, self.hours = question, window, hours
        self.found = LookedUp()
        # Sort keys of those looked up, by person; and best first.
        self.keys, self.field = {}, []

    def first(self, count):
        """The first, in order; 1 query, or 2 where very many are much alike."""
        limit = count + MARGIN
        self.look_up(limit=limit, least=-inf)
        in_order = self.known_in_order()
        if len(self.found.known) < len(self.people):
            least = -inf
            if len(in_order) >= count:
                least = -self.keys[in_order[count - 1]][0] - TOLERANCE
            # Nobody who is left could have more than the last of the likely.
            most = sorted((one.most for one in self.found.known.values()), reverse=True)
            if most[limit - 1] >= least:
                self.look_up(limit=None, least=least)
                in_order = self.known_in_order()
        return Shown(self, in_order[:count])

    def counts(self):
        """The number of people by whether they meet a need; under `None` of all."""
        everybody, exact = len(self.people), self.found.exact
        return {None: everybody, True: exact, False: everybody - exact}

    def look_up(self, *, limit, least):
        """Look up those with the most possible points, and put them in order."""
        self.found = look_up(
            self.people,
            self.question,
            self.window,
            self.hours,
            limit=limit,
            least=least,
            is_exact=self.is_exact,
        )
        self.keys = {
            person: (*sort_key(self.question, one.facts), (one.sort_name, person))
            for person, one in self.found.known.items()
        }
        self.field = sorted(self.keys.values())

    def known_in_order(self):
        """Those who were looked up and are wanted."""
        in_order = (person for *_, (_, person) in self.field)
        if self.is_exact is None:
            return list(in_order)
        known = self.found.known
        return [
            person for person in in_order if known[person].is_exact is self.is_exact
        ]

    def facts(self, person):
        return self.found.known[person].facts

    def rank(self, person):
        """The rank of one of the first, among all."""
        return bisect_left(self.field, self.keys[person]) + 1

    def ranked(self, person):
        """One of the first, with all that the page says of the rank."""
        known, key = self.found.known[person], self.keys[person]
        rank = self.rank(person)
        is_ahead = rank == 1 and len(self.field) > 1
        return Ranked(
            person=person,
            rank=rank,
            facts=known.facts,
            counterfactual=counterfactual(
                self.question, known.facts, key[-1], self.field
            ),
            lead=self.field[1][0] - key[0] if is_ahead else None,
        )


class Shown:
    """The first of a ranking for a paginator: all of it counts, few are there."""

    def __init__(self, ranking, people):
        self.ranking, self.people = ranking, people

    def __len__(self):
        return self.ranking.counts()[self.ranking.is_exact]

    def __getitem__(self, part):
        return [self.ranking.ranked(person) for person in self.people[part]]
