"""Shares of a whole, in percent: 80 %, 0.8 FTE, 4 days and 32 hours of a week."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from people.spelling.names import fold
from skillsdir.spreadsheet.cells.numbers import LONGEST, ROUGHLY, number

COUNTS = re.compile(r"(\d{1,4})\s*(?:/|of|out of)\s*(\d{1,4})\b.*")
# A number, and letters or signs before or behind it.
MEASURED = re.compile(r"([^\d.,+-]{0,20})([-+]?[\d.,]{1,15})([^\d,]{0,30})")
RANGE = re.compile(
    r"\D{0,20}\d{1,3}\s*(?:%|h)?\s*(?:-|–|—|to|bis|à|a)\s*\d{1,3}\D{0,30}"
)
SEVERAL = re.compile(r"[();]|,\s")
DAYS_OF_A_WEEK, HOURS_OF_A_DAY, HOURS_OF_A_WEEK = 5, 8, 40
# So few could be hours of a day as well.
MOST_HOURS_OF_A_DAY = 10
# What is called a full week somewhere; longer ones are none.
FULL_WEEKS = (35, 42)
# Nobody has more full-time jobs: in a column of FTE, 80 is percent.
MOST = 5
# Without a unit, a number up to here can be hours of a week as well as percent.
MOST_HOURS = 48


def folded(words, by=","):
    return frozenset(fold(word).strip() for word in words.split(by))


FULL = folded(
    "full time,full,fulltime,vollzeit,voll,temps plein,tiempo completo,ft,"
    "jornada completa,tempo integral,tempo inteiro,tempo pieno,voltijds,voltijd,"
    "pełny etat"
)
HALF = folded(
    "half time,half,halftime,halbtags,halbe stelle,halbzeit,mi temps,media jornada,"
    "medio tiempo,meio período,meio tempo,halftijds,pół etatu"
)
PART = folded(
    "part time,parttime,part,pt,teilzeit,temps partiel,tiempo parcial,tempo parcial,"
    "tempo parziale,deeltijd,niepełny etat"
)


class Measure(StrEnum):
    """What a number of working time counts."""

    PERCENT = "percent"
    SHARE = "share"
    DAYS = "days"
    HOURS = "hours"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a column; `full` of it are the whole.

    With `is_whole` it has no parts of one: 1 is no more than one of it.
    """

    measure: Measure
    full: float = 100
    is_whole: bool = False


PERCENT = Unit(Measure.PERCENT)
SHARE = Unit(Measure.SHARE, 1)
DAYS = Unit(Measure.DAYS, DAYS_OF_A_WEEK)
HOURS = Unit(Measure.HOURS, HOURS_OF_A_WEEK)
UNCLEAR = Unit(Measure.UNCLEAR)
# Percent beside which 1 is 1 %; numbers beside which it could be the whole as well.
WHOLE = Unit(Measure.PERCENT, is_whole=True)
UNCLEAR_ONE = Unit(Measure.UNCLEAR, is_whole=True)
WORDS = {
    PERCENT: "percent pct prozent pourcent porcentaje procent",
    SHARE: "fte ftes vzä vzae ete etp vte etat etatu stelle fulltime equivalent",
    DAYS: (
        "d day days tag tage tagen t jour jours j día días dia dias giorno giorni dag"
        " dagen dni"
    ),
    HOURS: (
        "h hr hrs hour hours std stunde stunden wochenstunden heure heures hora horas"
        " ora ore uur uren godz godziny"
    ),
}
UNITS = {word: unit for unit, words in WORDS.items() for word in folded(words, " ")}
A_DAY = folded("day daily tag jour día dia giorno dag", " ")
# Stand beside a unit and say nothing more.
A_WEEK = folded("week weekly wk w woche wo semaine sem semana settimana tydzień", " ")
BESIDE = folded(
    "a an per pro par por week weekly wk w woche wo semaine sem semana settimana"
    " tydzień of time work working part pt ft full parttime teilzeit",
    " ",
)


def percent(value, unit: Unit | None = None, most: int = 100) -> int | None:
    """Return whole percent of 80, "80 %", 0.8, "6 of 8", "4 days"; None if it is none.

    A unit in the cell counts, then that of its column. Without any, 1 and less are
    parts of one, and so is 1.2: more than the whole.
    """
    text = str(value)[: LONGEST + 1].strip().casefold()
    if match := COUNTS.fullmatch(text):
        part, whole = int(match[1]), int(match[2])
        return within(100 * part / whole, most) if whole and part <= whole else None
    if (words := fold(text).strip()) in FULL | HALF:
        return 100 if words in FULL else 50
    parts = [part for part in SEVERAL.split(text) if part.strip()]
    if len(parts) > 1:
        # Said twice: 80 % (4 days).
        shares = {percent(part, unit, most) for part in parts}
        return shares.pop() if len(shares) == 1 else None
    if isinstance(value, bool) or value is None:
        return None
    found, own = measured(value)
    if found is None or (own is None and is_unclear(found, unit)):
        return None
    if unit and own in (None, HOURS) and unit.measure == Measure.HOURS:
        own = unit
    elif own is None and unit == DAYS:
        own = DAYS
    elif own is None and is_share(found, unit):
        own = SHARE
    return within(found * 100 / (own.full if own else 100), most)


def is_unclear(found, unit):
    return bool(found) and (unit == UNCLEAR or (unit == UNCLEAR_ONE and found == 1))


def is_share(found, unit):
    if unit == SHARE and found <= MOST:
        return True
    return unit != WHOLE and is_part_of_one(found)


def is_part_of_one(found):
    return 0 < found <= 1 or (1 < found < 2 and found % 1 > 0)


def measured(value):
    """Return the number that a cell says, and its unit if the cell has one itself."""
    if isinstance(value, int | float):
        return number(value), None
    text = ROUGHLY.sub("", str(value).strip().casefold())
    match = len(text) <= LONGEST and MEASURED.fullmatch(text)
    if not match:
        return number(value), None
    words = [*words_of(match[1]), *words_of(match[3])]
    if not words:
        return number(match[2]), None
    unit = unit_of_words(words)
    found = number(match[2].rstrip("."))
    if unit is None or (unit == HOURS and may_be_of_a_day(found, words)):
        return None, None
    return found, unit


def may_be_of_a_day(hours, words):
    return (
        hours is not None and 0 < hours <= MOST_HOURS_OF_A_DAY and not A_WEEK & {*words}
    )


def words_of(text):
    # Of all signs only this one says something.
    plain = text.casefold().replace("%", " percent ").replace("per cent", "percent")
    return fold(plain).split()


def unit_of_words(words):
    """Return the unit that words mean, and only if there is nothing else."""
    rest = [word for word in words if word not in BESIDE or word in UNITS]
    units = {UNITS.get(word) for word in rest}
    if units == {PERCENT, SHARE}:
        return PERCENT
    if units == {HOURS, DAYS} and A_DAY & {*rest}:
        return Unit(Measure.HOURS, HOURS_OF_A_DAY)
    return units.pop() if len(units) == 1 else None


def within(found, most):
    # Halves go up, as people round.
    return int(found + 0.5) if 0 <= found <= most else None


def unit_of(values: Iterable, heading="") -> Unit | None:
    """Return the unit of a column of working time; None where each cell says enough.

    It is what the heading says, or else what the numbers do: up to 5 they are days of a
    week. Numbers that could be hours as well as percent are unclear.
    """
    heading = str(heading or "")
    values = [value for value in values if value not in (None, "")]
    said = [measured(value) for value in values if not isinstance(value, bool)]
    bare = [found for found, own in said if found is not None and own is None]
    units = {own for found, own in said if own}
    unit = unit_of_heading(heading)
    if unit is None and len(units) == 1:
        unit = units.pop()
        unit = unit if max(bare, default=0) <= highest(unit) else None
    if unit:
        hours = [found for found, own in said if found and own in (None, HOURS)]
        if unit == HOURS and may_be_of_a_day(max(hours, default=0), words_of(heading)):
            return UNCLEAR
        unit = with_full_week(unit, hours) if unit == HOURS else unit
    else:
        unit = unit_of_numbers(bare)
    return unit_of_ones(unit, said, heading) if 1 in bare else unit


def unit_of_ones(unit, said, heading):
    """Return the unit of a column with a 1 in it.

    Beside more than one, and no part of one, 1 is 1 % where the heading says percent;
    else nobody knows.
    """
    found = [each for each, own in said if each and own in (None, PERCENT)]
    has_parts = any(each != 1 and is_part_of_one(each) for each in found)
    if unit not in (None, PERCENT) or has_parts or max(found) <= 1:
        return unit
    return WHOLE if unit_of_heading(heading) == PERCENT else UNCLEAR_ONE


def highest(unit):
    """Return the highest number that can be of a unit that only other cells say."""
    return {HOURS: MOST_HOURS, DAYS: DAYS_OF_A_WEEK, SHARE: 2}.get(unit, 100)


def unit_of_heading(heading):
    units = [UNITS[word] for word in words_of(heading) if word in UNITS]
    return next((unit for unit in units if len({*units}) == 1), None)


def with_full_week(unit, hours):
    """Return hours of a week that is as long as the longest, if that can be a full one.

    Where nobody works so long, a full week has 40.
    """
    longest = max(hours, default=0)
    is_full = FULL_WEEKS[0] <= longest <= FULL_WEEKS[1]
    return Unit(unit.measure, longest if is_full else HOURS_OF_A_WEEK)


def unit_of_numbers(found):
    most = max(found, default=0)
    if most <= 1 or all(map(is_part_of_one, filter(None, found))):
        return None
    if most <= DAYS_OF_A_WEEK:
        halves = all(each * 2 % 1 == 0 for each in found)
        return DAYS if halves and most >= DAYS_OF_A_WEEK - 1 else UNCLEAR
    return UNCLEAR if FULL_WEEKS[0] <= most <= MOST_HOURS else None


def is_range(value) -> bool:
    text = str(value).strip().casefold()
    return len(text) <= LONGEST and RANGE.fullmatch(text) is not None


def is_part_time(value) -> bool:
    return fold(str(value)[:LONGEST]).strip() in PART
