"""Working hours that two places share on a day, by the zones' own clocks.

A working day that ends before the hour it starts at ends on the next day: a night shift
is 22:00–06:00, a late one 16:00–00:00. Of more than twelve hours over midnight the two
are taken for exchanged.
"""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

OFFICE_HOURS = (time(9), time(17))
LONGEST_NIGHT = timedelta(hours=12)


@lru_cache(maxsize=4096)
def shared_hours(
    zone, works_from, works_to, other_zone, start, end, other_hours=OFFICE_HOURS
):
    """The hours a day that a person shares with office hours (9–17) elsewhere.

    `other_hours` are the clocks of another working day there. Taken at the start, the
    middle and the end of the window, because clocks change; the smallest counts.
    London and New York share 3 hours in January and 4 in the weeks of March when only
    one of them has changed its clocks.
    """
    days = {start, start + (end - start) // 2, end}
    return min(
        hours_on(day, (zone, works_from, works_to), (other_zone, *other_hours))
        for day in days
    )


def hours_all_share(clocks, start, end):
    """The hours a day that all of some people work at once, by the three days above.

    `clocks` are a zone, the first and the last working hour of each of them.
    """
    days = {start, start + (end - start) // 2, end}
    return min(hours_of_all_on(day, *clocks) for day in days)


def hours_of_all_on(day, first, *others):
    shared = [in_utc(day, *first)]
    for other in others:
        theirs = [in_utc(day + timedelta(days=shift), *other) for shift in range(-2, 3)]
        shared = [
            (max(starts, their_start), min(ends, their_end))
            for starts, ends in shared
            for their_start, their_end in theirs
            if max(starts, their_start) < min(ends, their_end)
        ]
    together = sum((ends - starts for starts, ends in shared), timedelta())
    return together / timedelta(hours=1)


def hours_on(day, ours, theirs):
    """The overlap of two working days, in hours.

    Their days before and after count too: when it is Monday morning in Auckland
    it is Sunday in Honolulu, and at night it may be theirs of yesterday.
    """
    starts, ends = in_utc(day, *ours)
    shared = timedelta()
    for shift in (-2, -1, 0, 1, 2):
        their_start, their_end = in_utc(day + timedelta(days=shift), *theirs)
        shared += max(timedelta(), min(ends, their_end) - max(starts, their_start))
    return shared / timedelta(hours=1)


def in_utc(day, zone, works_from, works_to):
    """When a working day that starts on the day starts and ends."""
    last = day + timedelta(days=ends_next_day(works_from, works_to))
    return tuple(
        datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)
        for on, clock in ((day, works_from), (last, works_to))
    )


def ends_next_day(works_from, works_to):
    return works_to <= works_from


def is_working_day(works_from, works_to):
    """Whether the day ends after it starts, if need be within a night.

    See also: the constraint of `people.models.Person`.
    """
    if not ends_next_day(works_from, works_to):
        return True
    night = timedelta(days=1) - (since_midnight(works_from) - since_midnight(works_to))
    return night <= LONGEST_NIGHT


def since_midnight(clock):
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def clock_words(works_from, works_to):
    """“22:00–06:00 the next day”: local working hours."""
    words = f"{works_from:%H:%M}–{works_to:%H:%M}"
    return f"{words} the next day" if ends_next_day(works_from, works_to) else words
