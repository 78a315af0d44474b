"""Shares of a week, in percent: “50 %”, “two days a week”, “4/5”, “40-60 %”.

`words` are folded, signs among them. Of a range its lower end is asked for.
"""

from typing import NamedTuple

from people.asking.words.calendar import NUMBERS
from people.asking.words.lookalikes import fraction_at, is_of_week

# A full-time week, of which hours and days are a share.
WEEK = {"days": 5, "hours": 40}
HOURS_AND_DAYS = {
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "hours"),
}
PER = {"a", "per", "/", "each", "every", "of", "in"}
# What says no more than the percentage before it.
OF_PERCENT = (["fte"], ["ftes"], ["left"])
# “3 full days a week”
OF_DAYS, DAYS = (["working"], ["full"], ["whole"], ["business"]), (["day"], ["days"])
PERCENT = {"%", "percent", "pct", "percentage", "cent"}
# Right before a percentage they say that it is one of something else.
OF_OTHERS = {
    *("by", "top", "best", "bottom", "first", "reduced", "reduce", "reduces", "saved"),
    *("saves", "cut", "cuts", "grew", "improved", "increased", "decreased", "lowered"),
    *("uptime", "accuracy", "budget", "travel", "discount", "margin", "growth", "roi"),
    *("coverage", "delivers", "delivered", "delivering", "completed", "recall"),
}
# Fewer percent before a dash are a level: “SQL 3 - 50 %”.
LEAST_OF_RANGE = 5


class Share(NamedTuple):
    """Percent of a week (`None` where it is no share), its end, and its upper end."""

    percent: int | None
    end: int
    upper: tuple[int, int] | None = None


def share_at(words: list[str], place: int) -> Share | None:
    found = fraction_of_week(words, place) or days_out_of_five(words, place)
    if found:
        return found
    start = place + (words[place] in {"between", "from"})
    if start == len(words):
        return None
    number, end = amount_at(words, start)
    if number is None:
        return None
    upper = upper_of(words, start, end)
    if upper and (found := unit_at(words, number, upper[1])):
        is_range = found.percent and found.percent >= LEAST_OF_RANGE
        return found._replace(upper=upper) if is_range else None
    found = unit_at(words, number, end)
    if found and (upper := upper_share_of(words, start, found)):
        return upper
    return found if start == place else None


def upper_share_of(words, start, lower):
    """“50 % - 60 %”, “between 2 days a week and 3 days a week”."""
    end = upper_of(words, start, lower.end)
    higher = end and unit_at(words, amount_at(words, lower.end + 1)[0], end[1])
    if not higher or not higher.percent or not lower.percent:
        return None
    return lower._replace(end=higher.end, upper=(lower.end, higher.end))


def fraction_of_week(words, place):
    """“4/5 free”, “2/5 of a week”, “1/2 day a week”."""
    part, end = fraction_at(words, place)
    if part is None or not is_of_week(words, place):
        return None
    behind = {"free": 0, "available": 0, "time": 1, "of": 3}
    if words[end] in behind:
        return Share(round(part * 100), end + behind[words[end]])
    return unit_at(words, part, end) if words[end] != "days" else None


def days_out_of_five(words, place):
    """“3 out of 5 days”, “two days of five a week”."""
    number, at = amount_at(words, place)
    day = at
    at += words[at : at + 1] == ["days"]
    at += words[at : at + 1] == ["out"]
    if number is None or words[at : at + 1] != ["of"]:
        return None
    at += 1 + (words[at + 1 : at + 2] == ["the"])
    total, end = amount_at(words, at) if at < len(words) else (None, at)
    end += words[end : end + 1] == ["days"]
    if total != WEEK["days"] or "days" not in (words[day], words[end - 1]):
        return None
    return share(number / total * 100, a_week(words, end) or end)


def upper_of(words, start, end):
    """Where the upper end of a range is said, its sign included."""
    sign = words[end] if end < len(words) else ""
    signs = {"-", "–", "to"}
    if words[start - 1 : start] == ["between"]:
        signs.add("and")
    if end + 1 >= len(words):
        return None
    number, stop = amount_at(words, end + 1)
    if sign in {"or", "/"} and words[stop : stop + 1] in (["days"], ["hours"]):
        signs.add(sign)
    return (end, stop) if number is not None and sign in signs else None


def unit_at(words, number, end):
    """The share that so many of the units there are."""
    end += words[end : end + 1] in OF_DAYS and words[end + 1 : end + 2] in DAYS
    unit = words[end] if end < len(words) else ""
    is_per_cent = words[end : end + 2] == ["per", "cent"]
    if unit in PERCENT or is_per_cent:
        end += 1 + is_per_cent
        return share(number, end + (words[end : end + 1] in OF_PERCENT))
    if unit in {"fte", "ftes"}:
        return share(number * 100, end + 1)
    behind = end + 1 + (words[end + 1 : end + 2] in (["free"], ["available"]))
    if unit in HOURS_AND_DAYS and (stop := a_week(words, behind)):
        return share(number / WEEK[HOURS_AND_DAYS[unit]] * 100, stop)
    return None


def share(percent, end):
    """None of a week is no share, and neither is more than all of it."""
    return Share(round(percent) if 0 < percent <= 100 else None, end)


def amount_at(words, place):
    said = words[place].replace(" ", ".").replace(",", ".")
    if words[place : place + 2] == ["half", "a"]:
        return 0.5, place + 2
    if said in NUMBERS:
        return NUMBERS[said], place + 1
    if said.replace(".", "", 1).isdecimal() and said.isascii() and len(said) < 7:
        return float(said), place + 1
    return None, place


def a_week(words, place):
    """Where “a week” ends."""
    if words[place : place + 1] in (["weekly"], ["pw"], ["p w"]):
        return place + 1
    if words[place : place + 1] and words[place] in PER:
        place += 1
        if words[place : place + 1] in (["a"], ["the"], ["each"], ["every"]):
            place += 1
        if words[place : place + 1] in (["week"], ["wk"], ["w"]):
            return place + 1
    return None
