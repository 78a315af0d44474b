"""Headings that are weeks or months, and what cells say of somebody's time in them."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from people.words import local_day
from skillsdir.spreadsheet.cells import numbers, shares
from skillsdir.spreadsheet.cells.days import NEVER, DayOrder, day_in, halves, order_of
from skillsdir.spreadsheet.columns.headings import heading_words

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
LONGEST_MONTH = timedelta(days=30)
WEEK_WORDS = frozenset(("week", "wk", "w", "kw", "cw", "woche", "semaine", "sem"))
WEEK_WORDS |= frozenset(("semana", "settimana", "vecka", "uge"))
WEEK_WORDS |= frozenset(("kalenderwoche", "calendarweek", "isoweek", "tydzien"))
MONTH_WORDS = frozenset(("month", "monat", "mois", "mes", "mese", "maand", "miesiac"))
MONTH_WORDS |= frozenset(("manad", "maned"))
LONGER = frozenset(("quarter", "quartal", "trimestre", "kwartaal", "kwartal"))
YEAR_WORDS = frozenset(("year", "jahr", "annee", "ano", "anno", "jaar", "rok"))
# Stand beside them in a heading and say no more.
BESIDE_PERIODS = frozenset(("calendar", "iso", "number", "no", "nr", "booking", "plan"))
BESIDE_PERIODS |= frozenset(("planning", "starting", "beginning", "commencing", "c"))
BESIDE_PERIODS |= frozenset(("ending", "allocation", "reporting", "booked"))
# What a sheet of bookings is called beside its month.
OF_PLANS = frozenset(("booking", "assignment", "allocation", "staffing", "plan"))
OF_PLANS |= frozenset(("planning", "capacity", "utilization", "utilisation"))
LONGEST_PLAN = timedelta(days=200)
PARTS = re.compile(r"\d+|[^\W\d_]+")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# When something was made or printed; no year of what stands in it.
FULL_DAY = re.compile(
    r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?20\d\d|20\d\d([./_-])\d\d\1\d\d"
    r"|\b\d{1,2}\.?\s+[^\W\d]{3,}\.?,?\s+20\d\d"
)
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


def year_in(texts) -> int | None:
    """Return the year that titles above a sheet name most often; `None` without any."""
    short = (FULL_DAY.sub(" ", str(text)[:200]) for text in texts)
    years = Counter(year for text in short for year in YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else None


def is_year_open(headings: dict, year: int) -> bool:
    """Return whether weeks or months name no year, and all have been in this one."""
    found = periods_of(headings, year)
    is_over = all(period.last < local_day() for period in found.values())
    return is_over and periods_of(headings, year + 1) != found


def periods_of(headings: dict, year: int) -> dict[int, Period]:
    """Return the period of each column whose heading is one, by column.

    Days that stand a week or a month apart are where weeks and months begin. What goes
    back at the turn of a year goes on in the next: Nov, Dec, Jan. Of days that could be
    read both ways, 1/1 and 2/1, that way counts in which they stand so far apart.
    """
    order = order_of(headings.values())
    if order != DayOrder.AMBIGUOUS:
        return periods_in_order(headings, year, order)
    orders = (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
    found = [periods_in_order(headings, year, order) for order in orders]
    first, *others = [periods for periods in found if periods] or [{}]
    return first if all(periods == first for periods in others) else {}


def periods_in_order(headings, year, order):
    spans, last = {}, None
    for column, value in headings.items():
        span = span_of(value, year, order)
        if span and last and span[0] < last and not names_year(value):
            year += 1
            span = span_of(value, year, order)
        if span and span[1].year < NEVER:
            last, spans[column] = span[0], span
    return with_ends(spans)


def names_year(value):
    return isinstance(value, date) or bool(YEAR.search(str(value)))


@lru_cache(4096)
def span_of(value, year, order=None):
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
        first, last = day_in(words, order), day_in(words, order, last=True)
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


def days_of_span(value, *, may_be_one, heading="") -> dict:
    """Return what a cell with a first and a last day says of both.

    Below “Week” or “Month” a day is the one that begins there. What is no such thing is
    given as the first day, where it is refused.
    """
    value = whole_of(value, heading_words(heading))
    found = (value, value) if is_long(value) else halves(value)
    if found and (len(set(found)) > 1 or may_be_one or is_long(found[0])):
        return dict(zip(("starts_on", "ends_on"), found, strict=True))
    return {"starts_on": NO_SPAN.format(value) if found else value}


def whole_of(value, words):
    """Return the month or week that a day begins, or ends, where a heading says so."""
    day = day_in(value)
    if day is None or is_long(value):
        return value
    if words & MONTH_WORDS and day.day == 1:
        return f"{day:%Y-%m}"
    is_edge = day.weekday() in ((4, 5, 6) if "ending" in words else (0,))
    return f"{day:%G-W%V}" if words & WEEK_WORDS and is_edge else value


def names_period(heading):
    """Return whether a heading says that a week or month stands below, and no more."""
    words = heading_words(heading)
    nouns = words & (WEEK_WORDS | MONTH_WORDS | LONGER)
    return bool(nouns) and words <= nouns | BESIDE_PERIODS


def names_years(heading, texts):
    """Return whether years stand below a heading that says so: 2024, and no number."""
    words = heading_words(heading)
    is_named = bool(words & YEAR_WORDS) and words <= YEAR_WORDS | BESIDE_PERIODS
    return is_named and sum(map(bool, map(YEAR.search, texts))) * 2 > len(texts)


def are_periods(texts, year):
    """Return whether most of the texts are weeks or months, with or without a year."""
    return sum(is_period(text, year) for text in texts) * 2 > len(texts)


def is_period(text, year):
    """Return whether a text is a week, a month, a quarter or a half, and no year."""
    first, last = span_of(text, year) or (None, None)
    return bool(first) and timedelta() < last - first < LONGEST_PLAN


def period_of_name(name, year) -> str:
    """Return the week, month or quarter that a sheet is called by; "" without one."""
    words = " ".join(word for word in name.split() if not says_plan(word))
    return words if is_period(words, year) else ""


def says_plan(word):
    words = heading_words(word)
    return bool(words) and words <= OF_PLANS


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
