"""From which day on somebody takes over a booking, and what stays of it then."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from people.availability.calendar import (
    DAY,
    FOREVER,
    Span,
    last_working_day,
    next_working_day,
)
from people.lists.parameters import LAST_DAY
from people.words import day_words
from projects.load.overloads import runs
from projects.models import AssignmentStatus
from projects.planner.misfits import absences_that_matter


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a booking is taken over, and on which days; the last may be open."""

    words: str
    starts_on: date
    ends_on: date | None

    @property
    def label(self):
        first = day_words(self.starts_on)
        return f"{self.words}: from {first}" if self.words else f"From {first}"


def causes_of(booking, calendar, today) -> list[Cause]:
    """What comes first, once a day; the last is that somebody wishes it.

    `calendar` is that of the booking's person, from today on.
    """
    causes = [
        *leaving(booking, today),
        *absences(booking, calendar, today),
        *overbooked_days(booking, calendar, today),
    ]
    causes.sort(key=attrgetter("starts_on"))
    by_day = {}
    for cause in (*causes, *ending(booking, today), wish(booking, today)):
        by_day.setdefault(cause.starts_on, cause)
    return list(by_day.values())


def leaving(booking, today):
    """Of a booking that goes on until the last day at work, or was to go on longer."""
    person, last = booking.person, booking.person.left_on
    if last and last < LAST_DAY and (booking.ends_on or FOREVER) >= last:
        verb = "left" if last < today else "leaves"
        words = f"{person} {verb} on {day_words(last)}"
        yield from_day_on(booking, words, max(last + DAY, booking.starts_on, today))


def absences(booking, calendar, today):
    start, end = max(booking.starts_on, today), booking.ends_on or FOREVER
    for first, last in absences_that_matter(
        booking.starts_on, end, calendar.absences, today
    ):
        words = f"{booking.person} is away {day_words(first)} – {day_words(last)}"
        cause = from_day_on(booking, words, max(first, start))
        last = min(last, end, cause.ends_on or FOREVER)
        if cause.starts_on <= last:
            yield Cause(words, cause.starts_on, None if last == FOREVER else last)


def overbooked_days(booking, calendar, today):
    if booking.status != AssignmentStatus.CONFIRMED:
        return
    span = Span(booking.percent, booking.starts_on, booking.ends_on or FOREVER)
    for run in runs(calendar, today):
        if run.touches(span):
            words = f"{booking.person} is over-booked by {run.over} %"
            yield from_day_on(booking, words, max(run.starts_on, booking.starts_on))


def ending(booking, today):
    """Of a booking that has begun, and ends before its project does."""
    last, until = booking.ends_on, booking.project.ends_on
    if last is None or last >= LAST_DAY or booking.starts_on > today:
        return
    if last < today or (until and last < until):
        verb = "ended" if last < today else "ends"
        words = f"The booking {verb} on {day_words(last)}"
        yield from_day_on(booking, words, max(last + DAY, today))


def wish(booking, today):
    return from_day_on(booking, "", max(booking.starts_on, today))


def from_day_on(booking, words, day):
    first = next_working_day(min(day, LAST_DAY))
    return Cause(words, first, end_of_need(booking, first))


def end_of_need(booking, first):
    """The last day of the booking, or of its project if that is later; else open."""
    days = (booking.ends_on, booking.project.ends_on)
    return next((day for day in days if day and day >= first), None)


def days_left(booking, starts_on, ends_on):
    """First and last day of what stays of a booking that is taken over on these days.

    What lies between two parts that stay is only covered. `None` if nothing stays.
    """
    first, as_it_is = booking.starts_on, (booking.starts_on, booking.ends_on)
    last = booking.ends_on or booking.project.ends_on or FOREVER
    last = min(last, booking.person.left_on or FOREVER)
    if ends_on and ends_on < first:
        return as_it_is
    goes_on = ends_on is not None and ends_on < last
    rest = next_working_day(ends_on + DAY) if goes_on else None
    has_rest = rest is not None and rest <= last
    if first < starts_on and first <= last:
        end = last_working_day(starts_on - DAY)
        end = min(end if end >= first else starts_on - DAY, last)
        return as_it_is if has_rest else (first, end)
    return (rest, booking.ends_on) if has_rest else None


def is_touched(booking, starts_on, ends_on):
    """Whether the booking is another then, or gone."""
    as_it_is = booking.starts_on, booking.ends_on
    return days_left(booking, starts_on, ends_on) != as_it_is


def may_return(booking):
    """Whether it could be again what it is: not beyond its person's last day."""
    last = booking.person.left_on
    return last is None or (booking.ends_on or FOREVER) <= last


def aftermath(booking, starts_on, ends_on):
    """What becomes of the booking, in words."""
    whose, left = f"{booking.person}’s booking", days_left(booking, starts_on, ends_on)
    if left is None:
        return f"{whose} goes: nothing has come of it."
    if left == (booking.starts_on, booking.ends_on):
        return f"{whose} stays as it is."
    if left[0] != booking.starts_on:
        return f"{whose} begins on {day_words(left[0])}."
    return f"{whose} ends on {day_words(left[1])}."
