"""The seats that are open without somebody, and how many of them others fill.

One definition of seats holds: that of `projects.needs.coverage`. All bookings count,
the tentative ones too.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings

from people.models import Level
from projects.models import NeedPriority, SkillNeed
from projects.models.need import LEAST_OF_A_MENTOR
from projects.needs.coverage import NeedCoverage, count_seats
from projects.teams.model import OpenNeed


@dataclass(frozen=True, slots=True)
class LostSeats:
    """A need as the others cover it, and how many seats of it are to be filled."""

    without: NeedCoverage
    count: int = 1

    @property
    def need(self):
        return self.without.need

    @property
    def guides(self):
        """Those of the others who could guide a learner."""
        holders = self.without.holders
        return [one.member for one in holders if one.level >= LEAST_OF_A_MENTOR]

    def filled_by(self, *holders, learners=0):
        """How many of the seats are filled if these hold the need, or learn it too."""
        holders = self.without.holders + holders
        learners = (*self.without.learners, *[None] * learners)
        filled = sum(count_seats(self.need, holders, learners))
        return min(self.count, filled - sum(self.without.seats))

    @property
    def as_open_need(self):
        """The same for the model of teams: no other seat is open."""
        need, learning = self.need, self.without.seats[1]
        return OpenNeed(
            people=need.people,
            price=settings.DIRECTORY["TEAM_PRICES"][need.priority],
            welcomes_learner=need.welcomes_learner,
            holders=need.people - self.count - learning,
            guides=len(self.guides),
            learners=len(self.without.learners),
        )


class ToFill(NamedTuple):
    """The seats, and whether they are `lost`, `open` anyway, or only `used`."""

    kind: str
    seats: list[LostSeats]


def seats_to_fill(coverage, person, skills) -> ToFill:
    """What a project lacks without the person.

    Of who fills no seat it is what is open and the person could do, or was booked for;
    else whatever of it the person has or the booking uses. `skills` are those of the
    booking. Only of who fills no seat levels and skills are looked at.
    """
    if lost := seats_lost(coverage, person.pk):
        return ToFill("lost", lost)
    levels = {row.skill_id: row.level for row in person.expertise.all()}
    if seats := open_seats(coverage, levels, {skill.pk for skill in skills}):
        return ToFill("open", seats)
    return ToFill("used", seats_used(coverage, levels, skills))


def seats_lost(coverage, person):
    lost = []
    for one in coverage.needs:
        without = one.without(person)
        count = sum(one.seats) - sum(without.seats)
        lost += [LostSeats(without, count)] if count > 0 else []
    return lost


def open_seats(coverage, levels, used):
    return [
        LostSeats(one)
        for one in coverage.needs
        if sum(one.seats) < one.need.people
        and (is_met(one.need, levels) or one.need.skill_id in used)
    ]


def seats_used(coverage, levels, skills):
    """As if nobody else did what the person does."""
    needs = [one.need for one in coverage.needs if is_met(one.need, levels)]
    needed = {need.skill_id for need in needs}
    needs += [
        SkillNeed(skill=skill, level=levels.get(skill.pk, Level.WORKING))
        for skill in skills
        if skill.pk not in needed
    ]
    return [LostSeats(NeedCoverage(need)) for need in needs]


def is_met(need, levels):
    return levels.get(need.skill_id, 0) >= need.level


def by_priority_first(lost, counts):
    """Of seats by need those of musts, of shoulds and of coulds, to be compared."""
    of = Counter()
    for one, count in zip(lost, counts, strict=True):
        of[one.need.priority] += count
    return tuple(of[priority] for priority in NeedPriority)
