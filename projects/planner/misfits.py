"""Bookings that do not go with their project, their person or their mentor."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import Count, F, Q, Value, Window
from django.db.models.functions import Greatest
from django.utils import timezone

from people.availability.calendar import (
    DAY,
    FOREVER,
    Calendar,
    Span,
    away_until,
    days_here,
    last_working_day,
    next_working_day,
    working_days_in,
)
from people.models import Person
from people.words import day_words
from projects.models import LIVE, Assignment, ProjectStatus

MOST_MISFITS = 25
NOT_HERE = "is not on the team now"
# From the first day to the last. Shorter absences are no reason to change a booking of
# which days are left.
LONG_ABSENCE = timedelta(days=4)
ABSENCE = ("person__absences__starts_on", "person__absences__ends_on")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A booking, what is wrong with it, and the way to resolve that."""

    booking: Assignment
    why: str
    way: str


@dataclass(frozen=True, slots=True)
class MisfitGroup:
    """A page of the misfits of one kind, the how manieth, and how many there are."""

    slug: str
    heading: str
    about: str
    misfits: list[Misfit]
    count: int
    number: int = 1

    @property
    def first(self):
        return (self.number - 1) * MOST_MISFITS + 1

    @property
    def last(self):
        return self.first + len(self.misfits) - 1

    @property
    def earlier(self):
        """The query for the page before, as far as there is one."""
        return f"?{self.slug}={self.number - 1}#{self.slug}" if self.number > 1 else ""

    @property
    def later(self):
        is_last = self.last >= self.count
        return "" if is_last else f"?{self.slug}={self.number + 1}#{self.slug}"

    @property
    def is_for_the_form(self):
        """Whether the way is to edit the booking: its page has no button for that."""
        return self.slug == "unguided"


def misfit_groups(params=None):
    """All kinds, with nothing in them too; 6 queries.

    `params` may have the number of a page by the slug of a kind.
    """
    today = timezone.localdate()
    group = partial(page_of_group, params or {})
    return [
        group(
            "beyond",
            "Booked beyond the project",
            "The project is closed, should have ended, ends earlier or begins later.",
            with_count(beyond_project(today)),
            beyond_words(today),
        ),
        group(
            "away",
            "Booked while away",
            "Away for five days or more of a booking, or on all that is left of it.",
            WhileAway(lost_to_absence(today)),
            away_words,
        ),
        group(
            "idle",
            "Booked before joining, or on a weekend",
            "Nothing can be done on these days.",
            with_count(before_joining(today)),
            idle_words,
        ),
        group(
            "leaving",
            "Booked after the last day",
            "People who leave, and are booked for longer.",
            with_count(after_leaving(today)),
            leaving_misfit,
        ),
        group(
            "unguided",
            "Learning without a mentor",
            "Learners whose mentor is not on the project’s team now.",
            with_count(without_mentor(today)),
            unguided_words,
        ),
    ]


def page_of_group(params, slug, heading, about, rows, words):
    sent = params.get(slug, "")
    number = int(sent) if len(sent) < 6 and sent.isdecimal() else 1
    first = max(number - 1, 0) * MOST_MISFITS
    found = list(rows[first : first + MOST_MISFITS])
    if first and not found:
        # Beyond the last page, as when some were resolved meanwhile.
        return page_of_group({}, slug, heading, about, rows, words)
    misfits = [Misfit(row, *words(row)) for row in found]
    count = found[0].count if found else 0
    return MisfitGroup(slug, heading, about, misfits, count, max(number, 1))


def with_count(rows):
    rows = rows.select_related("project__lead", "person")
    return rows.annotate(count=Window(Count("pk")))


def going_on(today):
    """Bookings that go on or are to come, of people who are here."""
    return Assignment.objects.loading(today, FOREVER).filter(
        person__in=Person.objects.active(today).order_by()
    )


# Bookings and their project


def beyond_project(today):
    is_open = Q(ends_on=None) | Q(project__ends_on=None)
    is_left_open = is_open & Q(project__status=ProjectStatus.CLOSED)
    is_late = Q(project__ends_on__lt=today)
    is_longer = Q(ends_on__gt=F("project__ends_on"))
    is_after = Q(starts_on__gt=F("project__ends_on"))
    # Days that are over are left as they were.
    is_to_begin = Q(project__starts_on__gt=today, project__status__in=LIVE)
    is_early = is_to_begin & Q(starts_on__lt=F("project__starts_on"))
    rows = going_on(today).filter(
        is_left_open | is_late | is_longer | is_after | is_early
    )
    return rows.order_by("project__ends_on", "project_id", "starts_on", "pk")


def beyond_words(today):
    def words(booking):
        project, last = booking.project, booking.project.ends_on
        if project.status not in LIVE:
            return "The project is closed", end_words(booking, today)
        if last and last < today:
            why = f"The project should have ended on {day_words(last)}"
            return why, "Close the project, or give it a new last day"
        first = project.starts_on
        if first and max(booking.starts_on, today) < first:
            return early_misfit(booking)
        return late_misfit(booking, today)

    return words


def early_misfit(booking):
    """Of a booking before its project; if it is longer too, that is told as well."""
    first, last = booking.project.starts_on, booking.project.ends_on
    begins = day_words(first)
    why = f"Begins on {day_words(booking.starts_on)}, the project on {begins}"
    is_before = booking.ends_on and booking.ends_on < first
    way = f"Shift it to {begins}" if is_before else f"Let it begin on {begins}"
    if last and booking.ends_on and booking.ends_on > last:
        why = f"{why}, and goes on beyond its end"
        way = f"{way}, and end on {day_words(last)}"
    else:
        way = f"{way}, or give the project an earlier first day"
    return why, way


def late_misfit(booking, today):
    ends_on, last = booking.ends_on, day_words(booking.project.ends_on)
    if ends_on:
        why = f"Goes on until {day_words(ends_on)}, the project until {last}"
    else:
        why = f"Begins on {day_words(booking.starts_on)}, the project ends on {last}"
    way = f"{end_words(booking, today)}, or give the project a later last day"
    return why, way


def end_words(booking, today):
    """How a booking ends with its project, or goes if it begins after that."""
    last = booking.project.ends_on
    if last is None:
        return "End it"
    if booking.starts_on <= last:
        return f"End it on {day_words(last)}"
    return "Take the booking back" if booking.may_be_declined(today) else "End it now"


# Bookings and their person


class WhileAway:
    """Bookings that an absence matters to, of which the rows of one page are read.

    Tentative ones too: who plans with them should know. `found` is what
    `lost_to_absence` gives.
    """

    def __init__(self, found):
        self.found = found

    def __getitem__(self, part):
        shown = self.found[part]
        rows = Assignment.objects.select_related("project__lead", "person")
        bookings = rows.in_bulk({pk for _, pk, _ in shown})
        return [
            self.row(bookings[pk], first, last)
            for first, pk, last in shown
            if pk in bookings
        ]

    def row(self, booking, first, last):
        row = copy(booking)
        row.away_from, row.away_to, row.count = first, last, len(self.found)
        return row


def lost_to_absence(today):
    """First day, id of the booking, last day of each absence that matters; in order.

    Absences that overlap or adjoin are one. One query.
    """
    rows = (
        going_on(today)
        .filter(
            Q(ends_on=None) | Q(ends_on__gte=F("person__absences__starts_on")),
            person__absences__ends_on__gte=Greatest("starts_on", Value(today)),
        )
        .values_list("pk", "starts_on", "ends_on", *ABSENCE)
    )
    absences = defaultdict(list)
    for pk, first, last, *away in rows:
        absences[pk, first, last or FOREVER].append(Span(0, *away))
    return sorted(
        (first, pk, last)
        for (pk, *days), away in absences.items()
        for first, last in absences_that_matter(*days, away, today)
    )


def absences_that_matter(starts_on, ends_on, absences, today):
    """Those that are long, or all if they leave no working day of the booking."""
    rest = max(starts_on, today), ends_on
    here = days_here(Calendar(100, absences=tuple(absences)), *rest)
    is_lost = not here and working_days_in(*rest) > 0
    day = date.min
    for first in sorted(away.starts_on for away in absences):
        last = away_until(first, absences)
        if last is None or first <= day:
            continue
        day = last
        lost = min(last, ends_on) - max(first, starts_on)
        if last >= today and (is_lost or lost >= LONG_ABSENCE):
            yield first, last


def away_words(booking):
    first, last = booking.away_from, booking.away_to
    why = f"Away {day_words(first)} – {day_words(last)}"
    return why, away_way(booking, first, last)


def away_way(booking, first, last):
    begins_within = booking.starts_on >= first
    ends_within = booking.ends_on is not None and booking.ends_on <= last
    if begins_within and (ends_within or last == FOREVER):
        may_go = booking.may_be_declined()
        way = "Shift it, or take it back" if may_go else "Shift it, or end it now"
        return f"{way}: it lies within the absence"
    if begins_within:
        return f"Let it begin on {day_words(next_working_day(last + DAY))}"
    if ends_within:
        return f"End it on {day_words(last_working_day(first - DAY))}"
    return "Agree on who covers these days"


def before_joining(today):
    """And bookings on nothing but a weekend."""
    is_early = Q(
        person__joined_on__gt=Greatest("starts_on", Value(today)),
    )
    is_weekend = Q(
        starts_on__iso_week_day__gte=6,
        ends_on__iso_week_day__gte=6,
        ends_on__lte=F("starts_on") + DAY,
    )
    rows = going_on(today).filter(is_early | is_weekend)
    return rows.order_by("starts_on", "pk")


def idle_words(booking):
    may_go = booking.may_be_declined()
    way = "Shift it, or take it back" if may_go else "Shift it, or end it now"
    joined_on = booking.person.joined_on
    if joined_on is None or joined_on <= booking.starts_on:
        return "Lies on a weekend", way
    why = f"The first day here is {day_words(joined_on)}"
    if booking.ends_on and booking.ends_on < joined_on:
        return why, way
    return why, f"Let it begin on {day_words(joined_on)}"


def after_leaving(today):
    is_longer = Q(ends_on=None) | Q(ends_on__gt=F("person__left_on"))
    rows = going_on(today).filter(is_longer, person__left_on__isnull=False)
    return rows.order_by("person__left_on", "pk")


def leaving_misfit(booking):
    last = booking.person.left_on
    why = f"The last day is {day_words(last)}"
    if booking.starts_on > last:
        return why, "Take the booking back, and find somebody else"
    return why, f"End it on {day_words(last)}, and find somebody to take over"


# Learners and their mentor


def without_mentor(today):
    rows = going_on(today).unguided(today).select_related("learns", "mentor")
    return rows.order_by("starts_on", "pk")


def unguided_words(booking):
    skill, mentor = booking.learns, booking.mentor
    if mentor is None:
        return f"Learns {skill}, and nobody guides", "Name a mentor"
    gone = f"left on {day_words(mentor.left_on)}" if mentor.has_left else NOT_HERE
    why = f"Learns {skill} from {mentor}, who {gone}"
    return why, "Name another mentor"
