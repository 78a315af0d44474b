"""Working hours that two places share on a day, by the zones' own clocks."""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

OFFICE_HOURS = (time(9), time(17))


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


def hours_on(day, ours, theirs):
    """The overlap of two working days, in hours.

    Their day before and after counts too: when it is Monday morning in Auckland
    it is Sunday in Honolulu.
    """
    starts, ends = in_utc(day, *ours)
    shared = timedelta()
    for shift in (-1, 0, 1):
        their_start, their_end = in_utc(day + timedelta(days=shift), *theirs)
        shared += max(timedelta(), min(ends, their_end) - max(starts, their_start))
    return shared / timedelta(hours=1)


def in_utc(day, zone, works_from, works_to):
    return tuple(
        datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
        for clock in (works_from, works_to)
    )
