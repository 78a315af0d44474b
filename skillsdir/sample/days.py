"""Days as ordinals: whole numbers add, compare and store cheaper than dates."""

from datetime import date
from functools import cache


@cache
def iso(day):
    """Return an ordinal as ISO text; None stays None."""
    return None if day is None else date.fromordinal(day).isoformat()


def at(day, hour, minute):
    """Return a moment of that day, in UTC, as the database reads it."""
    return f"{iso(day)} {hour:02}:{minute:02}:00+00"


def monday(day):
    """The Monday on or before the day."""
    return day - (day - 1) % 7


def friday(day):
    """The Friday on or after the day."""
    return day + (5 - day) % 7
