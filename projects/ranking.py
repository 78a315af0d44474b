"""Who of thousands comes first, by the whole score, without working out everybody's.

Levels and goals of everybody are one cheap query. Free time, shared hours and what
stands behind levels take longer: they are looked up only for those who could be among
the first. Whoever cannot pass them, even with all of that at its best, can wait.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest
from math import inf

from django.conf import settings

from people.models import Level
from projects.candidate_facts import facts_of, stated
from projects.counterfactuals import Counterfactual, counterfactual
from projects.scoring import Facts, closeness, freshness, growth_share, sort_key

# So many more than are shown are worked out at first: a guess, which costs no rank.
MARGIN = 300
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
        skills = {need.skill for need in question.needs}
        self.held, self.wants = stated(self.people, skills)
        self.exact, self.most = self.bounds()
        self.facts = {}
        # Sort keys of those worked out, best first, each ending in the place.
        self.field = []

    def bounds(self):
        """Who meets any need, and the most points that each person could have."""
        question, weights = self.question, self.question.weights
        worth = worth_of_levels(question.needs)
        fresh = FreshnessByDay(question.today)
        per_credit = weights.skills * max(settings.DIRECTORY["EVIDENCE"].values())
        per_credit /= sum(need.weight for need in question.needs) or 1
        exact, most = set(), dict.fromkeys(self.place, 0)
        for person, levels in self.held.items():
            for skill, held in levels.items():
                credit, meets = worth[skill][held.level]
                most[person] += per_credit * credit * fresh[held.last_used_on]
                if meets:
                    exact.add(person)
        for person, wants in self.wants.items():
            most[person] += weights.growth * growth_share(question, wants)
        anyway = weights.availability + weights.overlap
        return exact, {person: points + anyway for person, points in most.items()}

    def counts(self):
        """The number of people by skill and level, and of wishes by skill."""
        levels = Counter(
            (skill, held.level)
            for of_person in self.held.values()
            for skill, held in of_person.items()
        )
        wishes = Counter(skill for wants in self.wants.values() for skill in wants)
        return levels, wishes

    def those_who_are(self, fit):
        """The people of a fit: `exact` meet a need, `close` do not, "" is everybody."""
        everybody = self.place.keys()
        kinds = {"": everybody, "exact": self.exact, "close": everybody - self.exact}
        return Shown(self, kinds[fit])

    def first(self, count, shown):
        """The first `count` people of `shown` in order, as ids."""
        near = count + MARGIN
        likely = {
            *nlargest(near, self.place, key=self.most.__getitem__),
            *nlargest(near, shown, key=self.most.__getitem__),
        }
        self.work_out(likely)
        found = self.known(shown)
        least = -inf
        if len(found) >= count:
            least = -self.key(found[count - 1])[0] - TOLERANCE
        self.work_out(one for one, points in self.most.items() if points >= least)
        return self.known(shown)[:count]

    def known(self, shown):
        """Those of `shown` who are worked out, in order."""
        in_order = (self.people[key[-1]] for key in self.field)
        return [person for person in in_order if person in shown]

    def work_out(self, people):
        unknown = [person for person in people if person not in self.facts]
        if unknown:
            self.facts |= facts_of(
                unknown, self.question, self.held, self.wants, self.window, self.hours
            )
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
            is_exact=person in self.exact,
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


class FreshnessByDay(dict):
    """The freshness for each last day of use, worked out once."""

    def __init__(self, today):
        self.today = today

    def __missing__(self, day):
        self[day] = freshness(day, self.today)
        return self[day]


def worth_of_levels(needs):
    """By skill and level: the weight of needs that it meets, and if it meets any."""
    worth = defaultdict(lambda: dict.fromkeys(Level, (0, False)))
    for need in needs:
        for level, (weight, meets) in worth[need.skill].items():
            share = need.weight * closeness(level, need.level)
            worth[need.skill][level] = weight + share, meets or level >= need.level
    return worth
