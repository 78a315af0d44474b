"""Who of thousands comes first, by the whole score, without working out everybody's.

How much levels and goals give at most is one quick query for everybody. The whole
score is worked out for those only who could be among the first: whoever cannot, even
with free time, shared hours and evidence at their best, is left out.
"""

from bisect import bisect_left
from dataclasses import dataclass
from heapq import nlargest
from math import inf

from projects.candidate_bounds import bounds_of
from projects.candidate_facts import facts_of
from projects.counterfactuals import Counterfactual, counterfactual
from projects.scoring import Facts, sort_key

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
    is_exact: bool
    counterfactual: Counterfactual | None
    # Points before the second, for the first of all.
    lead: float | None


class Ranking:
    """The order of people for a question; 2 queries, or 3.

    `people` are ids in the order that breaks ties, `window` the first and last day,
    `hours` the function of `projects.candidate_facts.hours_with`.
    """

    def __init__(self, people, question, window, hours):
        self.question, self.window, self.hours = question, window, hours
        self.people = list(people)
        self.place = {person: place for place, person in enumerate(self.people)}
        self.bounds = bounds_of(self.people, question)
        self.facts = {}
        # Sort keys of those worked out, best first, each ending in the place.
        self.field = []

    def those_who_are(self, fit):
        """The people of a fit: `exact` meet a need, `close` do not, "" is everybody."""
        everybody = self.place.keys()
        exact = self.bounds.exact
        kinds = {"": everybody, "exact": exact, "close": everybody - exact}
        return Shown(self, kinds[fit])

    def first(self, count, shown):
        """The first `count` people of `shown` in order, as ids."""
        most, near = self.bounds.most, count + MARGIN
        likely = {*nlargest(near, most, key=most.__getitem__)}
        if len(shown) < len(most):
            likely.update(nlargest(near, shown, key=most.__getitem__))
        self.work_out(likely)
        found = self.known(shown)
        least = -inf
        if len(found) >= count:
            least = -self.key(found[count - 1])[0] - TOLERANCE
        self.work_out(one for one, points in most.items() if points >= least)
        return self.known(shown)[:count]

    def known(self, shown):
        """Those of `shown` who are worked out, in order."""
        in_order = (self.people[key[-1]] for key in self.field)
        return [person for person in in_order if person in shown]

    def work_out(self, people):
        unknown = [person for person in people if person not in self.facts]
        if unknown:
            self.facts |= facts_of(unknown, self.question, self.window, self.hours)
            self.field = sorted(map(self.key, self.facts))

    def key(self, person):
        return *sort_key(self.question, self.facts[person]), self.place[person]

    def ranked(self, person):
        """One of the first, with all that the page says of the rank."""
        facts, key = self.facts[person], self.key(person)
        rank = bisect_left(self.field, key) + 1
        is_ahead = rank == 1 and len(self.field) > 1
        return Ranked(
            person=person,
            rank=rank,
            facts=facts,
            is_exact=person in self.bounds.exact,
            counterfactual=counterfactual(
                self.question, facts, self.place[person], self.field
            ),
            lead=self.field[1][0] - key[0] if is_ahead else None,
        )


class Shown:
    """People in the order of a ranking, as a sequence for a paginator."""

    def __init__(self, ranking, people):
        self.ranking, self.people = ranking, people

    def __len__(self):
        return len(self.people)

    def __getitem__(self, part):
        found = self.ranking.first(part.stop, self.people)[part.start :]
        return [self.ranking.ranked(person) for person in found]
