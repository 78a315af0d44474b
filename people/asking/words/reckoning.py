"""Reckoning with days: the next such day, what is left of a month, three weeks on."""

from calendar import monthrange
from datetime import date, timedelta

from people.lists.parameters import FIRST_DAY, LAST_DAY

DAY = timedelta(days=1)
FRIDAY = 4


def coming(period, today):
    """What is left of a period that has begun; one that is over stays as it is."""
    first, last = period
    return (max(first, today) if last >= today else first, last)


def made(in_year, in_month, number):
    """The day; `None` where no calendar has it, or it is out of any plan."""
    if not FIRST_DAY.year <= in_year <= LAST_DAY.year:
        return None
    try:
        return date(in_year, in_month, number)
    except (ValueError, OverflowError):
        return None


def next_day(today, in_month, number):
    """The next such day, today included; 29 February may be years ahead."""
    days = (made(today.year + ahead, in_month, number) for ahead in range(5))
    return next((day for day in days if day and day >= today), None)


def month_of(in_year, in_month):
    last = monthrange(in_year, in_month)[1]
    return date(in_year, in_month, 1), date(in_year, in_month, last)


def quarter_of(in_year, number):
    first = date(in_year, 3 * number - 2, 1)
    return first, month_of(in_year, 3 * number)[1]


def weekday(number, today):
    """The next such day after today."""
    day = today + DAY * ((number - today.weekday() - 1) % 7 + 1)
    return day, day


def whole(unit, today, is_next):
    """This day, week, month, quarter or year from today on, or all of the next."""
    if unit == "day":
        first = last = today
    elif unit == "week":
        first = today - today.weekday() * DAY
        last = first + 6 * DAY
    elif unit == "month":
        first, last = month_of(today.year, today.month)
    elif unit == "quarter":
        first, last = quarter_of(today.year, (today.month + 2) // 3)
    else:
        first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    if is_next:
        return whole(unit, last + DAY, False)
    return max(first, today), last


def after(day, number, unit):
    """The day so many units later; the last of a month where it has fewer days."""
    if unit == "working day":
        return after_workdays(day, number)
    if unit in ("day", "week"):
        return day + DAY * number * (7 if unit == "week" else 1)
    months = number * {"month": 1, "quarter": 3, "year": 12}[unit]
    in_year, in_month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(in_year, in_month + 1)[1]
    return date(in_year, in_month + 1, min(day.day, last))


def after_workdays(day, number):
    while number:
        number -= day.weekday() <= FRIDAY
        day += DAY
    return day


def end_of_length(first, number, unit):
    """The last day of so many units: 28 February of a month from 31 January."""
    following = after(first, number, unit)
    is_clamped = unit in ("month", "quarter", "year") and following.day < first.day
    return following if is_clamped else following - DAY


def workday(day, step):
    """The day, or the next one that is no Saturday or Sunday; `step` may go back."""
    while day.weekday() > FRIDAY:
        day += step * DAY
    return day
