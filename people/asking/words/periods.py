"""Days, months and other stretches of the calendar as words name them.

Days without a year are the next such days: years roll forward. Of a month or quarter
that has begun, what is left is meant.
"""

import re
from datetime import date

from people.asking.words.calendar import (
    AFTER_NTH,
    COMPACT,
    DECIMAL,
    ENDS_OF,
    LATER,
    MONTHS,
    NTH,
    NUMBERS,
    ORDINALS,
    PARTS,
    UNITS,
    WEEK_OF,
    WEEKDAYS,
    YEAR,
    any_year_after,
    is_number,
    short_year_after,
    skip,
    word,
    year_after,
)
from people.asking.words.lookalikes import is_no_day, is_said_as_day
from people.asking.words.reckoning import (
    DAY,
    coming,
    made,
    month_of,
    next_day,
    quarter_of,
    weekday,
    whole,
    workday,
)


def period_at(words, place, today):
    """First and last day of what is named, and where the name ends."""
    place = skip(words, place, "the")
    for read in (
        edge_of_period,
        weekday_of_month,
        part_of_period,
        weekday_of_day,
        named_day,
        month_day,
        month,
        half_year,
        quarter,
        weeks_from_day,
        relative,
        week_of_day,
        week,
        year,
    ):
        period, end = read(words, place, today)
        if period:
            return period, end
    return None, place


def edge_of_period(words, place, today):
    """“the end of March”, “beginning of next month”, “mid May”."""
    said = word(words, place)
    if said in ENDS_OF:
        first, last = whole(ENDS_OF[said], today, False)
        return (max(first, workday(last, -1)), last), place + 1
    if said not in {"end", "start", "beginning", "middle", "mid"}:
        return None, place
    at = skip(words, place + 1, "of", "the")
    if at == place + 1 and said != "mid":
        return None, place
    period, end = period_at(words, at, today)
    if not period and word(words, at) in UNITS and at > place + 1:
        period, end = whole(UNITS[words[at]], today, False), at + 1
    if not period or period[0] is None:
        return period, end
    first, last = period
    if first == today:
        # What has begun is read as what is left of it, but for its start.
        whole_of = period_at(words, at, date(today.year, 1, 1))[0] or period
        first = whole_of[0] if whole_of[1] == last else first
    middle = min(first + 14 * DAY, last)
    if said == "end":
        return (max(first, workday(last, -1)), last), end
    day = middle if said in {"mid", "middle"} else first
    return (day, workday(day, 1)), end


def part_of_period(words, place, today):
    """“first half of May”, “2nd week of June”, “late July”: which days is not said."""
    said = word(words, place)
    at = place + 1
    if said not in {"early", "late"}:
        if said not in ORDINALS and said not in {"last", "final"}:
            return None, place
        at += word(words, at) in NUMBERS or word(words, at).isdecimal()
        if word(words, at) not in PARTS:
            return None, place
        at = skip(words, at + 1, "of", "in", "the")
    period, end = period_at(words, at, today)
    return ((None, None), end) if period else (None, place)


def weekday_of_month(words, place, today):
    """“first Monday in February”, “last Friday of next month”, “2nd Tue of Q1”."""
    said = word(words, place)
    number = {**WEEKDAYS, "sat": 5, "sun": 6}.get(word(words, place + 1))
    is_last = said in {"last", "final"}
    if number is None or not (is_last or said in ORDINALS):
        return None, place
    at = skip(words, place + 2, "of", "in", "the")
    if at == place + 2:
        # The last Monday by itself is over.
        return ((None, None), at) if said == "last" else (None, place)
    period, end = period_at(words, at, today)
    if not period and word(words, at) in UNITS:
        # “first Monday of the month” comes again and again.
        return (None, None), at + 1
    if not period or not period[0]:
        return period, end
    first, last = period
    if first == today:
        # What has begun is counted from its first day.
        first = first.replace(day=1) if last.month == first.month else first
    if is_last:
        day = last - (last.weekday() - number) % 7 * DAY
    else:
        day = first + ((number - first.weekday()) % 7 + 7 * (ORDINALS[said] - 1)) * DAY
    is_within = today <= day <= last
    return ((day, day) if is_within else (None, None)), end


def weekday_of_day(words, place, today):
    """“Monday 11 January”, “Fri, 18 Dec” is one day; none where they do not fit."""
    at = skip(words, place, "this", "next", "coming")
    number = {**WEEKDAYS, "sat": 5, "sun": 6}.get(word(words, at))
    if number is None:
        return None, place
    at = skip(words, at + 1, ",", "the", "of")
    for read in (named_day, month_day, nth_day):
        period, end = read(words, at, today)
        if period:
            fits = period[0] and period[0].weekday() == number
            return (period if fits else (None, None)), end
    return None, place


def nth_day(words, place, today):
    """“10th”: the next such day, of this month or of one to come."""
    number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word(words, place))
    following = word(words, place + 1)
    if not number or (following and following not in AFTER_NTH):
        return None, place
    months = (today.year * 12 + today.month - 1 + ahead for ahead in range(3))
    days = (made(at // 12, at % 12 + 1, int(number[1])) for at in months)
    day = next((day for day in days if day and day >= today), None)
    return (day, day), place + 1


def named_day(words, place, today):
    """“2027-03-09”, “9/3/2027”, “9.3.”, “9/3”; of “2027-03” the month."""
    said = word(words, place)
    if is_no_day(words, place):
        return None, place
    if DECIMAL.fullmatch(said) and is_said_as_day(words, place):
        said = said.replace(".", " ")
    if COMPACT.fullmatch(said):
        said = f"{said[:4]} {said[4:6]} {said[6:]}"
    parts = [int(part) for part in said.split() if is_number(part)]
    end = place + 1
    if len(parts) == 1 and word(words, place + 1) == "/" and parts[0] < 32:
        other = word(words, place + 2)
        if not is_number(other):
            return None, place
        parts, end = [*parts, int(other)], place + 3
    if len(parts) == 3 and parts[0] > 31:
        day = made(*parts)
    elif len(parts) == 3:
        number, in_month, in_year = parts
        if in_month > 12:
            # As Americans write it, which can be seen by the days only.
            number, in_month = in_month, number
        day = made(in_year + (2000 if in_year < 100 else 0), in_month, number)
    elif len(parts) == 2 and max(parts) > 31:
        return named_month(*sorted(parts), today), end
    elif len(parts) == 2:
        day = next_day(today, parts[1], parts[0])
    else:
        return None, place
    return (day, day), end


def named_month(in_month, in_year, today):
    is_month = made(in_year, in_month, 1)
    return coming(month_of(in_year, in_month), today) if is_month else (None, None)


def month_day(words, place, today):
    """“9 March”, “March 9th, 2027”, “9th of March”."""
    said, at = word(words, place), skip(words, place + 1, "of")
    # “first of May”, and not “third May”
    number = NTH.fullmatch(str(ORDINALS.get(said, said)) if at > place + 1 else said)
    if number and word(words, at) in MONTHS:
        in_month, end = MONTHS[word(words, at)], at + 1
    elif word(words, place) in MONTHS and not begins_year(words, place + 1, today):
        # “Jan-4”, whose stroke is a “/”
        at = skip(words, place + 1, "/")
        number = NTH.fullmatch(word(words, at))
        if not number:
            return None, place
        in_month, end = MONTHS[word(words, place)], at + 1
    else:
        return None, place
    in_year, end = year_after(words, end)
    if not in_year and word(words, place) not in MONTHS:
        in_year, end = short_year_after(words, end, today)
    number = int(number[1])
    day = (
        made(in_year, in_month, number)
        if in_year
        else next_day(today, in_month, number)
    )
    return (day, day), end


def begins_year(words, place, today):
    """Whether it is the “/27” of “Jan/27”."""
    return word(words, place) == "/" and any_year_after(words, place, today)[0]


def month(words, place, today):
    in_month = MONTHS.get(word(words, place))
    if not in_month:
        return None, place
    in_year, end = year_after(words, place + 1)
    if not in_year and word(words, end) in {"-", "/"}:
        in_year, end = short_year_after(words, end, today)
    in_year = in_year or today.year + (in_month < today.month)
    return coming(month_of(in_year, in_month), today), end


def half_year(words, place, today):
    """“H1 2027”."""
    half = {"h1": 1, "h2": 2}.get(word(words, place))
    if not half:
        return None, place
    in_year, end = any_year_after(words, place + 1, today)
    for tried in [in_year] if in_year else [today.year, today.year + 1]:
        last = quarter_of(tried, 2 * half)[1]
        if in_year or last >= today:
            break
    return coming((quarter_of(tried, 2 * half - 1)[0], last), today), end


def quarter(words, place, today):
    """“Q1”, “q1 2027”, “the first quarter of 2027”."""
    said = word(words, place)
    number, end = 0, place + 1
    if len(said) == 2 and said[0] == "q" and said[1] in "1234":
        number = int(said[1])
    elif said in ORDINALS and word(words, place + 1) == "quarter":
        number, end = ORDINALS[said], place + 2
    if not number:
        return None, place
    in_year, end = any_year_after(words, end, today)
    first, last = quarter_of(in_year or today.year, number)
    if not in_year and last < today:
        first, last = quarter_of(today.year + 1, number)
    return coming((first, last), today), end


def relative(words, place, today):
    """“today”, “tomorrow”, “next week”, “this quarter”, “next Monday”, “Friday”."""
    said = word(words, place)
    if said in {"today", "tomorrow"}:
        day = today + DAY * (said == "tomorrow")
        return (day, day), place + 1
    if said in WEEKDAYS:
        return weekday(WEEKDAYS[said], today), place + 1
    if said in {"next", "this", "coming", "following", "current"}:
        unit = word(words, place + 1)
        if unit in WEEKDAYS:
            return weekday(WEEKDAYS[unit], today), place + 2
        if unit in MONTHS:
            return month(words, place + 1, today)
        if unit in UNITS and unit not in {"day", "days"} and not unit.endswith("s"):
            is_next = said not in {"this", "current"}
            return whole(unit, today, is_next), place + 2
    if said == "rest" and word(words, place + 1) == "of":
        at = skip(words, place + 2, "the", "this")
        period, end = period_at(words, at, today)
        if not period and word(words, at) in UNITS:
            period, end = whole(UNITS[words[at]], today, False), at + 1
        if period and period[0]:
            return (max(period[0], today), period[1]), end
    if (
        said == "week"
        and word(words, place + 1) == "after"
        and word(words, place + 2) == "next"
    ):
        first, last = whole("week", today, True)
        return (first + 7 * DAY, last + 7 * DAY), place + 3
    return None, place


def weeks_from_day(words, place, today):
    """“Monday week”, “a week on Monday”, “two weeks today”."""
    said = word(words, place)
    is_count = said in NUMBERS or (said.isdecimal() and len(said) < 3)
    number = (NUMBERS.get(said) or int(said)) if is_count else 1
    unit = LATER.get(word(words, place + is_count).removesuffix("s"))
    at = place + is_count + 1
    has_day = word(words, at) in {"on", "today", "tomorrow"}
    if unit and has_day and word(words, place - 1) != "for":
        period, end = relative(words, skip(words, at, "on"), today)
        found = weeks_later(period, unit * number) if is_one_day(period) else None
        return found, end
    period, end = relative(words, place, today)
    unit = LATER.get(word(words, end))
    following = word(words, end + 1)
    is_other = following.isdecimal() or following in {*WEEK_OF, "after"}
    if not unit or not is_one_day(period) or is_other:
        return None, place
    return weeks_later(period, unit), end + 1


def is_one_day(period):
    return bool(period) and period[0] == period[1]


def weeks_later(period, weeks):
    return tuple(day + weeks * 7 * DAY for day in period)


def week_of_day(words, place, today):
    """“the week of 11 January”, “w/c 11/1”; of “every week of May” all of May."""
    said = word(words, place)
    if said == "w c":
        at = place + 1
    elif said in {"week", "wk"} and word(words, place + 1) in WEEK_OF:
        at = skip(words, place + 1, *WEEK_OF)
    else:
        return None, place
    period, end = period_at(words, at, today)
    if not period or not period[0]:
        return period, end
    first, last = period
    if last - first > 6 * DAY:
        is_every = word(words, place - 1) in {"each", "every"}
        return (period if is_every else (None, None)), end
    monday = first - first.weekday() * DAY
    return (max(monday, today), monday + 6 * DAY), end


def week(words, place, today):
    """“week 10”, “calendar week 10 of 2027”, “KW 10”, “KW10”."""
    place_of_number = place + 1
    joined = re.fullmatch(r"(?:kw|cw|wk|(20\d\d) w)(\d{1,2})", word(words, place))
    if joined:
        place_of_number = place
    elif word(words, place) == "calendar":
        place_of_number += 1
    elif word(words, place) not in {"week", "weeks", "kw", "cw", "wk"}:
        return None, place
    said = joined[2] if joined else word(words, place_of_number)
    if not is_number(said) or not 1 <= int(said) <= 53:
        return None, place
    in_year, end = year_after(words, place_of_number + 1)
    if joined and joined[1]:
        in_year, end = int(joined[1]), place + 1
    for tried in [in_year] if in_year else [today.year, today.year + 1]:
        try:
            monday = date.fromisocalendar(tried, int(said), 1)
        except ValueError:
            continue
        if in_year or monday + 6 * DAY >= today:
            return coming((monday, monday + 6 * DAY), today), end
    return None, place


def year(words, place, today):
    said = word(words, place)
    if not YEAR.fullmatch(said):
        return None, place
    return coming((date(int(said), 1, 1), date(int(said), 12, 31)), today), place + 1
