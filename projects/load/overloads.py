"""Where bookings take more of somebody's time than there is; see `calendar`.

Only working days count on which the person is here, as for free time.

What one booking could give so that somebody is no longer booked beyond capacity.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from people.availability.calendar import (
    DAY,
    FOREVER,
    Calendar,
    Span,
    is_covered,
    last_working_day,
    load_on,
    next_present_day,
    next_working_day,
)
from people.words import period_words


@dataclass(frozen=True, slots=True)
class Overload:
    """Days in a row with one load above capacity, in percent of full time.

    Both days count; `FOREVER` is no last day. `tentative` is what of the load is not
    confirmed.
    """

    starts_on: date
    ends_on: date
    load: int
    capacity: int
    tentative: int = 0

    @property
    def over(self):
        return self.load - self.capacity

    @property
    def period(self):
        ends_on = None if self.ends_on == FOREVER else self.ends_on
        return period_words(self.starts_on, ends_on)

    @property
    def words(self):
        return (
            f"{self.period}: {self.load} % booked of {self.capacity} %, "
            f"over by {self.over} %"
        )


def with_booking(calendar, percent, starts_on, ends_on, *, is_tentative=False):
    """The calendar with one more booking, as if it were confirmed unless said."""
    span = Span(percent, starts_on, ends_on or FOREVER)
    if is_tentative:
        return replace(calendar, tentative=(*calendar.tentative, span))
    return replace(calendar, confirmed=(*calendar.confirmed, span))


def overloads(calendar, start, end, *, with_tentative=False):
    """The stretches of a window that are booked beyond capacity, in order.

    With tentative bookings only those stretches that have some: they come on top.
    """
    bookings = calendar.bookings(with_tentative=with_tentative)
    # The load only rises where a booking starts: of most people that tells it all.
    if all(
        load_on(max(start, span.starts_on), bookings) <= calendar.capacity
        for span in bookings
    ):
        return []
    stretches, away = [], calendar.away
    for first, last in working_stretches(calendar, start, end):
        if is_covered(first, away):
            continue
        tentative = load_on(first, calendar.tentative) if with_tentative else 0
        load = load_on(first, calendar.confirmed) + tentative
        if load <= calendar.capacity or (with_tentative and not tentative):
            continue
        overload = Overload(first, last, load, calendar.capacity, tentative)
        if stretches and is_same_overload(stretches[-1], overload):
            overload = replace(overload, starts_on=stretches.pop().starts_on)
        stretches.append(overload)
    return stretches


def is_same_overload(earlier, later):
    """Whether the later stretch is the earlier one after a weekend."""
    is_alike = (earlier.load, earlier.tentative) == (later.load, later.tentative)
    return is_alike and next_working_day(earlier.ends_on + DAY) == later.starts_on


def working_stretches(calendar, start, end):
    """First and last working day of each part of a window in which nothing changes."""
    spans = (*calendar.confirmed, *calendar.tentative, *calendar.away)
    edges = {start}
    edges |= {span.starts_on for span in spans if start < span.starts_on <= end}
    edges |= {span.ends_on + DAY for span in spans if start <= span.ends_on < end}
    firsts = sorted(edges)
    lasts = [day - DAY for day in firsts[1:]] + [end]
    for first, last in zip(firsts, lasts, strict=True):
        working = next_working_day(first), last_working_day(last)
        if working[0] <= working[1]:
            yield working


class Run(NamedTuple):
    """Overloads with no working day within capacity between them.

    `over` is that of the worst day, in percent of full time. A run without an end lasts
    until `FOREVER`.
    """

    starts_on: date
    ends_on: date
    over: int

    @property
    def has_end(self):
        return self.ends_on < FOREVER

    def touches(self, span):
        return span.starts_on <= self.ends_on and self.starts_on <= span.ends_on


class Resolution(NamedTuple):
    """What one booking could give to end a run, or to make it smaller.

    `lower_to` is a percentage, `begin_on` and `end_on` are a new first or last day;
    what cannot be is `None`. `remains` is the overload that stays without the booking.
    """

    lower_to: int | None
    begin_on: date | None
    end_on: date | None
    remains: int


def runs(calendar, start, end=FOREVER):
    """The runs of overloaded days in the window, the earliest first."""
    joined = []
    for overload in overloads(calendar, start, end):
        run = Run(overload.starts_on, overload.ends_on, overload.over)
        if joined and is_followed_by(joined[-1], run, calendar.away):
            begun = joined.pop()
            run = Run(begun.starts_on, run.ends_on, max(begun.over, run.over))
        joined.append(run)
    return joined


def is_followed_by(earlier, later, away):
    """Whether only days off lie between the two."""
    return next_present_day(earlier.ends_on + DAY, away) >= later.starts_on


def resolution(run: Run, calendar: Calendar, booking: Span) -> Resolution:
    """What `booking`, one of the calendar's confirmed ones, could give."""
    others = list(calendar.confirmed)
    others.remove(booking)
    without = replace(calendar, confirmed=tuple(others), tentative=())
    left = runs(without, run.starts_on, run.ends_on)
    end_on = last_working_day(run.starts_on - DAY)
    begins_before = booking.starts_on <= end_on
    begin_on = next_working_day(run.ends_on + DAY) if run.has_end else None
    goes_beyond = begin_on is not None and begin_on <= booking.ends_on
    return Resolution(
        lower_to=None if left else booking.percent - run.over or None,
        begin_on=begin_on if goes_beyond and not begins_before else None,
        end_on=end_on if begins_before else None,
        remains=max((run.over for run in left), default=0),
    )
