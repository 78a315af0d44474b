"""When somebody is booked beyond capacity, by how much, and what would end that."""

from datetime import date
from typing import NamedTuple

from people.availability import (
    DAY,
    FOREVER,
    Calendar,
    Span,
    is_covered,
    load_on,
    next_working_day,
)


class Overload(NamedTuple):
    """Working days in a row on which confirmed bookings exceed the capacity.

    `over` is that of the worst of them, in percent of full time. An overload without
    an end lasts until `FOREVER`.
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
    """What one booking could give to end an overload.

    `lower_to` is a percentage, `begin_on` and `end_on` are a new first or last day;
    what cannot be is `None`. `remains` is the overload that stays without the booking.
    Where only that ends the overload, all but `remains` are `None`.
    """

    lower_to: int | None
    begin_on: date | None
    end_on: date | None
    remains: int

    @property
    def is_enough(self):
        return not self.remains


def overloads(calendar, start, end=FOREVER):
    """The overloads of the window, the earliest first.

    Weekends and days of absence neither count nor come between two days.
    """
    found = []
    is_going_on = False
    for first, last in pieces(calendar, start, end):
        if not any_working_day(first, last) or is_covered(first, calendar.absences):
            continue
        over = load_on(first, calendar.confirmed) - calendar.capacity
        if over > 0:
            begun = found.pop() if is_going_on else None
            found.append(
                Overload(
                    begun.starts_on if begun else next_working_day(first),
                    last_working_day(last),
                    max(over, begun.over) if begun else over,
                )
            )
        is_going_on = over > 0
    return found


def pieces(calendar, start, end):
    """The window cut where the load or the presence changes, as first and last days."""
    spans = [*calendar.confirmed, *calendar.absences]
    cuts = {span.starts_on for span in spans if start < span.starts_on <= end}
    cuts |= {span.ends_on + DAY for span in spans if start <= span.ends_on < end}
    firsts = sorted({start, *cuts})
    return zip(firsts, [*(first - DAY for first in firsts[1:]), end], strict=True)


def any_working_day(first, last):
    return next_working_day(first) <= last


def last_working_day(day):
    """The day itself, or the Friday before a weekend."""
    return day - DAY * max(0, day.weekday() - 4) if day < FOREVER else day


def resolution(overload: Overload, calendar: Calendar, booking: Span) -> Resolution:
    """What `booking`, one of the calendar's confirmed ones, could give."""
    others = list(calendar.confirmed)
    others.remove(booking)
    without = Calendar(calendar.capacity, tuple(others), (), calendar.absences)
    left = overloads(without, overload.starts_on, overload.ends_on)
    if left:
        return Resolution(None, None, None, max(one.over for one in left))
    end_on = last_working_day(overload.starts_on - DAY)
    begins_before = booking.starts_on <= end_on
    begin_on = next_working_day(overload.ends_on + DAY) if overload.has_end else None
    goes_on = begin_on is not None and begin_on <= booking.ends_on
    return Resolution(
        lower_to=booking.percent - overload.over or None,
        begin_on=begin_on if goes_on and not begins_before else None,
        end_on=end_on if begins_before else None,
        remains=0,
    )
