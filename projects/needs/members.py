"""Who is on the team of a project, and in which of the days of a need."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from people.availability.calendar import (
    DAY,
    FOREVER,
    last_working_day,
    next_working_day,
)
from people.database.compiled import CompiledQuery
from people.fields import Ids
from people.models.history import listed
from people.words import period_words
from projects.models import Assignment, AssignmentStatus, Days


class Booked(NamedTuple):
    """A booking of somebody: its days, and what it is for them to learn, by id."""

    days: Days
    is_tentative: bool
    learns: int | None
    mentor: int | None


class Member(NamedTuple):
    """Somebody on the team of one project; tentative if no booking is confirmed.

    `learns` are the skills, and of whom they are learned, by id; and whether the
    booking that says so is tentative. `booked` are the bookings that this rests on.
    """

    pk: int
    name: str
    slug: str
    is_tentative: bool
    has_left: bool
    learns: frozenset = frozenset()
    left_on: date | None = None
    booked: tuple[Booked, ...] = ()

    def with_bookings(self, booked):
        """The same as these bookings alone make them."""
        return member_of(*self[:3], self.has_left, self.left_on, booked)


def teams_of(projects, today):
    """The members of each project by its id, in name order, in one query."""
    rows = team_rows(Ids(projects), today)
    people, booked = {}, defaultdict(lambda: defaultdict(list))
    for project, status, starts_on, ends_on, skill, mentor, pk, *who, left_on in rows:
        people[pk] = *who, left_on is not None and left_on < today, left_on
        is_tentative = status == AssignmentStatus.TENTATIVE
        booking = Booked(Days(starts_on, ends_on), is_tentative, skill, mentor)
        booked[project][pk].append(booking)
    return {
        project: [
            member_of(pk, *people[pk], tuple(bookings))
            for pk, bookings in booked[project].items()
        ]
        for project in projects
    }


@CompiledQuery
def team_rows(projects, today):
    return (
        Assignment.objects.on_team(today)
        .filter(project_id__any=projects)
        .order_by("person__sort_name", "person_id")
        .values_list(
            *("project_id", "status", "starts_on", "ends_on", "learns_id", "mentor_id"),
            *("person_id", "person__name", "person__slug", "person__left_on"),
        )
    )


def member_of(pk, name, slug, has_left, left_on, booked):
    is_tentative = all(one.is_tentative for one in booked)
    learns = frozenset(
        (one.learns, one.mentor, one.is_tentative)
        for one in booked
        if one.learns and one.mentor
    )
    return Member(pk, name, slug, is_tentative, has_left, learns, left_on, booked)


def meeting_days(need, team):
    """Those of a team with a booking that has one of the need's own days."""
    booked = (
        (member, tuple(one for one in member.booked if need.meets_days(*one.days)))
        for member in team
    )
    return [member.with_bookings(bookings) for member, bookings in booked if bookings]


def part_words(need, booked, since):
    """Which of the days of a need, from the day on, bookings have, if not all.

    Of a need without days of its own nothing is said.
    """
    if not need.has_own_days:
        return ""
    days = need.days
    first = next_working_day(max(days.starts_on or since, since))
    last = last_working_day(days.ends_on) if days.ends_on else FOREVER
    if last < first:
        return ""
    within = sorted(
        (max(first, one.days.starts_on), min(last, one.days.ends_on or FOREVER))
        for one in booked
    )
    stretches = []
    for starts_on, ends_on in within:
        if stretches and starts_on <= day_after(stretches[-1][1]):
            stretches[-1][1] = max(stretches[-1][1], ends_on)
        elif starts_on <= ends_on:
            stretches.append([starts_on, ends_on])
    if stretches == [[first, last]]:
        return ""
    return listed([stretch_words(*one) for one in stretches] or ["no working day"])


def day_after(day):
    """The next day on which there is work."""
    return day if day == FOREVER else next_working_day(day + DAY)


def stretch_words(first, last):
    return period_words(first, None if last == FOREVER else last)
