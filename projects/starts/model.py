"""The fewest seats that stay open, found and proven by OR-Tools CP-SAT.

The rules are those of teams (`projects.teams.model`), the question is smaller: not who
takes which seat, only how many stay open. So people who could take the same seats are
one kind, of which there are so many. What a kind takes can always be dealt out among
its people: learners' seats first, the seats of a need one after the other, round and
round.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from projects.teams.model import MOST_NEEDS, SETTINGS, OpenNeed

# Of thousands of kinds, so many are looked at first.
FIRST_LOOK = 200


class Kind(NamedTuple):
    """What somebody could hold, learn and guide; needs are places in their list."""

    holds: frozenset[int] = frozenset()
    learns: frozenset[int] = frozenset()
    guides: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Shortage:
    """The seats that stay open, by need; `is_proven` says that it takes no fewer."""

    seats: tuple[int, ...]
    is_proven: bool = True

    @property
    def missing(self):
        return sum(self.seats)


def fewest_open(
    needs: Sequence[OpenNeed],
    people: Mapping[Kind, int],
    *,
    learners_per_guide: int,
    seconds: float,
) -> Shortage:
    """The least shortage; of those as small one of the needs that stand last.

    Where the most versatile leave no seat open, nobody else is looked at.
    """
    people = useful(people, needs)
    kinds = sorted(people, key=lambda kind: -len(kind.holds | kind.learns))
    for count in sorted({min(FIRST_LOOK, len(kinds)), len(kinds)}):
        first = {kind: people[kind] for kind in kinds[:count]}
        found = ShortageModel(needs, first, learners_per_guide).solve(seconds)
        if not found.missing:
            break
    return found


def useful(people, needs):
    """The kinds with the needs of which a seat is open to them, no more than seats."""
    found = defaultdict(int)
    for kind, count in people.items():
        holds = frozenset(at for at in kind.holds if needs[at].seats)
        learns = frozenset(at for at in kind.learns if needs[at].takes_learners)
        if holds or learns:
            found[Kind(holds, learns, kind.guides & holds)] += count
    return {
        kind: min(count, sum(needs[at].seats for at in kind.holds | kind.learns))
        for kind, count in found.items()
    }


class ShortageModel:
    """How many of each kind hold and learn each need, and what stays open."""

    def __init__(self, needs, people, learners_per_guide):
        # Half a second and fifty megabytes: only who asks for it pays.
        from ortools.sat.python import cp_model

        self.cp_model, self.model = cp_model, cp_model.CpModel()
        self.needs, self.learners_per_guide = needs, learners_per_guide
        self.holders, self.guides, self.learners = ([[] for _ in needs] for _ in "hgl")
        for kind, count in people.items():
            self.add_kind(kind, count)
        self.short = [self.limit_need(at, need) for at, need in enumerate(needs)]
        count = len(needs)
        whole = 1 + count * sum(need.seats for need in needs)
        self.model.minimize(
            sum((whole + count - at) * short for at, short in enumerate(self.short))
        )

    def add_kind(self, kind, count):
        held, learned = [], []
        for at in sorted(kind.holds):
            held.append(self.model.new_int_var(0, count, ""))
            self.holders[at].append(held[-1])
            self.guides[at] += held[-1:] * (at in kind.guides)
        for at in sorted(kind.learns):
            learned.append(self.model.new_int_var(0, count, ""))
            self.learners[at].append(learned[-1])
        if len(held) + len(learned) > MOST_NEEDS:
            self.model.add(sum(held) + sum(learned) <= MOST_NEEDS * count)
        if len(learned) > 1:
            self.model.add(sum(learned) <= count)

    def limit_need(self, at, need):
        """The seats that stay open, once holders and learners have taken theirs."""
        short = self.model.new_int_var(0, need.seats, "")
        learning = self.model.new_int_var(0, need.learners, "")
        learning += sum(self.learners[at])
        self.model.add(sum(self.holders[at]) + learning + short == need.seats)
        guides = need.guides + sum(self.guides[at])
        self.model.add(learning <= self.learners_per_guide * guides)
        self.model.add(learning <= need.people - 1)
        return short

    def solve(self, seconds):
        solver = self.cp_model.CpSolver()
        for name, value in SETTINGS.items():
            setattr(solver.parameters, name, value)
        solver.parameters.max_time_in_seconds = max(seconds, 0.1)
        status = solver.solve(self.model)
        if status == self.cp_model.UNKNOWN:
            return Shortage(tuple(need.seats for need in self.needs), is_proven=False)
        seats = tuple(solver.value(short) for short in self.short)
        return Shortage(seats, status == self.cp_model.OPTIMAL)
