"""The candidate score worked out the slow way, one person and one day after the other.

Written from the definition of the score and not from `projects`, so that the two can
be compared. Fractions keep ties exact.
"""

from collections import namedtuple
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from people.models import Person

DAY = timedelta(days=1)
WEIGHTS = {"must": 3, "should": 2, "could": 1}
CLOSE = {0: Fraction(1), 1: Fraction(6, 10), 2: Fraction(1, 4)}

Score = namedtuple("Score", "person skills availability growth overlap musts free")


@dataclass(frozen=True)
class Asked:
    """A project with its open needs, and the parameters of the page."""

    project: object
    needs: tuple
    today: date
    start: date
    end: date
    percent: int = 50
    weights: tuple = (60, 25, 10, 5)


def ranking(asked):
    """The scores of all who could help, best first."""
    people = Person.objects.select_related("location").prefetch_related(
        "expertise__endorsements",
        "goals",
        "absences",
        "assignments__project",
        "assignments__skills",
    )
    team = {one.pk for one in team_of(asked.project, asked.today)}
    scores = [
        score(asked, one)
        for one in people.order_by("sort_name", "pk")
        if is_here(one, asked.today)
        and is_here(one, asked.start)
        and one.pk not in team
    ]
    useful = [one for one in scores if one.skills or one.growth]
    points = {one.person: total(asked, one) for one in useful}
    return sorted(useful, key=lambda one: (-points[one.person], -one.musts, -one.free))


def total(asked, score):
    parts = zip(asked.weights, score[1:5], strict=True)
    return sum(weight * part for weight, part in parts)


def score(asked, person):
    levels = {one.skill_id: one for one in person.expertise.all()}
    weighed = [
        (WEIGHTS[need.priority], fit(asked, need, person, levels))
        for need in asked.needs
    ]
    free = free_percent(asked, person)
    return Score(
        person=person.slug,
        skills=sum(w * share for w, share in weighed) / sum(w for w, _ in weighed),
        availability=min(Fraction(1), Fraction(free, asked.percent))
        * presence(asked, person),
        growth=growth(asked, person),
        overlap=min(Fraction(1), Fraction(hours(asked, person)) / 4),
        musts=sum(
            need.priority == "must"
            and need.skill_id in levels
            and levels[need.skill_id].level >= need.level
            for need in asked.needs
        ),
        free=free,
    )


# Skills


def fit(asked, need, person, levels):
    stated = levels.get(need.skill_id)
    if stated is None:
        return Fraction(0)
    share = CLOSE.get(max(0, need.level - stated.level), Fraction(0))
    return (
        share * freshness(asked.today, stated) * evidence(asked.today, person, stated)
    )


def freshness(today, stated):
    if stated.last_used_on is None:
        return Fraction(85, 100)
    months = 0
    while anniversary(stated.last_used_on, months + 1) <= (
        (today.year, today.month, today.day)
    ):
        months += 1
    return max(Fraction(60, 100), 1 - Fraction(max(0, months - 12), 100))


def anniversary(day, months):
    """Year, month and day so many months later; the day need not exist."""
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1, day.day


def evidence(today, person, stated):
    if any(
        one.status == "confirmed"
        and one.starts_on <= today
        and one.project.status == "closed"
        and stated.skill_id in {skill.pk for skill in one.skills.all()}
        for one in person.assignments.all()
    ):
        return Fraction(1)
    since = datetime.now(UTC) - timedelta(days=730)
    is_endorsed = any(
        one.level >= stated.level and one.endorsed_at >= since
        for one in stated.endorsements.all()
    )
    return Fraction(95 if is_endorsed else 90, 100)


# The other parts


def growth(asked, person):
    welcome = {need.skill_id for need in asked.needs if need.welcomes_learner}
    priorities = sum(
        goal.priority
        for goal in person.goals.all()
        if goal.status in ("open", "in_progress") and goal.skill_id in welcome
    )
    return min(Fraction(1), Fraction(priorities, 3))


def free_percent(asked, person):
    loads = [
        sum(one.percent for one in person.assignments.all() if takes_time(one, day))
        for day in working_days(asked)
        if is_at_work(person, day)
    ]
    return max(0, person.capacity - max(loads)) if loads else 0


def presence(asked, person):
    """The share of the window's working days on which the person is here."""
    days = working_days(asked)
    here = sum(is_at_work(person, day) for day in days)
    return Fraction(here, len(days)) if days else 0


def working_days(asked):
    days = (asked.start + DAY * n for n in range((asked.end - asked.start).days + 1))
    return [day for day in days if day.weekday() < 5]


def is_at_work(person, day):
    if person.joined_on and day < person.joined_on:
        return False
    if person.left_on and day > person.left_on:
        return False
    return not any(one.starts_on <= day <= one.ends_on for one in person.absences.all())


def takes_time(booking, day):
    return (
        booking.status == "confirmed"
        and booking.project.status != "cancelled"
        and booking.starts_on <= day
        and (booking.ends_on is None or day <= booking.ends_on)
    )


def hours(asked, person):
    lead = asked.project.lead
    if not (lead and lead.location and person.location):
        return 0
    middle = asked.start + DAY * ((asked.end - asked.start).days // 2)
    ours = (person.location.time_zone, person.works_from, person.works_to)
    theirs = (lead.location.time_zone, lead.works_from, lead.works_to)
    return min(shared(day, ours, theirs) for day in (asked.start, middle, asked.end))


@cache
def shared(day, ours, theirs):
    """The minutes of our working day in which they work too, as hours."""
    zone, works_from, works_to = ours
    last = day if works_to > works_from else day + DAY
    begin, end = (
        datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)
        for on, clock in ((day, works_from), (last, works_to))
    )
    there, their_from, their_to = ZoneInfo(theirs[0]), *theirs[1:]
    minutes = range(int((end - begin).total_seconds()) // 60)
    clocks = ((begin + timedelta(minutes=n)).astimezone(there) for n in minutes)
    return Fraction(
        sum(is_within(one.time(), their_from, their_to) for one in clocks), 60
    )


def is_within(clock, start, end):
    return start <= clock < end if start < end else clock >= start or clock < end


# Who is meant


def is_here(person, today):
    return person.left_on is None or person.left_on >= today


def team_of(project, today):
    """The people with a booking on the live project that is not over."""
    return {one.person for one in bookings_of(project, today)}


def bookings_of(project, today, *statuses):
    return [
        one
        for one in project.assignments.select_related("person")
        if (one.ends_on is None or one.ends_on >= today)
        and is_here(one.person, today)
        and (not statuses or one.status in statuses)
    ]


def open_needs(project, today):
    """The needs that fewer people meet, for sure, than are needed."""
    team = {one.person for one in bookings_of(project, today, "confirmed")}
    return tuple(
        need
        for need in project.needs.all()
        if need.people
        > sum(
            one.skill_id == need.skill_id and one.level >= need.level
            for member in team
            for one in member.expertise.all()
        )
    )
