"""Who comes nearest to a seat that a team leaves open, and from which day on."""

from itertools import islice
from typing import NamedTuple

from people.availability.calendar import FOREVER, calendars, first_free
from people.models import Level, Person
from people.words import day_words
from projects.candidates.scoring import Held

MOST_OF_A_KIND = 2
# Of those who are busy, so many with the most time are asked when they are free.
MOST_BUSY = 20


class Near(NamedTuple):
    """Somebody, and what is between them and the seat, in words."""

    person: Person
    words: str


class NearestPeople:
    """Those nearest to each need, by its place, that one of the teams leaves open.

    `ids` are those of all who may be told of.
    """

    def __init__(self, facts, teams, filterset):
        self.question, self.criteria = filterset.question, filterset.criteria
        self.on_teams = {person for team in teams for person in team.people}
        places = {at for team in teams for at, n in enumerate(team.shortages) if n}
        self.kinds = {at: self.by_kind(facts, at) for at in sorted(places)}
        self.ids = {
            person
            for kinds in self.kinds.values()
            for of_kind in kinds
            for person, _ in of_kind
        }

    def by_kind(self, facts, at):
        """Pairs of an id and a level or free percent: able, busy, near, wishing."""
        need, percent = self.question.needs[at], self.question.percent
        able, busy, near, wishing = [], [], [], []
        in_order = sorted(
            facts.known.items(),
            key=lambda item: (-item[1].facts.time_for(need).free, item[0]),
        )
        for person, known in in_order:
            level = known.facts.held.get(need.skill, Held(0)).level
            free = known.facts.time_for(need).free
            if level >= need.level and free < percent:
                busy.append((person, free))
            elif level >= need.level:
                able.append((person, level))
            elif level == need.level - 1 and level and free >= percent:
                near.append((person, level))
            elif level < need.level and need.skill in known.facts.wants:
                wishing.append((person, level))
        first = MOST_OF_A_KIND
        return (
            able[: len(self.on_teams) + first],
            busy[:MOST_BUSY],
            near[:first],
            wishing[:first],
        )

    def tell(self, people):
        """Lists of `Near` by place; `people` are rows by id. One query, or none."""
        busy = {person for _, of, *_ in self.kinds.values() for person, _ in of}
        first = min((self.window(at)[0] for at in self.kinds), default=None)
        capacities = {person: people[person].capacity for person in busy}
        known = calendars(capacities, first, FOREVER) if busy else {}
        return {
            at: [
                Near(people[person], words)
                for person, words in told(kinds, self.soonest(at, kinds[1], known))
            ]
            for at, kinds in self.kinds.items()
        }

    def window(self, at):
        """The days of the need at the place."""
        return self.question.needs[at].window or self.criteria["window"]

    def soonest(self, at, busy, known):
        """Pairs of a day on which one of the busy comes free, and who."""
        first, last = self.window(at)
        days, percent = (last - first).days + 1, self.question.percent
        comes = (
            (first_free(known[person], percent, days, since=first), person)
            for person, _ in busy
        )
        return sorted(pair for pair in comes if pair[0])


def told(kinds, soonest):
    able, busy, near, wishing = kinds
    for person, level in able:
        yield person, f"{Level(level).label}, could hold it"
    for day, person in islice(soonest, MOST_OF_A_KIND):
        yield person, f"free from {day_words(day)}"
    if not soonest:
        for person, free in busy[:MOST_OF_A_KIND]:
            yield person, f"{free} % free, and not more on any day to come"
    for person, level in near:
        yield person, f"{Level(level).label}, one level short"
    for person, _ in wishing:
        yield person, "would learn it"
