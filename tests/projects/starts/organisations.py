"""Random organisations with a plan, and a judge of when it can begin.

All of it is plain: days are looked at one by one and all ways to seat people are tried,
from the rules of the domain and not from `projects.starts`.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

# A Wednesday.
TODAY = date(2026, 3, 11)
# When the work is to begin by now.
PLANNED = date(2026, 4, 6)
MONDAYS = [date(2026, 3, 16) + timedelta(weeks=number) for number in range(26)]
SKILLS = ("Python", "SQL", "NLP")
LEARNERS_PER_GUIDE = 2


@dataclass
class Booked:
    percent: int
    starts: date
    ends: date | None
    is_tentative: bool = False
    is_here: bool = False
    learns: str = ""
    mentor: int | None = None

    def covers(self, day):
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass
class Somebody:
    name: str
    capacity: int
    joined: date | None
    left: date | None
    levels: dict
    wants: set
    absences: list
    bookings: list = field(default_factory=list)


@dataclass
class Wanted:
    skill: str
    level: int
    people: int
    priority: str
    welcomes_learner: bool
    # Days of its own: how many after the first day of the work, and how many they are.
    after: int = 0
    count: int | None = None

    @property
    def has_own_days(self):
        return bool(self.after or self.count)

    @property
    def starts(self):
        return PLANNED + timedelta(days=self.after) if self.after else None

    @property
    def ends(self):
        count = timedelta(days=self.after + (self.count or 0) - 1)
        return PLANNED + count if self.count else None

    def meets(self, booking):
        """Whether a booking has one of its own days, as the project is planned."""
        first, last = self.starts or date.min, self.ends or date.max
        return booking.starts <= last and first <= (booking.ends or date.max)


@dataclass
class Plan:
    """An organisation and what it wants to begin: a project, or needs alone."""

    people: list
    needs: list
    weeks: int
    percent: int
    learners: str
    # What can stay open, by who is there.
    ways: dict = field(default_factory=dict)

    @property
    def musts(self):
        return [need for need in self.needs if need.priority == "must"]


def random_plan(seed, people=5):
    dice = Random(seed)
    needs = [random_need(dice, skill) for skill in SKILLS for _ in range(2)]
    needs = dice.sample(needs, dice.choice((2, 3, 5)))
    needs = {(one.skill, one.level): one for one in needs}
    plan = Plan(
        people=[random_person(dice, n) for n in range(dice.randint(1, people))],
        needs=list(needs.values()),
        weeks=dice.choice((1, 2, 5, 9)),
        percent=dice.choice((20, 50, 50, 80)),
        learners=dice.choice(("on", "on", "off")),
    )
    for one in plan.people:
        one.bookings = [
            random_booking(dice, plan) for _ in range(dice.choice((0, 1, 1, 2, 3)))
        ]
        if one.absences and dice.random() < 0.5:
            # What falls on days of absence takes nothing.
            one.bookings.append(Booked(80, *dice.choice(one.absences)))
    return plan


def random_need(dice, skill):
    people = dice.choice((1, 1, 2, 3))
    days = {"after": dice.choice((0, 3, 7, 16)), "count": dice.choice((None, 4, 9, 20))}
    return Wanted(
        skill=skill,
        level=dice.choice((2, 3, 3, 4)),
        people=people,
        priority=dice.choice(("must", "must", "should")),
        welcomes_learner=dice.random() < 0.6,
        **days if dice.random() < 0.4 else {},
    )


def random_person(dice, number):
    levels = {skill: dice.randint(1, 4) for skill in SKILLS if dice.random() < 0.6}
    wants = {skill for skill in SKILLS if dice.random() < 0.4}
    return Somebody(
        name=f"P{number}",
        capacity=dice.choice((50, 80, 100, 100)),
        joined=random_day(dice) if dice.random() < 0.15 else None,
        left=random_day(dice) if dice.random() < 0.15 else None,
        levels=levels,
        # A goal is above the level.
        wants={skill for skill in wants if levels.get(skill, 0) < 4},
        absences=[random_days(dice, 5) for _ in range(dice.choice((0, 0, 1, 2)))],
    )


def random_day(dice):
    return TODAY + timedelta(days=dice.randint(0, 200))


def random_days(dice, weeks):
    first = TODAY + timedelta(days=dice.randint(-60, 200))
    return first, first + timedelta(days=dice.randint(0, 7 * weeks))


def random_booking(dice, plan):
    first, last = random_days(dice, 16)
    is_here = dice.random() < 0.4
    booking = Booked(
        percent=dice.choice((20, 50, 80)),
        starts=first,
        ends=None if dice.random() < 0.15 else last,
        is_tentative=dice.random() < 0.2,
        is_here=is_here,
    )
    if is_here and dice.random() < 0.6:
        booking.learns = dice.choice(SKILLS)
        booking.mentor = dice.randrange(len(plan.people))
    return booking


# In the database


def store_plan(plan):
    """Rows of all of it; the project is Radar."""
    skills = {name: SkillFactory(name=name) for name in SKILLS}
    project = ProjectFactory(name="Radar", status="staffing", starts_on=PLANNED)
    for need in plan.needs:
        SkillNeedFactory(
            project=project,
            skill=skills[need.skill],
            level=need.level,
            people=need.people,
            priority=need.priority,
            welcomes_learner=need.welcomes_learner,
            starts_on=need.starts,
            ends_on=need.ends,
        )
    rows = [store_person(one, skills) for one in plan.people]
    for one, row in zip(plan.people, rows, strict=True):
        for booking in one.bookings:
            is_learner = booking.learns and rows[booking.mentor] != row
            AssignmentFactory(
                person=row,
                project=project if booking.is_here else ProjectFactory(status="active"),
                percent=booking.percent,
                starts_on=booking.starts,
                ends_on=booking.ends,
                status="tentative" if booking.is_tentative else "confirmed",
                learns=skills[booking.learns] if is_learner else None,
                mentor=rows[booking.mentor] if is_learner else None,
            )


def store_person(one, skills):
    days = {"joined_on": one.joined, "left_on": one.left}
    if one.joined and one.left:
        days = {"joined_on": min(days.values()), "left_on": max(days.values())}
        one.joined, one.left = days.values()
    row = PersonFactory(name=one.name, capacity=one.capacity, **days)
    for skill, level in one.levels.items():
        ExpertiseFactory(person=row, skill=skills[skill], level=level)
    for skill in one.wants:
        LearningGoalFactory(person=row, skill=skills[skill], target_level=4)
    for first, last in one.absences:
        AbsenceFactory(person=row, starts_on=first, ends_on=last)
    return row


# The judge


def shortages(plan, monday):
    """All that can stay open, must by must, if it begins on that Monday."""
    days = working_days(monday, 7 * plan.weeks)

    def places(one):
        """The musts in whose days somebody is free."""
        return tuple(
            at
            for at, need in enumerate(plan.musts)
            if is_free(
                one,
                days_of(plan, need, monday),
                plan.percent,
                besides=own_bookings(one),
            )
        )

    team = [
        one
        for one in plan.people
        if (own := own_bookings(one))
        and is_free(one, days, min(busiest(own), one.capacity), besides=own)
    ]
    others = [
        (one, free) for one in plan.people if one not in team if (free := places(one))
    ]
    asked = (
        tuple(one.name for one in team),
        tuple((one.name, free) for one, free in others),
    )
    if asked not in plan.ways:
        plan.ways[asked] = ways_to_seat(plan, team, others)
    return plan.ways[asked]


def ways_to_seat(plan, team, others):
    """What stays open of each must, by each way to seat the others beside the team."""
    found = {tuple((0, 0, 0) for _ in plan.musts)}
    for one, free in others:
        can = roles(plan, one, free)
        found |= {seat(state, role) for state in found for role in can}
    return {still_open(plan, team, state) for state in found}


def working_days(first, count):
    days = [first + timedelta(days=number) for number in range(count)]
    return [day for day in days if day.weekday() < 5]


def days_of(plan, need, monday):
    """The working days of a need if the work begins on the Monday."""
    count = 7 * plan.weeks
    # What begins after the last Friday begins on it.
    after = min(need.after, count - 3)
    return working_days(
        monday + timedelta(days=after), min(need.count or count, count - after)
    )


def own_bookings(one):
    """Those by which somebody is on the confirmed team."""
    if one.left and one.left < TODAY:
        return []
    return [
        booking
        for booking in one.bookings
        if booking.is_here
        and not booking.is_tentative
        and (booking.ends is None or booking.ends >= TODAY)
    ]


def busiest(bookings):
    """The most that they take on any working day; 1 if they have none."""
    first = min(one.starts for one in bookings)
    loads = [
        sum(one.percent for one in bookings if one.covers(day))
        for day in working_days(first, 600)
    ]
    return max(loads) or 1


def is_free(one, days, percent, besides):
    """Whether they are here from the first to the last day, and free on the worst."""
    if (one.joined and one.joined > days[0]) or (one.left and one.left < days[-1]):
        return False
    here = [
        day
        for day in days
        if not any(first <= day <= last for first, last in one.absences)
    ]
    others = [b for b in one.bookings if b not in besides and not b.is_tentative]
    loads = [sum(b.percent for b in others if b.covers(day)) for day in here]
    return bool(here) and max(loads) + percent <= one.capacity


def roles(plan, one, free):
    """All that somebody could do: up to three musts, one of them learned at most."""
    can = []
    for at, need in enumerate(plan.musts):
        level = one.levels.get(need.skill, 0) if at in free else 0
        held = (1, int(level >= 3), 0)
        if level >= need.level:
            can.append([(0, 0, 0), held])
        elif (
            at in free
            and need.welcomes_learner
            and plan.learners == "on"
            and need.skill in one.wants
        ):
            can.append([(0, 0, 0), (0, 0, 1)])
        else:
            can.append([(0, 0, 0)])
    found = [()]
    for choices in can:
        found = [(*role, choice) for role in found for choice in choices]
    return [
        role
        for role in found
        if sum(any(choice) for choice in role) <= 3
        and sum(choice[2] for choice in role) <= 1
    ]


def seat(state, role):
    return tuple(
        tuple(map(sum, zip(have, more, strict=True)))
        for have, more in zip(state, role, strict=True)
    )


def still_open(plan, team, state):
    """The seats of each must that nobody fills, by the rule of seats."""
    found = []
    for need, (held, guides, learned) in zip(plan.musts, state, strict=True):
        there = [one for one in team if bookings_for(one, need)]
        holders = [one for one in there if one.levels.get(need.skill, 0) >= need.level]
        guides += sum(one.levels[need.skill] >= 3 for one in holders)
        held = min(need.people, held + len(holders))
        learned += sum(is_learning(plan, one, need, there) for one in there)
        room = min(need.people - held, need.people - 1, LEARNERS_PER_GUIDE * guides)
        found.append(need.people - held - min(learned, room))
    return tuple(found)


def is_learning(plan, one, need, team):
    """Whether somebody of the team is booked to learn it from another of them."""
    if one.levels.get(need.skill, 0) >= need.level or not need.welcomes_learner:
        return False
    return any(
        booking.learns == need.skill
        and (mentor := plan.people[booking.mentor]) is not one
        and mentor in team
        and mentor.levels.get(need.skill, 0) >= 3
        for booking in bookings_for(one, need)
    )


def bookings_for(one, need):
    """Those of the team's bookings of somebody that have one of the need's days."""
    return [booking for booking in own_bookings(one) if need.meets(booking)]
