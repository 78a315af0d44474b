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
    """A project with its open needs, and the parameters of the page.

    With `own_days` the address names no days: needs that have their own go by these.
    """

    project: object
    needs: tuple
    today: date
    start: date
    end: date
    percent: int = 50
    weights: tuple = (60, 25, 10, 5)
    own_days: bool = False


def everybody():
    """All people with what their scores hang on."""
    people = Person.objects.select_related("location").order_by("sort_name", "pk")
    return people.prefetch_related(
        "expertise__endorsements",
        "goals",
        "absences",
        "assignments__project",
        "assignments__skills",
    )


def ranking(asked, people):
    """The scores of all who could help, best first."""
    team = bookings_of(asked.project, asked.today)
    scores = [
        score(asked, one)
        for one in people
        if is_here(one, asked.today)
        and is_here(one, asked.start)
        and not is_engaged(asked, one, team)
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
    helped = [need for need in asked.needs if helps(need, person, levels)]
    windows = [days_of(asked, need) for need in helped]
    by_window = {window: time_in(person, window) for window in {*windows}}
    times = [by_window[window] for window in windows]
    shares = [
        (WEIGHTS[need.priority], min(Fraction(1), Fraction(free, asked.percent)) * here)
        for need, (free, here) in zip(helped, times, strict=True)
    ]
    return Score(
        person=person.slug,
        skills=sum(w * share for w, share in weighed) / sum(w for w, _ in weighed),
        availability=sum(w * share for w, share in shares)
        / (sum(w for w, _ in shares) or 1),
        growth=growth(asked, person),
        overlap=min(Fraction(1), Fraction(hours(asked, person)) / 4),
        musts=sum(
            need.priority == "must"
            and need.skill_id in levels
            and levels[need.skill_id].level >= need.level
            for need in asked.needs
        ),
        free=min(times, default=(0, 0))[0],
    )


def helps(need, person, levels):
    """Whether somebody comes near a need, or would learn it where that is welcome."""
    stated = levels.get(need.skill_id)
    is_near = stated is not None and need.level - stated.level in range(-9, 3)
    return is_near or (need.welcomes_learner and need.skill_id in wants(person))


def wants(person):
    return {
        goal.skill_id
        for goal in person.goals.all()
        if goal.status in ("open", "in_progress")
    }


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
        and one.project.status == "closed"
        and one.starts_on <= min(today, one.project.over_at.date())
        and one.starts_on <= (one.project.ends_on or today)
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


def days_of(asked, need):
    """The first and the last day on which somebody is looked at for a need."""
    project, is_own = asked.project, need.starts_on or need.ends_on
    if not (asked.own_days and is_own):
        return asked.start, asked.end
    start = max(asked.today, need.starts_on or project.starts_on or asked.today)
    end = need.ends_on or project.ends_on
    if end is None or end < start:
        return start, start + 27 * DAY
    return start, min(end, start + 731 * DAY)


def time_in(person, window):
    """Free percent in the window, and the share of its working days here."""
    days = working_days(*window)
    # Taken out of their querysets once, and not for every day.
    bookings, absences = [*person.assignments.all()], [*person.absences.all()]
    loads = [
        sum(one.percent for one in bookings if takes_time(one, day))
        for day in days
        if is_at_work(person, absences, day)
    ]
    free = max(0, person.capacity - max(loads)) if loads else 0
    return free, Fraction(len(loads), len(days)) if days else Fraction(0)


def working_days(start, end):
    days = (start + DAY * n for n in range((end - start).days + 1))
    return [day for day in days if day.weekday() < 5]


def is_at_work(person, absences, day):
    if person.joined_on and day < person.joined_on:
        return False
    if person.left_on and day > person.left_on:
        return False
    return not any(one.starts_on <= day <= one.ends_on for one in absences)


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


def is_engaged(asked, person, team):
    """Whether somebody is on the team, in the own days of all needs they help with."""
    there = [one for one in team if one.person_id == person.pk]
    levels = {one.skill_id: one for one in person.expertise.all()}
    return bool(there) and not any(
        helps(need, person, levels) and not any(meets(need, one) for one in there)
        for need in asked.needs
    )


def meets(need, booking):
    """Whether a booking has one of the days that a need has of its own."""
    first, last = need.starts_on or date.min, need.ends_on or date.max
    return booking.starts_on <= last and first <= (booking.ends_on or date.max)


def bookings_of(project, today, *statuses):
    return [
        one
        for one in project.assignments.all()
        if (one.ends_on is None or one.ends_on >= today)
        and is_here(one.person, today)
        and (not statuses or one.status in statuses)
    ]


def open_needs(project, today):
    """The needs that fewer people meet, for sure, than are needed."""
    bookings = bookings_of(project, today, "confirmed")
    return tuple(
        need
        for need in project.needs.all()
        if (need.ends_on is None or need.ends_on >= today)
        and need.people
        > sum(
            one.skill_id == need.skill_id and one.level >= need.level
            for member in {one.person for one in bookings if meets(need, one)}
            for one in member.expertise.all()
        )
    )
