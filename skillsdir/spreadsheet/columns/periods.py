"""Headings that are weeks or months, and what cells say of somebody's time in them."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from skillsdir.spreadsheet.cells import numbers, shares
from skillsdir.spreadsheet.cells.days import NEVER, day_in, halves

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
LONGEST_MONTH = timedelta(days=30)
WEEK_WORDS = frozenset(("week", "wk", "w", "kw", "cw", "woche", "semaine", "sem"))
WEEK_WORDS |= frozenset(("semana", "settimana", "vecka", "uge"))
PARTS = re.compile(r"\d+|[^\W\d_]+")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# Longest text that can be a period.
LONGEST = 40
WORKING_DAYS_A_WEEK, HOURS_A_DAY = 5, 8


class PeriodUnit(StrEnum):
    """What the cells of periods count."""

    PERCENT = "percent"
    SHARE = "share"
    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date

    @property
    def working_days(self):
        """How many of its days are no Saturday or Sunday."""
        days = (self.first + DAY * n for n in range((self.last - self.first).days + 1))
        return sum(day.weekday() < WORKING_DAYS_A_WEEK for day in days)


def year_in(texts, otherwise: int) -> int:
    """Return the year that titles above a sheet name most often."""
    years = Counter(year for text in texts for year in YEAR.findall(str(text)[:200]))
    return int(years.most_common(1)[0][0]) if years else otherwise


def periods_of(headings: dict, year: int) -> dict[int, Period]:
    """Return the period of each column whose heading is one, by column.

    Days that stand a week or a month apart are where weeks and months begin. What goes
    back at the turn of a year goes on in the next: Nov, Dec, Jan.
    """
    spans, last = {}, None
    for column, value in headings.items():
        span = span_of(value, year)
        if span and last and span[0] < last and not names_year(value):
            year += 1
            span = span_of(value, year)
        if span and span[1].year < NEVER:
            last, spans[column] = span[0], span
    return with_ends(spans)


def names_year(value):
    return isinstance(value, date) or bool(YEAR.search(str(value)))


@lru_cache(4096)
def span_of(value, year):
    """Return first and last day of a heading; the same where it is a day."""
    if isinstance(value, int | float):
        return None
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return day, day
    text = " ".join(str(value).casefold().split())
    if not text or len(text) > LONGEST:
        return None
    if week := week_of(text, year):
        return week
    for words in (text, f"{text} {year}"):
        first, last = day_in(words), day_in(words, last=True)
        has_digits = any(map(str.isdigit, text))
        if not has_digits and first and last and last - first > LONGEST_MONTH:
            # "Von 2026" is no period.
            return None
        if first and last and (first != last or has_digits):
            return first, last
    return None


def week_of(text, year):
    """Return the days of an ISO week: "KW 12", "W12/2026", "2026-W12"."""
    parts = PARTS.findall(text)
    words = [part for part in parts if not part.isdecimal()]
    digits = [part for part in parts if part.isdecimal()]
    if not words or len(digits) not in (1, 2) or not WEEK_WORDS.issuperset(words):
        return None
    week, *years = sorted(map(int, digits))
    year = years[0] if years else year
    try:
        first = date.fromisocalendar(year, week, 1)
        return first, first + 6 * DAY
    except (ValueError, OverflowError):
        return None


def with_ends(spans):
    """Let single days last until the next one begins."""
    if not spans or any(first != last for first, last in spans.values()):
        return {
            column: Period(*span)
            for column, span in spans.items()
            if span[0] != span[1]
        }
    starts = sorted({first for first, _ in spans.values()})
    gaps = Counter(later - first for first, later in pairwise(starts))
    step = gaps.most_common(1)[0][0] if gaps else WEEK
    if step == WEEK:
        return {
            column: Period(day, day + 6 * DAY) for column, (day, _) in spans.items()
        }
    if timedelta(days=28) <= step <= timedelta(days=31):
        return {
            column: Period(day, next_month(day) - DAY)
            for column, (day, _) in spans.items()
        }
    return {}


def next_month(day):
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return first + DAY * (day.day - 1) if day.day == 1 else first


def days_of_span(value, *, may_be_one) -> dict:
    """Return what a cell with a first and a last day says of both.

    What is no such thing is given as the first day, where it is refused.
    """
    found = halves(value)
    if found and (len(set(found)) > 1 or may_be_one or is_long(found[0])):
        return dict(zip(("starts_on", "ends_on"), found, strict=True))
    return {"starts_on": NO_SPAN.format(value) if found else value}


# Read as a first day it is refused, with these words.
NO_SPAN = "{}, one day alone"


def is_long(text):
    """Whether a text is a week, a month or more: it has a first and a last day."""
    return day_in(text) != day_in(text, last=True)


def holds_spans(texts) -> bool:
    """Return whether any cell says a first and a last day: the others are refused."""
    found = filter(None, map(halves, texts))
    return any(len(set(each)) > 1 or is_long(each[0]) for each in found)


def guess_unit(values, periods) -> PeriodUnit:
    """Return what the numbers below periods seem to count, from the highest of them."""
    if any("%" in str(value) for value in values):
        return PeriodUnit.PERCENT
    found = [n for value in values if (n := numbers.number(value)) is not None]
    highest = max(found, default=0)
    is_weekly = all((p.last - p.first).days < 7 for p in periods)
    if highest <= 1 or (highest < 2 and any(n != int(n) for n in found)):
        return PeriodUnit.SHARE
    if highest <= (WORKING_DAYS_A_WEEK if is_weekly else 23):
        return PeriodUnit.DAYS
    most = 45 if is_weekly else 190
    if highest <= most and highest not in (10, 20, 25, 30, 50, 60, 70, 75, 90, 100):
        return PeriodUnit.HOURS
    return PeriodUnit.PERCENT


HOURS_OF_A_MONTH = 744


def are_too_high(values):
    """Whether numbers are of no time at all: pieces that were sold, salaries."""
    found = [n for value in values if (n := numbers.number(value)) is not None]
    return bool(found) and max(found) > HOURS_OF_A_MONTH


def share_of(value, unit, period) -> int | None:
    """Return percent of a full-time week that a cell says; `None` if no number."""
    text = str(value).strip()
    if "%" in text:
        return shares.percent(value)
    number = numbers.number(value)
    if number is None or number < 0:
        return None
    whole = {
        PeriodUnit.PERCENT: 100,
        PeriodUnit.SHARE: 1,
        PeriodUnit.DAYS: period.working_days,
        PeriodUnit.HOURS: period.working_days * HOURS_A_DAY,
    }[PeriodUnit(unit)]
    return int(100 * number / whole + 0.5) if whole else None
