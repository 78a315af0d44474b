"""Who could take which seats of the musts, and on which Mondays they have the time.

Free is the worst working day, as everywhere, and days of absence are passed over; but
whoever joins within the window, or leaves within it, covers no seat for all of it. The
confirmed team of a project counts as if its bookings moved along: it holds its seats
where there is the time that it is booked for, were it not booked here already.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from people.availability.calendar import (
    DAY,
    FOREVER,
    Calendar,
    Span,
    calendars,
    daily_loads,
    heaviest_load,
    last_working_day,
    outside_stay,
    places,
    working_days,
)
from people.models import Expertise, LearningGoal
from projects.models.need import LEAST_OF_A_MENTOR
from projects.needs.coverage import NeedCoverage
from projects.starts.model import Kind


@dataclass(frozen=True, slots=True)
class Able:
    """Somebody who could take a seat, and in which windows, by their places.

    `parts` is the same for needs with days of their own within each window, by need.
    """

    kind: Kind
    free: Sequence[bool]
    parts: Mapping[int, Sequence[bool]] = field(default_factory=dict)

    def kind_within(self, place):
        """What somebody could do in a window, in the days of each need."""

        def is_free(need):
            return self.parts.get(need, self.free)[place]

        if not self.parts:
            return self.kind if self.free[place] else Kind()
        return Kind(*(frozenset(filter(is_free, needs)) for needs in self.kind))


@dataclass(frozen=True, slots=True)
class StartFacts:
    """Musts with who fills seats already, and people by id.

    `able` could take open seats; `team` are those whose bookings are confirmed.
    """

    musts: Sequence[NeedCoverage]
    able: Mapping[int, Able] = field(default_factory=dict)
    team: Mapping[int, Able] = field(default_factory=dict)

    def within(self, place) -> tuple[list[NeedCoverage], Counter[Kind]]:
        """The musts as the team covers them in a window, and who is free, by kind."""
        staying = {pk for pk, member in self.team.items() if member.free[place]}
        musts = self.musts
        for pk in self.team.keys() - staying:
            musts = [covered.without(pk) for covered in musts]
        free = Counter(
            kind
            for pk, one in self.able.items()
            if pk not in staying and any(kind := one.kind_within(place))
        )
        return musts, free


class Windows:
    """Windows of one length that begin on Mondays; sets of days are bits of a number.

    A week has five of them, so that all windows of somebody take no longer than one.
    `parts` are needs with days of their own, by their places: how many days after the
    first they begin, and how many they are, or `None` if to the last one.
    """

    def __init__(self, mondays, days, parts=None):
        self.bounds = [
            (first, last_working_day(first + DAY * (days - 1))) for first in mondays
        ]
        self.first, self.last = mondays[0], self.bounds[-1][1]
        weeks = (self.last - self.first).days // 7 + 1
        self.days = working_days(self.first, weeks)
        self.masks = [self.bits(*window) for window in self.bounds]
        self.parts = {
            need: [self.part(*window, *part) for window in self.bounds]
            for need, part in (parts or {}).items()
        }

    def part(self, first, last, after, count):
        """The first and the last day of a need within a window."""
        start = min(first + DAY * after, last)
        return start, last if count is None else min(last, start + DAY * (count - 1))

    def bounds_of(self, need, place):
        """The days of a need, by their places, where the work begins in the window."""
        return self.parts.get(need, self.bounds)[place]

    def bits(self, first, last):
        on = places(self.days, first, last)
        return (1 << on.stop) - (1 << on.start) if on else 0

    def bits_of(self, spans):
        return reduce(or_, (self.bits(*span[1:]) for span in spans), 0)

    def too_busy(self, bookings, room):
        """The days on which bookings take more than there is room for."""
        if sum(span.percent for span in bookings) <= room:
            return 0
        loads = enumerate(daily_loads(bookings, self.days))
        return sum(1 << place for place, load in loads if load > room)

    def free_in_parts(self, calendar, percent) -> dict[int, list[bool]]:
        """The same as `free` for each need with days of its own."""
        return {
            need: self.free(calendar, percent, [self.bits(*one) for one in bounds])
            for need, bounds in self.parts.items()
        }

    def free(self, calendar, percent, masks=None) -> list[bool]:
        """In which windows so much is free on every day here, and all of it is theirs.

        See also: `people.availability.calendar.free_percent`, of one window.
        """
        masks = masks or self.masks
        if calendar.capacity < percent:
            return [False] * len(masks)
        gone = self.bits_of(outside_stay(calendar.joined_on, calendar.left_on))
        here = ~self.bits_of(calendar.absences)
        busy = self.too_busy(calendar.confirmed, calendar.capacity - percent)
        return [
            not days & gone and (days & here) > 0 and not days & here & busy
            for days in masks
        ]


def gather_facts_of_starts(musts, people, percent, windows, bookings=()) -> StartFacts:
    """The facts for the windows, in three queries.

    `people` may be asked, `bookings` are confirmed ones of the team of the project,
    as rows of person, capacity, percent, first and last day.
    """
    kinds, capacities = kinds_of(musts, people)
    own = defaultdict(list)
    for person, capacity, share, first, last in bookings:
        capacities[person] = capacity
        own[person].append(Span(share, first, last or FOREVER))
    days = windows.first, windows.last
    known = calendars(capacities, *days) if capacities else {}
    for person, spans in own.items():
        known[person] = without_bookings(known[person], spans)
    return StartFacts(
        musts,
        {
            pk: Able(
                kind,
                windows.free(known[pk], percent),
                windows.free_in_parts(known[pk], percent),
            )
            for pk, kind in kinds.items()
        },
        {
            pk: Able(
                Kind(), windows.free(known[pk], min(booked(spans), capacities[pk]))
            )
            for pk, spans in own.items()
        },
    )


def without_bookings(calendar, spans):
    others = Counter(calendar.confirmed) - Counter(spans)
    return replace(calendar, confirmed=tuple(others.elements()))


def booked(spans):
    """How much the bookings take together on the heaviest day."""
    first, last = min(one.starts_on for one in spans), max(one.ends_on for one in spans)
    return heaviest_load(Calendar(0, tuple(spans)), first, last) or 1


def kinds_of(musts, people):
    """What each of the people could do, and capacities, by id; in two queries."""
    people = people.order_by()
    skills = [covered.need.skill_id for covered in musts]
    welcome = [c.need.skill_id for c in musts if c.need.welcomes_learner]
    rows = Expertise.objects.filter(skill__in=skills, person__in=people.values("pk"))
    goals = LearningGoal.objects.unfinished().filter(skill__in=welcome)
    goals = goals.filter(person__in=people.values("pk")).order_by()
    levels, wants, capacities = defaultdict(dict), defaultdict(set), {}
    row = ("person_id", "person__capacity", "skill_id")
    for pk, capacities[pk], skill, level in rows.order_by().values_list(*row, "level"):
        levels[pk][skill] = level
    for pk, capacities[pk], skill in goals.values_list(*row):
        wants[pk].add(skill)
    # In the same order whatever that of the rows: ties are broken by it.
    kinds = {
        pk: kind_of_person(musts, levels[pk], wants[pk]) for pk in sorted(capacities)
    }
    kinds = {pk: kind for pk, kind in kinds.items() if kind.holds or kind.learns}
    return kinds, {pk: capacities[pk] for pk in kinds}


def kind_of_person(musts, levels, wants):
    holds, learns, guides = set(), set(), set()
    for at, covered in enumerate(musts):
        need, level = covered.need, levels.get(covered.need.skill_id, 0)
        if level >= need.level:
            holds.add(at)
            guides |= {at} if level >= LEAST_OF_A_MENTOR else set()
        elif need.welcomes_learner and need.skill_id in wants:
            learns.add(at)
    return Kind(frozenset(holds), frozenset(learns), frozenset(guides))
