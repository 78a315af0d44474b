"""What the page says of those who could take over a booking."""

from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import NamedTuple

from django.utils.functional import cached_property

from people.availability.calendar import FOREVER, first_free
from people.availability.words import missing_words, never_reason
from people.models import Level, Person
from people.models.history import listed
from people.words import day_words
from projects.handovers.successors import best_together
from projects.models import SkillNeed
from projects.models.need import LEAST_OF_A_MENTOR
from projects.needs.members import Member

MOST_SINGLES = 6
MOST_LATER = 4
# Of so many who are busy it is looked when they are free.
MOST_BUSY = 20


class Part(NamedTuple):
    """A need that somebody would hold, or learn from a mentor."""

    need: SkillNeed
    level: Level | None
    mentor: Member | Person | None = None


@dataclass(frozen=True, slots=True)
class Deputy:
    """Somebody who is suggested, and what they would do."""

    person: Person
    parts: list[Part]
    free: str
    hours: float | None
    # The first day of being free enough, of who is not.
    since: date | None = None

    @property
    def restores(self):
        return " ".join(part.need.skill.slug for part in self.parts)

    @property
    def seat(self):
        """What a form sends of a learner."""
        learnt = (part for part in self.parts if part.mentor)
        return next(
            (
                f"{self.person.slug}:{part.need.skill.slug}:{part.mentor.slug}"
                for part in learnt
            ),
            "",
        )


class OpenAfter(NamedTuple):
    """Seats of a need that stay open all the same."""

    need: SkillNeed
    count: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """One person, or several together, with the seats that they leave open."""

    place: int
    deputies: list[Deputy]
    shortages: list[OpenAfter]

    @property
    def names(self):
        return listed([one.person.name for one in self.deputies])


class Replacements:
    """The best singles, the best together, and who is not free enough; one query.

    Several together are looked for only where none alone restores all.
    """

    def __init__(self, handover, successors):
        self.handover = handover
        free = [one for one in successors if one.is_free]
        self.singles = free[:MOST_SINGLES]
        is_whole = free and not self.shortages(free[0].restores)
        self.team = None if is_whole else best_together(handover, free)
        self.of = {one.person: one for one in free}
        self.busy = self.soonest([one for one in successors if not one.is_free])
        ids = {one.person for one in [*self.singles, *self.busy]}
        ids |= self.team.people if self.team else set()
        self.people = Person.objects.select_related("location").in_bulk(ids)

    def soonest(self, busy):
        """Of those who would restore most the first to be free enough."""
        days = {one.person: self.free_since(one) for one in busy[:MOST_BUSY]}
        comes = sorted(busy[:MOST_BUSY], key=lambda one: days[one.person] or FOREVER)
        return {one: days[one.person] for one in comes[:MOST_LATER]}

    def free_since(self, successor):
        first, last = self.handover.window
        days, percent = (last - first).days + 1, self.handover.asked.percent
        return first_free(successor.calendar, percent, days, since=first)

    @cached_property
    def all(self) -> list[Replacement]:
        found = [
            Replacement(place, [self.single(one)], self.shortages(one.restores))
            for place, one in enumerate(self.singles, 1)
        ]
        return [*found, self.several(len(found) + 1)] if self.team else found

    @property
    def later(self) -> list[Deputy]:
        return [self.single(one, since) for one, since in self.busy.items()]

    def shortages(self, filled):
        lost = zip(self.handover.lost, filled, strict=True)
        return [OpenAfter(one.need, one.count - n) for one, n in lost if n < one.count]

    def single(self, successor, since=None):
        held = [
            at
            for at, count in enumerate(successor.restores)
            if count and at != successor.learns
        ]
        mentor = None
        if successor.learns is not None:
            mentor = self.handover.lost[successor.learns].guides[0]
        return self.deputy(successor, held, successor.learns, mentor, since)

    def several(self, place):
        team, mentors = self.team, self.mentors()
        deputies = [
            self.deputy(
                self.of[person],
                team.holds.get(person, ()),
                team.learns.get(person),
                mentors.get(person),
            )
            for person in sorted(team.people, key=list(self.of).index)
        ]
        lost = self.handover.lost
        filled = [one.count - n for one, n in zip(lost, team.shortages, strict=True)]
        return Replacement(place, deputies, self.shortages(filled))

    def mentors(self):
        """Who guides each learner of those together, in turn, by their ids."""
        mentors = {}
        for at, one in enumerate(self.handover.lost):
            learners = [pk for pk, place in self.team.learns.items() if place == at]
            guides = one.guides + [
                self.people[pk]
                for pk, places in sorted(self.team.holds.items())
                if at in places and self.level(self.of[pk], at) >= LEAST_OF_A_MENTOR
            ]
            mentors |= dict(zip(sorted(learners), cycle(guides), strict=False))
        return mentors

    def level(self, successor, at):
        held = successor.facts.held.get(self.handover.lost[at].need.skill_id)
        return Level(held.level) if held else None

    def deputy(self, successor, held, learns, mentor, since=None):
        lost = self.handover.lost
        parts = [Part(lost[at].need, self.level(successor, at)) for at in held]
        if learns is not None:
            level = self.level(successor, learns)
            parts.append(Part(lost[learns].need, level, mentor))
        return Deputy(
            person=self.people[successor.person],
            parts=parts,
            free=self.free_words(successor, since),
            hours=successor.facts.hours,
            since=since,
        )

    def free_words(self, successor, since):
        percent, free = self.handover.asked.percent, successor.facts.free
        if successor.is_free:
            missing = missing_words(successor.calendar, *self.handover.window)
            return f"{free} % when here: {missing}" if missing else f"{free} %"
        if since is None:
            why = never_reason(successor.calendar, percent)
            return f"{free} %, never {percent} %: {why}"
        return f"{free} %; {percent} % from {day_words(since)}"
