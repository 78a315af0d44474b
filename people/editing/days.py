"""Days as people type them where no calendar is offered to pick one from."""

import re
from calendar import month_abbr, month_name
from datetime import date

from django.core.exceptions import ValidationError

from people.words import full_day, local_day

MONTHS = {
    name.lower(): number
    for names in (month_abbr, month_name)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})?")
NAMED = re.compile(
    WEEKDAY + r"(?P<day>\d{1,2})\.?\s*(?P<month>[a-z]+)\.?,?\s*(?P<year>\d{4})?"
)
SLASHED = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
UNREAD = "Write a day like 9 Mar 2026."


def read_day(text: str, *, is_past: bool = False) -> date:
    """The day that is meant; without a year the next one, or the last one of the past.

    Raises `ValidationError` for none, and where day and month may be either.
    """
    text = " ".join(text.lower().split())
    found = next(
        (match for form in (ISO, DOTTED, NAMED) if (match := form.fullmatch(text))),
        None,
    )
    if match := SLASHED.fullmatch(text):
        return read_slashed(text, *map(int, match.group("day", "month", "year")))
    if not found:
        raise ValidationError(UNREAD)
    day, month, year = found.group("day", "month", "year")
    month = int(month) if month.isdecimal() else MONTHS.get(month, 0)
    if year:
        return make_day(int(year), month, int(day))
    return nearest_day(month, int(day), is_past)


def read_slashed(text, first, second, year):
    """Some write the day first, some the month: where both could be, ask."""
    days = {
        date(year, month, day)
        for day, month in ((first, second), (second, first))
        if is_day(year, month, day)
    }
    if len(days) == 2:
        either = " or ".join(full_day(day) for day in sorted(days))
        raise ValidationError(
            f"“{text}” may be {either}: write it with the month’s name."
        )
    if not days:
        raise ValidationError(UNREAD)
    return days.pop()


def nearest_day(month, day, is_past):
    today = local_day()
    years = (
        range(today.year, today.year - 9, -1)
        if is_past
        else range(today.year, today.year + 9)
    )
    for year in years:
        if is_day(year, month, day):
            found = date(year, month, day)
            if found <= today if is_past else found >= today:
                return found
    raise ValidationError(UNREAD)


def is_day(year, month, day):
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def make_day(year, month, day):
    if not is_day(year, month, day):
        raise ValidationError(UNREAD)
    return date(year, month, day)
