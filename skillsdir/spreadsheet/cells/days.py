"""Days and times as files have them: ISO, 9/3/2026 either way, 9 Mar 2026, 9:30."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from math import isfinite

from skillsdir.spreadsheet.cells.periods import (
    full_year,
    month_of,
    period,
    without_accents,
    without_words,
)

CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::(?P<second>\d\d)(?:\.\d+)?)?\s*"
    r"(?:h|o'clock|(?P<half>[ap])\.?m\.?)?"
)
COMPACT_TIME = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d)")
AT_END = re.compile(
    r"(.+?)[\s,t]+(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?)"
)
DAY = 86_400


def time_in(value) -> time | None:
    """Return the time of day that a cell means; None if it is none.

    A number below 1 is a part of a day, as spreadsheets store times; else an hour.
    """
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and 0 <= value < 1:
        # To the second: 9:30 is stored as 0.39583333.
        return (datetime.min + timedelta(seconds=round(value * DAY) % DAY)).time()
    text = " ".join(str(value).casefold().split())
    match = COMPACT_TIME.fullmatch(text) or CLOCK.fullmatch(text)
    return match and time_of(match.groupdict())


def time_of(parts):
    hour = int(parts["hour"])
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif hour == 24 and not int(parts["minute"] or 0):
        # The end of the day is the start of the next.
        hour = 0
    try:
        return time(hour, int(parts["minute"] or 0), int(parts.get("second") or 0))
    except ValueError:
        return None


def split_time(text: str) -> tuple[str, time | None]:
    """Return what stands before a time of day at the end of a text, and that time."""
    match = AT_END.fullmatch(text)
    found = match and time_in(match[2])
    return (match[1], found) if found is not None and match else (text, None)


# Day 0 of Excel, which takes 1900 for a leap year; and 1950 to 2100 as its numbers.
EPOCH = date(1899, 12, 30)
SERIALS = range(18_264, 73_416)
YEARS = range(1950, 2101)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
# With dots, as in German and Polish, the day always comes first.
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)")
SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)")
NAMED = (
    re.compile(r"(?P<day>\d{1,2})\W*(?P<month>[a-z]{3,})\W*(?P<year>\d{4}|\d\d)"),
    re.compile(r"(?P<month>[a-z]{3,})\W*(?P<day>\d{1,2})\W+(?P<year>\d{4}|\d\d)"),
)
MONTH_AND_NUMBER = re.compile(r"([a-z]{3,})\W*(\d{1,2})")
SERIAL = re.compile(r"\d{5}[.,]\d{1,12}")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|e|ere|º|ª|°)\b(?:\s+of\b)?")
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\W+(?=\d|[a-z])")
OTHER_WEEKDAYS = """
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miercoles jueves viernes sabado domingo
    lunedi martedi mercoledi giovedi venerdi sabato domenica
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    poniedzialek wtorek sroda czwartek piatek sobota niedziela
    mo di mi do fr sa so
"""
WEEKDAYS = frozenset(OTHER_WEEKDAYS.split())
# 2026年3月9日
EASTERN = str.maketrans({"年": "-", "月": "-", "日": ""})


def listed(words):
    return frozenset(" ".join(word.split()) for word in words.split(","))


# What cells say that have no day, and those that have no last one.
NO_DAY = listed("""
    n/a, na, none, tbd, tba, tbc, ?, ??, –, —, --, nil, unknown, unbekannt, inconnu,
    keine, kein, aucun, aucune, ninguno, ninguna, nenhum, nessuno, geen, brak, null,
    #n/a, 0000-00-00, 00-00-0000, 00.00.0000, 00/00/0000, 0000-00-00 00:00:00
""")
NO_END = listed("""
    ongoing, on-going, present, open, open end, open-end, open ended, open-ended,
    today, now, current, currently, until now, to date, no end, no end date,
    indefinite, indefinitely, permanent, active, unlimited, until further notice,
    continuing, continuous, running, ∞,
    heute, laufend, unbefristet, aktuell, bis heute, offen, fortlaufend, dauerhaft,
    bis auf weiteres, aktiv, en cours, aujourd'hui, actuel, indéterminé, cdi,
    à ce jour, actual, actualidad, en curso, hoy, presente, indefinido, atual, hoje,
    em andamento, in corso, oggi, attuale, indeterminato, heden, lopend, onbepaald,
    obecnie
""")
# Some systems write a last day so far off where there is none.
NEVER = 2900
# And the days with which spreadsheets and databases begin.
BEGINNINGS = frozenset(
    (date(1, 1, 1), date(1753, 1, 1), date(1899, 12, 30), date(1899, 12, 31))
)
BEGINNINGS |= {date(1900, 1, 1)}
# No day is longer; what is longer is not looked at.
LONGEST = 60


class DayOrder(StrEnum):
    """How a column writes 3/4/2026: found out over all of it, or asked."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    AMBIGUOUS = "ambiguous"


def order_of(values: Iterable) -> DayOrder | None:
    """Return how the values of a column write days; None where all ways agree."""
    seen = set()
    for value in values:
        if match := isinstance(value, str) and SLASHED.fullmatch(day_text(value)):
            first, second = int(match[1]), int(match[3])
            if first == second:
                continue
            if max(first, second) <= 12:
                seen.add(DayOrder.AMBIGUOUS)
            else:
                seen.add(DayOrder.DAY_FIRST if first > 12 else DayOrder.MONTH_FIRST)
    certain = seen - {DayOrder.AMBIGUOUS}
    if len(certain) == 1:
        return certain.pop()
    return DayOrder.AMBIGUOUS if DayOrder.AMBIGUOUS in seen else None


def day_in(value, order: DayOrder | None = None, *, last: bool = False) -> date | None:
    """Return the day that a cell means; None if it is none, or could be two.

    "Mar 2026" is the first of March, or with `last` its last day; years and quarters
    likewise.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return day_of_number(value, last)
    return day_in_text(value, order, last) if isinstance(value, str) else None


@lru_cache(maxsize=20_000)
def day_in_text(value, order, last):
    if moment := iso_moment(value):
        return moment.date()
    text = day_text(value)
    if SERIAL.fullmatch(text):
        return day_of_number(float(text.replace(",", ".")), last)
    if text.isascii() and text.isdecimal() and len(text) < 8:
        return day_of_number(int(text), last)
    try:
        return day_of_text(text, order) or period(text, last)
    except (ValueError, OverflowError):
        return None


def day_text(text):
    """Return a text as far as it can be a day: without weekday and time."""
    return split_time(tidy_day(text))[0]


def tidy_day(text):
    """Return a text without "th" and the like; nothing where it is too long."""
    if len(text) > LONGEST:
        return ""
    text = without_accents(" ".join(text.casefold().translate(EASTERN).split()))
    text = ORDINAL.sub("", text.strip(" ,;-"))
    first, _, rest = text.partition(" ")
    if rest and first.strip(".,") in WEEKDAYS:
        return without_words(rest)
    return without_words(WEEKDAY.sub("", text))


def says_none(value, *, last: bool = False) -> bool:
    """Return whether a cell says that there is no day, or no last one."""
    if isinstance(value, date):
        is_first = date(*value.timetuple()[:3]) in BEGINNINGS
        return is_first or (last and value.year >= NEVER)
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    text = " ".join(value.casefold().split())
    day = day_in(value) if text[:1].isdecimal() else None
    if text in NO_DAY or day in BEGINNINGS:
        return True
    is_far_off = day is not None and day.year >= NEVER
    return last and (text.strip(" .()") in NO_END or is_far_off)


# Between a first and a last day, in the order in which they are looked for.
BETWEEN_DAYS = tuple(
    map(
        re.compile,
        (
            r"\s*(?:–|—|→|->|\.\.+)\s*|\s+(?:-|/)\s+",
            r"\s+(?:to|until|till|through|thru|bis|au|al|a|hasta|ate|até|tot|do)\s+",
            r"[-/]",
        ),
    )
)
SPAN_LONGEST = 2 * LONGEST


def halves(value) -> tuple[str, str] | None:
    """Return the first and the last day of one cell, as texts; None if it has not both.

    Of a day, a month or a quarter both are the same. A first day without its year has
    that of the last: "5 Jan - 26 Jun 2026".
    """
    if isinstance(value, date):
        return (value.isoformat()[:10],) * 2
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or len(text) > SPAN_LONGEST or text.isdecimal():
        return None
    if is_day(text):
        return text, text
    for pattern in BETWEEN_DAYS:
        found = [
            (first, last)
            for match in pattern.finditer(text)
            if is_last(last := text[match.end() :])
            and (first := with_year(text[: match.start()], last))
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def is_day(text):
    return any(day_in(text, order) for order in DayOrder)


def is_last(text):
    return is_day(text) or says_none(text, last=True)


def with_year(first, last):
    """Return a first day, with the year of the last one if it has none itself."""
    if is_day(first):
        return first
    year = day_in(last, DayOrder.DAY_FIRST) or day_in(last, DayOrder.MONTH_FIRST)
    text = year and f"{first}{'' if first.endswith('.') else ' '}{year.year}"
    return text if text and is_day(text) else None


def refusal(value) -> str:
    """Return why a cell is no day, and what to write."""
    text = day_text(str(value))
    if text.startswith(("fy", "gj")) and any(map(str.isdecimal, text)):
        return f"“{value}” is a fiscal year: write a day of it, like 2026-03-09"
    match = MONTH_AND_NUMBER.fullmatch(text)
    if match and (month := month_of(match[1])):
        return (
            f"“{value}” is no date that is clear: write 2026-{month:02} for the month,"
            f" or 2026-{month:02}-{int(match[2]):02} for the day"
        )
    if text.startswith(("kw", "w", "cw", "week")) and text[-1:].isdecimal():
        return f"“{value}” is no date without its year: write it like W12 2026"
    if period(f"{text} 2026", last=False):
        return f"“{value}” is no date without its year: write it like {value} 2026"
    return f"“{value}” is no date: write it like 2026-03-09"


def day_of_number(number, last):
    if number in YEARS:
        return period(f"{number:g}", last)
    if not isfinite(number) or int(number) not in SERIALS:
        return None
    return EPOCH + timedelta(days=int(number))


def day_of_text(text, order):
    if match := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        return date(*map(int, match.groups()))
    if match := DOTTED.fullmatch(text):
        return date(full_year(match[3]), int(match[2]), int(match[1]))
    if match := SLASHED.fullmatch(text):
        return slashed(int(match[1]), int(match[3]), full_year(match[4]), order)
    for pattern in NAMED:
        match = pattern.fullmatch(text)
        if match and (month := month_of(match["month"])):
            return date(full_year(match["year"]), month, int(match["day"]))
    return None


def slashed(first, second, year, order):
    """Return the day where both ways agree, or only one is possible, or as told."""
    if first > 12 or first == second:
        return date(year, second, first)
    if second > 12 or order == DayOrder.MONTH_FIRST:
        return date(year, first, second)
    return date(year, second, first) if order == DayOrder.DAY_FIRST else None


def moment_in(value, order: DayOrder | None = None) -> datetime | date | None:
    """Return the day, with its time and zone where the cell has them."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, float) and day_in(value) and value not in YEARS:
        seconds = round((value - int(value)) * 86_400)
        midnight = datetime.combine(day_in(value), datetime.min.time())
        return midnight + timedelta(seconds=seconds)
    if not isinstance(value, str):
        return day_in(value, order)
    if moment := iso_moment(value):
        return moment
    text, time = split_time(tidy_day(value))
    day = day_in(text, order)
    return datetime.combine(day, time) if day and time else day


def iso_moment(text):
    """Return day, time and zone of ISO 8601; None of anything else, a mere day too."""
    if not isinstance(text, str) or ":" not in text or len(text) > LONGEST:
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
