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
from people.words import full_day, period_words
from projects.models import Assignment, AssignmentStatus, Days


class Booked(NamedTuple):
    """Its days, what it is for them to learn, by id, and its percent of a week."""

    days: Days
    is_tentative: bool
    learns: int | None
    mentor: int | None
    percent: int


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
    for project, status, starts_on, ends_on, *terms, pk, name, slug, left_on in rows:
        people[pk] = name, slug, left_on is not None and left_on < today, left_on
        is_tentative = status == AssignmentStatus.TENTATIVE
        booking = Booked(Days(starts_on, ends_on), is_tentative, *terms)
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
            *("project_id", "status", "starts_on", "ends_on"),
            *("learns_id", "mentor_id", "percent"),
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

    With how much of a week they take, such as “9 Mar 2026 – 13 Mar 2026, 20 %”.
    """
    asked = days_asked_for(need, since)
    stretches = stretches_within(*asked, booked)
    if asked[1] < asked[0] or stretches == [[*asked]]:
        return ""
    days = listed([stretch_words(*one) for one in stretches] or ["no working day"])
    percents = sorted({one.percent for one in booked})
    percent = "–".join(map(str, dict.fromkeys((percents[0], percents[-1]))))
    return f"{days}, {percent}\N{NO-BREAK SPACE}%"


def gap_words(need, booked, since):
    """On which of its days nobody is booked, though somebody is on others."""
    first, last = days_asked_for(need, since)
    gaps, ends_on = [], None
    for starts_on, until in stretches_within(first, last, booked):
        before = last_working_day(starts_on - DAY)
        after = day_after(ends_on) if ends_on else first
        if after <= before:
            gaps.append(period_words(after if ends_on else None, before))
        ends_on = until
    if ends_on and day_after(ends_on) <= last and ends_on != FOREVER:
        gaps.append(f"from {full_day(day_after(ends_on))}")
    return listed(gaps) if gaps else ""


def days_asked_for(need, since):
    """The first and the last working day of a need, from the day on."""
    days = need.days
    first = next_working_day(max(days.starts_on or since, since))
    return first, last_working_day(days.ends_on) if days.ends_on else FOREVER


def stretches_within(first, last, booked):
    """The stretches of these days on which there are bookings."""
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
    return stretches


def day_after(day):
    """The next day on which there is work."""
    return day if day == FOREVER else next_working_day(day + DAY)


def stretch_words(first, last):
    return period_words(first, None if last == FOREVER else last)
