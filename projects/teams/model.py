"""The best teams for the seats that are open, found and proven by OR-Tools CP-SAT.

Who is on the team holds or learns at least one need, three at most, and learns one at
most. Holders, learners and shortage add up to the seats of a need. Learners are fewer
than its seats, and two at most for each holder who could guide them. The team has
`most` people at most. Its worth is the fit of holders and the growth of learners, less
a price for each person and for each seat left open, so that there always is an answer.
Whoever is to be on the team and cannot, and each person fewer than `least`, has a
price too.

Plain values in, plain values out: all fits, growths and prices are whole points.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import floor, inf
from time import monotonic

MOST_NEEDS = 3
MOST_TEAMS = 3
DIFFERENT_PEOPLE = 2
# Of thousands, so many are looked at first.
FIRST_LOOK = 60
# So many times as many are looked at next, if the best may not be among them.
MOST_MORE = 4
# With other settings the same organisations take thirty times as long.
SETTINGS = {"num_workers": 1, "linearization_level": 2, "random_seed": 1}


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need of `people` seats, some of which the project's team fills already.

    Of the `holders` it has, `guides` could guide learners; `price` is that of a seat
    left open. Without `welcomes_learner` nobody else may learn it.
    """

    people: int
    price: int
    welcomes_learner: bool = False
    holders: int = 0
    guides: int = 0
    learners: int = 0

    @property
    def seats(self):
        """The seats that holders leave open."""
        return max(0, self.people - self.holders)

    @property
    def takes_learners(self):
        return self.welcomes_learner and self.people > 1 and self.seats > 0


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """Somebody who could be on the team; needs are places in their list.

    `holds` is the fit by need and `learns` the growth; of the needs that they could
    hold they could guide learners of `guides`.
    """

    person: int
    holds: Mapping[int, int] = field(default_factory=dict)
    learns: Mapping[int, int] = field(default_factory=dict)
    guides: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the whole team; `locked` are the ids of who is to be on it."""

    person: int
    unmet: int
    most: int
    least: int = 0
    locked: frozenset[int] = frozenset()
    learners_per_guide: int = 2


@dataclass(frozen=True, slots=True)
class Suggested:
    """One team: the needs that each person holds, and the one that they learn.

    `shortages` are the seats left open, by need. No such team is worth more than
    `bound`. It was chosen from the people of `among`, and no other could better it.
    """

    holds: Mapping[int, tuple[int, ...]]
    learns: Mapping[int, int]
    shortages: tuple[int, ...]
    objective: int
    bound: int
    among: tuple[int, ...] = ()

    @property
    def people(self):
        return self.holds.keys() | self.learns.keys()

    @property
    def is_optimal(self):
        return self.bound <= self.objective


def suggest_teams(
    needs: Sequence[OpenNeed],
    options: Sequence[Option],
    terms: Terms,
    *,
    seconds: float,
    teams: int = MOST_TEAMS,
) -> list[Suggested]:
    """The best team, then the best that differ by two people from all before it.

    One at least, be it empty; no other is. All of it takes about `seconds` at most, for
    the first longer only to find any at all.
    """
    ends_at = monotonic() + seconds
    options = [usable(one, needs) for one in options]
    options = [one for one in options if one.holds or one.learns]
    if min(terms.most, sum(need.seats for need in needs)) < DIFFERENT_PEOPLE:
        teams = 1
    if len(options) <= FIRST_LOOK:
        return best_teams(needs, options, terms, teams, ends_at)
    # Half a second and fifty megabytes: only who asks for a team pays.
    from projects.teams.prices import price_seats

    prices = price_seats(needs, options, terms)
    ranked = sorted(options, key=lambda one: (-prices.gain(one), one.person))
    count, wanted, found = 0, FIRST_LOOK, []
    while count < wanted and (not found or monotonic() < ends_at - seconds / 3):
        count = min(wanted, max(FIRST_LOOK, MOST_MORE * count))
        more = best_teams(needs, ranked[:count], terms, teams, ends_at)
        if found and not all(one.is_optimal for one in more):
            break
        found = more
        worst = found[-1].objective if len(found) == teams else -inf
        wanted = prices.count_able(ranked, worst)
    return [with_bound(one, prices, ranked, count) for one in found]


def with_bound(team, prices, ranked, count):
    """The team, with a bound on what any is worth of all, not of the first ones alone.

    What is proven of the first so many holds for all, if no other could be on a better.
    """
    if team.is_optimal and prices.count_able(ranked, team.objective) <= count:
        return team
    return replace(team, bound=max(team.objective, floor(prices.bound + 0.5)))


def usable(option, needs):
    """The option with the needs of which a seat is open to them."""
    return replace(
        option,
        holds={at: fit for at, fit in option.holds.items() if needs[at].seats},
        learns={
            at: growth
            for at, growth in option.learns.items()
            if needs[at].takes_learners
        },
    )


def best_teams(needs, options, terms, teams, ends_at):
    options = sorted(options, key=lambda one: one.person)
    found = []
    while len(found) < teams:
        model = TeamModel(needs, options, terms)
        for team in found:
            model.differ_from(team.people)
        share = (ends_at - monotonic()) / (teams - len(found))
        team = model.solve(share) if share > 0 or not found else None
        if not found and team is None:
            team = nobody(needs, terms, model.bound)
        if team is None or (found and not team.people):
            break
        among = tuple(one.person for one in options)
        found.append(replace(team, among=among))
    return found


def nobody(needs, terms, bound):
    """The team without people, where no other is found in time."""
    shortages = []
    for need in needs:
        guided = terms.learners_per_guide * need.guides
        learning = min(need.learners, need.seats, need.people - 1, guided)
        shortages.append(need.seats - learning)
    prices = [need.price * n for need, n in zip(needs, shortages, strict=True)]
    objective = -sum(prices) - terms.unmet * (len(terms.locked) + terms.least)
    return Suggested({}, {}, tuple(shortages), objective, bound)


class TeamModel:
    """The variables and rules of one team."""

    def __init__(self, needs, options, terms):
        from ortools.sat.python import cp_model

        self.cp_model, self.model = cp_model, cp_model.CpModel()
        self.needs, self.terms = needs, terms
        new, new_number = self.model.new_bool_var, self.model.new_int_var
        self.on_team = {one: new("") for one in options}
        self.holds = {(one, at): new("") for one in options for at in one.holds}
        self.learns = {(one, at): new("") for one in options for at in one.learns}
        self.short = [new_number(0, need.people, "") for need in needs]
        self.learning = [new_number(0, need.learners, "") for need in needs]
        self.missing = new_number(0, terms.least, "")
        self.limit_people()
        for at in range(len(needs)):
            self.limit_need(at)
        self.model.maximize(self.worth())

    def limit_people(self):
        holds, learns = by_person(self.holds), by_person(self.learns)
        for one, is_on in self.on_team.items():
            seats = holds[one] + learns[one]
            for seat in seats:
                self.model.add_implication(seat, is_on)
            self.model.add_bool_or([*seats, ~is_on])
            if len(seats) > MOST_NEEDS:
                self.model.add(sum(seats) <= MOST_NEEDS)
            if len(learns[one]) > 1:
                self.model.add_at_most_one(learns[one])
        size = sum(self.on_team.values())
        self.model.add(size <= self.terms.most)
        self.model.add(size + self.missing >= self.terms.least)

    def limit_need(self, at):
        need = self.needs[at]
        holders = seats_for_need(self.holds, at)
        learning = self.learning[at] + sum(seats_for_need(self.learns, at).values())
        filled = sum(holders.values()) + learning + self.short[at]
        self.model.add(filled == need.seats)
        guides = [seat for one, seat in holders.items() if at in one.guides]
        guides = self.terms.learners_per_guide * (need.guides + sum(guides))
        self.model.add(learning <= guides)
        self.model.add(learning <= need.people - 1)

    def worth(self):
        terms = self.terms
        worth = [one.holds[at] * seat for (one, at), seat in self.holds.items()]
        worth += [one.learns[at] * seat for (one, at), seat in self.learns.items()]
        worth += [-terms.person * is_on for is_on in self.on_team.values()]
        shortages = zip(self.needs, self.short, strict=True)
        worth += [-need.price * short for need, short in shortages]
        locked = [is_on for one, is_on in self.on_team.items() if is_locked(one, terms)]
        unmet = len(terms.locked) - sum(locked) + self.missing
        return sum(worth) - terms.unmet * unmet

    def most_worth(self):
        """More than any team is worth: all fits and growths together."""
        return sum(
            sum(one.holds.values()) + sum(one.learns.values()) for one in self.on_team
        )

    def differ_from(self, people):
        """Two of these people at least are not on the team, or two others are."""
        these = sum(
            is_on for one, is_on in self.on_team.items() if one.person in people
        )
        others = sum(self.on_team.values()) - these
        has_others = self.model.new_bool_var("")
        self.model.add(others >= DIFFERENT_PEOPLE).only_enforce_if(has_others)
        these_at_most = self.model.add(these <= len(people) - DIFFERENT_PEOPLE)
        these_at_most.only_enforce_if(~has_others)

    def solve(self, seconds):
        """The best team, or the best one found in so many seconds, or `None`."""
        solver = self.cp_model.CpSolver()
        for name, value in SETTINGS.items():
            setattr(solver.parameters, name, value)
        solver.parameters.max_time_in_seconds = max(seconds, 0.1)
        status = solver.solve(self.model)
        if status == self.cp_model.INFEASIBLE:
            return None
        self.bound = floor(min(solver.best_objective_bound + 0.5, self.most_worth()))
        if status == self.cp_model.UNKNOWN:
            return None
        holds = defaultdict(tuple)
        for (one, at), seat in self.holds.items():
            holds[one.person] += (at,) * solver.boolean_value(seat)
        return Suggested(
            holds={person: places for person, places in holds.items() if places},
            learns={
                one.person: at
                for (one, at), seat in self.learns.items()
                if solver.boolean_value(seat)
            },
            shortages=tuple(map(solver.value, self.short)),
            objective=round(solver.objective_value),
            bound=self.bound,
        )


def by_person(seats):
    found = defaultdict(list)
    for (one, _), seat in seats.items():
        found[one].append(seat)
    return found


def seats_for_need(seats, need):
    """The seats of one need, by who could take them."""
    return {one: seat for (one, at), seat in seats.items() if at == need}


def is_locked(option, terms):
    return option.person in terms.locked
