"""Who could be on one of the best teams at all, by the prices of the seats.

The linear relaxation of the team, which may take halves of people, gives each seat a
price, and bounds what any team is worth. Whoever is on a team that is worth so much
must earn the prices of their seats; what they lack of it, the team lacks of the bound.
So of thousands a few dozen stay, and what is proven of those holds for all.

The prices come from some of the people, to whom those are added who would earn more
than they cost, until there are none (column generation).
"""

from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from math import inf

from ortools.linear_solver.python import model_builder

from projects.teams.model import MOST_NEEDS, by_person, is_locked, seats_for_need

FIRST_OF_A_NEED = 12
MOST_ADDED = 100
# So little is none, were it of thousands of people.
NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Prices:
    """What a seat costs who holds or learns a need, and a place on the team.

    `guided` is what it earns to be able to guide learners. `bound` is what no team is
    worth more than.
    """

    bound: float
    held: list[float]
    learned: list[float]
    guided: list[float]
    person: float
    unmet: int
    locked: frozenset[int]

    def gain(self, option):
        """The most that somebody earns on a team beyond the prices, or lacks."""
        earned = [
            fit - self.held[at] + self.guided[at] * (at in option.guides)
            for at, fit in option.holds.items()
        ]
        grown = [growth - self.learned[at] for at, growth in option.learns.items()]
        earned = sorted([*earned, *sorted(grown)[-1:]], reverse=True)
        best, *more = earned[:MOST_NEEDS]
        gain = best + sum(one for one in more if one > 0) - self.person
        return gain + self.unmet * (option.person in self.locked)

    def count_able(self, options, worth):
        """How many could be on a team that is worth at least a point more than that."""
        least = worth + 0.5 - self.bound
        return sum(least <= 0 and self.gain(one) >= least for one in options)


def price_seats(needs, options, terms):
    """The prices of all seats; without any where the solver finds none."""
    core = first_of_each_need(options, terms)
    while True:
        prices = price_for(needs, core, terms)
        others = [one for one in options if one not in core]
        gains = sorted((-prices.gain(one), one.person, one) for one in others)
        more = {one for gain, _, one in gains[:MOST_ADDED] if -gain > NOTHING}
        if not more:
            return prices
        core |= more


def first_of_each_need(options, terms):
    """Those with the most fit or growth by each need, and all who are locked."""
    able = defaultdict(list)
    for one in options:
        for at, fit in one.holds.items():
            able["holds", at].append((-fit, one.person, one))
        for at, growth in one.learns.items():
            able["learns", at].append((-growth, one.person, one))
    first = {one for one in options if is_locked(one, terms)}
    for people in able.values():
        first.update(one for *_, one in nsmallest(FIRST_OF_A_NEED, people))
    return first


def price_for(needs, core, terms):
    """The prices by the linear relaxation of `projects.teams.model.TeamModel`."""
    relaxed = Relaxation(needs, sorted(core, key=lambda one: one.person), terms)
    solver = model_builder.Solver("GLOP")
    if solver.solve(relaxed.model) != model_builder.SolveStatus.OPTIMAL:
        nothing = [0] * len(needs)
        unknown = (nothing, nothing, nothing, 0, terms.unmet, terms.locked)
        return Prices(inf, *unknown)
    price = solver.dual_value
    per_guide = terms.learners_per_guide
    seats, guides, fewer = (list(map(price, rows)) for rows in relaxed.rows)
    return Prices(
        bound=solver.objective_value,
        held=seats,
        learned=[sum(prices) for prices in zip(seats, guides, fewer, strict=True)],
        guided=[per_guide * one for one in guides],
        person=terms.person + price(relaxed.most) + price(relaxed.least),
        unmet=terms.unmet,
        locked=terms.locked,
    )


class Relaxation:
    """The model of a team in which all may be there in part."""

    def __init__(self, needs, options, terms):
        self.model = model = model_builder.Model()
        self.on_team = {one: self.part() for one in options}
        self.holds = {(one, at): self.part() for one in options for at in one.holds}
        self.learns = {(one, at): self.part() for one in options for at in one.learns}
        self.worth = []
        self.limit_people(terms)
        missing = model.new_num_var(0, terms.least, "")
        size = sum(self.on_team.values())
        self.most = model.add(size <= terms.most)
        self.least = model.add(size + missing >= terms.least)
        rows = [self.limit_need(at, need, terms) for at, need in enumerate(needs)]
        self.rows = list(zip(*rows, strict=True))
        unmet = terms.unmet * (missing + len(terms.locked))
        model.maximize(sum(self.worth) - unmet)

    def part(self):
        return self.model.new_num_var(0, 1, "")

    def limit_people(self, terms):
        holds, learns = by_person(self.holds), by_person(self.learns)
        for one, is_on in self.on_team.items():
            seats = holds[one] + learns[one]
            for seat in seats:
                self.model.add(seat <= is_on)
            self.model.add(sum(seats) <= MOST_NEEDS * is_on)
            if learns[one]:
                self.model.add(sum(learns[one]) <= is_on)
            price = terms.person - terms.unmet * is_locked(one, terms)
            self.worth.append(-price * is_on)
        self.worth += [one.holds[at] * seat for (one, at), seat in self.holds.items()]
        self.worth += [one.learns[at] * seat for (one, at), seat in self.learns.items()]

    def limit_need(self, at, need, terms):
        """The rows of its seats, of guides for its learners, and of a holder for it."""
        holders = seats_for_need(self.holds, at)
        guides = [seat for one, seat in holders.items() if at in one.guides]
        guides = terms.learners_per_guide * (need.guides + sum(guides))
        short = self.model.new_num_var(0, need.people, "")
        learning = self.model.new_num_var(0, need.learners, "")
        learning += sum(seats_for_need(self.learns, at).values())
        self.worth.append(-need.price * short)
        return (
            self.model.add(sum(holders.values()) + learning + short == need.seats),
            self.model.add(learning - guides <= 0),
            self.model.add(learning <= need.people - 1),
        )
