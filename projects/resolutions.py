"""What one booking could give so that somebody is no longer booked beyond capacity."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from people.availability import (
    DAY,
    FOREVER,
    Calendar,
    Span,
    last_working_day,
    next_present_day,
    next_working_day,
)
from projects.overloads import overloads


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
    """What one booking could give to end a run.

    `lower_to` is a percentage, `begin_on` and `end_on` are a new first or last day;
    what cannot be is `None`. `remains` is the overload that stays without the booking.
    """

    lower_to: int | None
    begin_on: date | None
    end_on: date | None
    remains: int

    @property
    def is_enough(self):
        return not self.remains


def runs(calendar, start, end=FOREVER):
    """The runs of overloaded days in the window, the earliest first."""
    found = []
    for one in overloads(calendar, start, end):
        run = Run(one.starts_on, one.ends_on, one.over)
        if found and is_followed_by(found[-1], run, calendar.away):
            begun = found.pop()
            run = Run(begun.starts_on, run.ends_on, max(begun.over, run.over))
        found.append(run)
    return found


def is_followed_by(earlier, later, away):
    """Whether only days off lie between the two."""
    return next_present_day(earlier.ends_on + DAY, away) >= later.starts_on


def resolution(run: Run, calendar: Calendar, booking: Span) -> Resolution:
    """What `booking`, one of the calendar's confirmed ones, could give."""
    others = list(calendar.confirmed)
    others.remove(booking)
    without = replace(calendar, confirmed=tuple(others), tentative=())
    left = runs(without, run.starts_on, run.ends_on)
    if left:
        return Resolution(None, None, None, max(one.over for one in left))
    end_on = last_working_day(run.starts_on - DAY)
    begins_before = booking.starts_on <= end_on
    begin_on = next_working_day(run.ends_on + DAY) if run.has_end else None
    goes_beyond = begin_on is not None and begin_on <= booking.ends_on
    return Resolution(
        lower_to=booking.percent - run.over or None,
        begin_on=begin_on if goes_beyond and not begins_before else None,
        end_on=end_on if begins_before else None,
        remains=0,
    )
