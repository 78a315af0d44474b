"""The windows in which work could be done that begins on one of the Mondays."""

from functools import reduce
from operator import or_

from people.availability.calendar import (
    DAY,
    daily_loads,
    last_working_day,
    next_working_day,
    outside_stay,
    places,
    working_days,
)

# The part of a window that is all of it; others go by the place of their need.
WHOLE = -1


class Windows:
    """Windows of one length that begin on Mondays; sets of days are bits of a number.

    A week has five of them, so that all windows of somebody take no longer than one.
    `parts` are needs with days of their own, by their places: how many days after the
    first they begin, and how many they are, or `None` if to the last one.
    """

    def __init__(self, mondays, days, parts=None):
        self.bounds = [
            (first, last_working_day(first + DAY * (days - 1))) for first in mondays
        ]
        self.first, self.last = mondays[0], self.bounds[-1][1]
        weeks = (self.last - self.first).days // 7 + 1
        self.days = working_days(self.first, weeks)
        self.parts = {
            need: [self.part(*window, *part) for window in self.bounds]
            for need, part in (parts or {}).items()
        }

    def part(self, first, last, after, count):
        """The first and the last day of a need within a window."""
        start = min(first + DAY * after, last)
        return start, last if count is None else min(last, start + DAY * (count - 1))

    def bounds_of(self, need, place):
        """The days of a need, by their places, where the work begins in the window."""
        return self.parts.get(need, self.bounds)[place]

    def working_parts(self):
        """Part, place of the window, first and last working day, as far as any is."""
        for part, windows in {WHOLE: self.bounds, **self.parts}.items():
            for place, (start, end) in enumerate(windows):
                first, last = next_working_day(start), last_working_day(end)
                if first <= last:
                    yield part, place, first, last

    def bits(self, first, last):
        on = places(self.days, first, last)
        return (1 << on.stop) - (1 << on.start) if on else 0

    def bits_of(self, spans):
        return reduce(or_, (self.bits(*span[1:]) for span in spans), 0)

    def too_busy(self, bookings, room):
        """The days on which bookings take more than there is room for."""
        if sum(span.percent for span in bookings) <= room:
            return 0
        loads = enumerate(daily_loads(bookings, self.days))
        return sum(1 << place for place, load in loads if load > room)

    def free_by_part(self, calendar, percent) -> dict[int, int]:
        """The same as `free` for whole windows and each need with days of its own."""
        return {
            part: self.free(calendar, percent, bounds)
            for part, bounds in {WHOLE: self.bounds, **self.parts}.items()
        }

    def free(self, calendar, percent, bounds=None) -> int:
        """In which windows so much is free on every day here, and all of it is theirs.

        See also: `people.availability.calendar.free_percent`, of one window.
        """
        if calendar.capacity < percent:
            return 0
        gone = self.bits_of(outside_stay(calendar.joined_on, calendar.left_on))
        here = ~self.bits_of(calendar.absences)
        busy = self.too_busy(calendar.confirmed, calendar.capacity - percent)
        windows = enumerate(self.bits(*window) for window in bounds or self.bounds)
        return sum(
            1 << place
            for place, days in windows
            if not days & gone and days & here and not days & here & busy
        )
