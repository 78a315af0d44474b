"""What looks like a day and is none: “4/5 free”, “24/7”, the “3.11” of a version."""

from people.asking.words.calendar import (
    BEFORE_DAYS,
    BETWEEN_DAYS,
    COUNTED,
    DECIMAL,
    LARGEST_PART,
    LEADING_TO_DAYS,
    MONTHS,
    NTH,
    ROUND_THE_CLOCK,
    SHARED,
    TODAY,
    WEEKDAYS,
    YEAR,
    is_number,
    word,
)


def fraction_at(words, place):
    """“4/5” as a number, and the place behind it; “9/3” is none."""
    above, stroke, below = (word(words, place + at) for at in range(3))
    if stroke != "/" or not (is_number(above) and is_number(below)):
        return None, place
    if not 0 < int(above) < int(below):
        return None, place
    return int(above) / int(below), place + 3


def is_of_week(words, place):
    """Whether its fraction is of a week: “2/5 of a week”, “4/5 free”, not “24/7”."""
    part, end = fraction_at(words, place)
    if part is None:
        return False
    said = word(words, end)
    if said in {"free", "available", "time"}:
        return int(words[place + 2]) <= LARGEST_PART and not is_after_day(words, place)
    return said in SHARED or (said == "of" and word(words, end + 2) in {"week", "time"})


def is_after_day(words, place):
    return word(words, place - 1) in BEFORE_DAYS


def is_no_day(words, place):
    """Whether what looks like a day is a share, or goes on for ever: “24/7”."""
    is_always = words[place : place + 3] == ROUND_THE_CLOCK
    is_always = is_always and not is_after_day(words, place)
    return is_always or is_of_week(words, place)


def is_said_as_day(words, place):
    """Whether what stands before a decimal says that it is a day: “from 9.3”.

    Between two of them it is the first that says so: “from 9.3 to 15.3”.
    """
    if word(words, place + 1) in COUNTED - {"/", ":"}:
        return False
    at = place - 1
    while word(words, at) in {"the", ":", "date"}:
        at -= 1
    if word(words, at) in LEADING_TO_DAYS:
        return True
    return word(words, at) in BETWEEN_DAYS and is_like_day(words, at - 1)


def is_like_day(words, place):
    said = word(words, place)
    if said in {*MONTHS, *WEEKDAYS, *TODAY} or YEAR.fullmatch(said):
        return True
    if DECIMAL.fullmatch(said) or NTH.fullmatch(said):
        return is_said_as_day(words, place)
    return " " in said and said.replace(" ", "").isdecimal()
