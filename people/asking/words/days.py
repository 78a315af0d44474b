"""The days that words speak of: “in March”, “from 9/3”, “for three months from May”.

See also: `people.asking.words.periods`.
"""

import re
from dataclasses import dataclass
from datetime import date

from people.asking.words.calendar import (
    COUNTED,
    ENDS_OF,
    MONTHS,
    NTH,
    NUMBERS,
    UNITS,
    WEEKDAYS,
    YEAR,
    skip,
    word,
)
from people.asking.words.periods import month_day, nth_day, period_at, week
from people.asking.words.reckoning import DAY, after, end_of_length

DIGITS = re.compile(r"\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Days:
    """What is said of a window: its first day, its last, or how many units it lasts.

    `length` is a number and a unit. All of it may be missing but one. A day that no
    calendar has, like 31 April, is none of them.
    """

    first: date | None = None
    last: date | None = None
    length: tuple[int, str] | None = None


def days_at(words, start, today):
    """The days that the words speak of from a place on, and where that ends.

    `words` are folded, signs among them. Nothing there: `None` and the place.
    """
    for read in (said_range, said_together, said_with_word, said_length, said_alone):
        days, end = read(words, start, today)
        if days and days.first and word(words, end) in ONWARDS:
            return Days(first=days.first), end + 1
        if days:
            return days, end
    return None, start


# Days with a word before them

ONWARDS = {"onwards", "onward", "forward", "forwards"}
IN = {"in", "on", "during", "for", "throughout", "within", "over", "this", "at", "of"}
FROM = {
    *("from", "starting", "beginning", "by", "start", "starts", "as", "ab", "begins"),
    *("effective", "wef", "w e f", "commencing", "commences"),
}
UNTIL = {
    *("until", "till", "til", "through", "thru", "to", "ending", "up", "end", "ends"),
    "bis",
}


def said_range(words, start, today):
    """“between 1 March and 15 April”, “1-15 March”, “from May to July”."""
    place = start
    if word(words, place) in {"between", "from", "in", "during"}:
        place = skip(words, place + 1, "the")
    if word(words, place) == "now" and word(words, place + 1) in ENDING:
        # What begins now has but an end.
        last, end = period_at(words, skip(words, place + 2, "the"), today)
        return (Days(last=last[1]), end) if last else (None, start)
    for read in (days_of_list, short_range, days_of_month, weeks_range):
        if days := read(words, place, today):
            return days
    begin = place
    first, place = period_at(words, place, today)
    if first and ends_behind(words, start, place):
        place = skip(words, place + 1, "the", "end", "of")
        last, end = period_at(words, place, max(today, first[0] or today))
        if last:
            first = in_year_of(last, words, begin, place, end) or first
            return Days(first[0], last[1]) if first[0] and last[0] else Days(), end
    return None, start


# Between the first and the last.
ENDING = {"to", "until", "till", "through", "thru", "bis", "-", "–", "..", "and"}


def ends_behind(words, start, place):
    """Whether another day follows as the last: “4/5” and “4 and 5” are no ranges."""
    said = word(words, place)
    if said == "/":
        # “2027-01-04/2027-01-08”
        return all(word(words, place + at).count(" ") == 2 for at in (-1, 1))
    return said in ENDING and (said != "and" or words[start] == "between")


def said_together(words, start, today):
    """“January and February”, “in Jan, Feb & March”: one window where they adjoin."""
    place = skip(words, start, "in", "during", "for", "on", "the")
    period, end = period_at(words, place, today)
    if not period or not period[0]:
        return None, start
    first, last = period
    is_one = True
    while (at := skip(words, end, ",", "and", "&", "+", "/")) > end:
        following, stop = period_at(words, at, max(today, last))
        if not following or following[0] != last + DAY:
            break
        last, end, is_one = following[1], stop, False
    return (None, start) if is_one else (Days(first, last), end)


def in_year_of(last, words, begin, place, end):
    """The first of “Jan to Mar 2028”, in the year that is said of the last alone."""
    years = [word for word in words[place:end] if YEAR.fullmatch(word)]
    if not years or not last[0] or any(map(YEAR.fullmatch, words[begin:place])):
        return None
    for in_year in (int(years[0]), int(years[0]) - 1):
        first, _ = period_at(words, begin, date(in_year, 1, 1))
        if first and first[0] and first[0] <= last[1]:
            return first
    return None


TO = {"-", "–", "to", "and", "bis"}


def days_of_list(words, place, today):
    """“4, 5 and 6 January”, “4/5 January”: one window where they adjoin."""
    numbers, at, sign = [], place, ""
    while number := NTH.fullmatch(word(words, at)):
        numbers.append(int(number[1]))
        following = skip(words, at + 1, ",", "and", "or", "&", "/", "the")
        if following == at + 1:
            break
        at, sign = following, words[following - 1]
    month, end = month_day(words, at, today)
    if len(numbers) < 2 or sign == "," or not month or is_between(words, place):
        return None
    last = month[0]
    adjoin = last and numbers == list(range(numbers[0], last.day + 1))
    if not adjoin or "or" in words[place:at]:
        return Days(), end
    return Days(last.replace(day=numbers[0]), last), end


def is_between(words, place):
    return "between" in words[max(place - 2, 0) : place]


def short_range(words, place, today):
    """“1-15 March”, “the 1st to the 15th of March”, “10.-20.12.”."""
    at = skip(words, place + 2, "the")
    first, last = NTH.fullmatch(word(words, place)), DIGITS.match(word(words, at))
    if first and last and word(words, place + 1) in TO:
        month, end = period_at(words, at, today)
        if month and None is not month[0] == month[1] and int(first[1]) <= month[0].day:
            return Days(month[0].replace(day=int(first[1])), month[0]), end
    return None


def days_of_month(words, place, today):
    """“March 1-15”, “Mar 1 to 15, 2027”."""
    if word(words, place) not in MONTHS or word(words, place + 2) not in TO:
        return None
    first, last = (NTH.fullmatch(word(words, place + at)) for at in (1, 3))
    if not (first and last) or word(words, place + 4) in COUNTED:
        return None
    is_and = words[place + 2] == "and" and not is_between(words, place)
    if is_and and int(last[1]) != int(first[1]) + 1:
        return Days(), place + 4
    # As “15 March”, whose year may follow.
    turned = [words[place + 3], words[place], *words[place + 4 :]]
    found = short_range([first[0], "-", *turned], 0, today)
    return found and (found[0], place + found[1])


def weeks_range(words, place, today):
    """“week 50-51”, “weeks 50 to 2”."""
    first, at = week(words, place, today)
    number = word(words, at + 1)
    is_week = number.isdecimal() and word(words, at + 2) not in COUNTED
    if not first or word(words, at) not in TO or not is_week:
        return None
    last, end = week(["week", *words[at + 1 :]], 0, max(today, first[0]))
    return (Days(first[0], last[1]), at + end) if last else None


def said_with_word(words, start, today):
    said = word(words, start)
    place = start + 1
    if said in {"no", "not"} or words[start : place + 1] == ["but", "not"]:
        return said_with_not(words, place + (said == "but"), today)
    if said in FROM - {"from", "by", "as", "ab"}:
        place = skip(words, place, *FROM - {"ab"}, ":", "in", "on", "at", "date")
    if word(words, place - 1) == "as":
        place = skip(words, place, "of")
    if said in {"end", "ends"}:
        place = skip(words, place, ":", "date", "on", "in", "by")
    if said == "up":
        place = skip(words, place, "to", "until", "till")
    place = skip(words, place, "the")
    is_coming = word(words, place) in {"next", "coming", "following"}
    if said in IN | {"next", "coming"} and (is_coming or said in {"next", "coming"}):
        days, end = coming_units(words, place if is_coming else start, today)
        if days:
            return days, end
    if said in {"in", "within"} and (count := count_at(words, place)):
        number, unit, end = count
        if said == "within":
            return Days(today, end_of_length(today, number, unit)), end
        if word(words, end) in {"time", "from"}:
            end = skip(words, end, "time", "from", "now")
        return Days(first=after(today, number, unit)), end
    if said == "since" and period_at(words, place, today)[0]:
        # Of what has been, no list knows.
        return Days(), period_at(words, place, today)[1]
    if said in {"before", "after", *IN, *FROM, *UNTIL}:
        return edge_of(said, words, place, start, today)
    return None, start


def said_with_not(words, place, today):
    """“not before 4 January” is from then on; “no later than” is nobody's window."""
    said = word(words, place)
    at = skip(words, place + 1, "than", "until")
    if said not in {"before", "until", "earlier", "sooner", "later"}:
        return None, place
    period, end = period_at(words, at, today)
    if not period:
        return None, place
    return (Days() if said == "later" else Days(first=period[0])), end


def edge_of(said, words, place, start, today):
    period, end = period_at(words, place, today)
    if not period and word(words, place - 1) == "the":
        period, end = nth_day(words, place, today)
    if not period:
        return None, start
    first, last = period
    if first is None:
        return Days(), end
    if said == "before":
        edge = last if is_end(words, place) else first
        return Days(last=edge - DAY), end
    if said == "after":
        return Days(first=last + DAY), end
    if said in UNTIL or (said == "by" and is_end(words, place)):
        return Days(last=last), end
    if said in FROM:
        return Days(first=first), end
    return Days(first, last), end


def is_end(words, place):
    return word(words, place) == "end" or word(words, place) in ENDS_OF


def coming_units(words, place, today):
    """“the next three months”: from today on; “next month” is that month."""
    count = count_at(words, place + 1)
    if not count or word(words, place + 1) in UNITS:
        return None, place
    number, unit, end = count
    return Days(today, end_of_length(today, number, unit)), end


def said_length(words, start, today):
    """“for three months”, “lasting 6 weeks”, “a month” of “a month from 9 March”."""
    place = start
    if word(words, start) in {"for", "lasting", "over", "duration", "lasts"}:
        place = skip(words, start + 1, ":", "of", "is", "the", "about", "at", "least")
    count = count_at(words, place)
    if not count or (place == start and not begins_days(words, count[2], today)):
        return None, start
    number, unit, end = count
    return Days(length=(number, unit)), end


def begins_days(words, place, today):
    """Whether it goes on with the days that a length is one of."""
    if word(words, place) not in {*FROM - {"by"}, "in", "during", "between"}:
        return False
    return any(read(words, place, today)[0] for read in (said_range, said_with_word))


def count_at(words, place):
    """“three months”: number, unit and where it ends."""
    said = word(words, place)
    number = NUMBERS.get(said) or (
        int(said) if said.isdecimal() and len(said) < 4 else 0
    )
    place += 1
    if said in {"a", "one"} and word(words, place) == "couple":
        number, place = 2, place + 1
    place = skip(words, place, "of", "full", "whole", "calendar", "more")
    at = skip(words, place, "working", "business", "work")
    unit = UNITS.get(word(words, at))
    if at > place:
        unit, place = "working day" if unit == "day" else None, at
    # “two days a week” is a share of it.
    if not number or not unit or word(words, place + 1) in {"a", "per", "/", "of"}:
        return None
    return number, unit, place + 1


EVERY = {"every", "each", "any"}


def said_alone(words, start, today):
    """“next week”, “Q1”, “9 March 2027”, without a word before them."""
    if (
        word(words, start) in {"may", "march", "mar", "sun", "sat"}
        and not word(words, start + 1)[:4].isdecimal()
    ):
        # Words of other sentences, too.
        is_month = word(words, start) in {"march", "mar"}
        if not is_month:
            return None, start
    if YEAR.fullmatch(word(words, start)):
        return None, start
    if word(words, start) in EVERY and word(words, start + 1) in WEEKDAYS:
        # No window has but the Fridays.
        return Days(), start + 2
    period, end = period_at(words, start, today)
    return (Days(*period), end) if period else (None, start)
