"""Words of the calendar: months, weekdays, numbers, and what stands around them."""

import re


def numbered(texts, start=0):
    """Numbers by each of the words that mean them."""
    rows = enumerate(texts.split(","), start)
    return {name: number for number, names in rows for name in names.split()}


MONTHS = numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul,"
    "august aug, september sep sept, october oct, november nov, december dec",
    start=1,
)
WEEKDAYS = numbered(
    "monday mon, tuesday tue tues, wednesday wed, thursday thu thurs, friday fri,"
    "saturday, sunday"
)
NUMBERS = numbered(
    "one a an, two couple, three, four, five, six, seven, eight, nine, ten, eleven,"
    "twelve",
    start=1,
)
ORDINALS = numbered("first 1st, second 2nd, third 3rd, fourth 4th", start=1)
UNITS = {
    name: unit
    for unit in ("day", "week", "month", "quarter", "year")
    for name in (unit, f"{unit}s")
}
NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
YEAR = re.compile(r"20\d\d")
# “20270104”
COMPACT = re.compile(r"20\d{6}")
# What a fraction before it is a share of, and not a day: “3/5 FTE”.
SHARED = {"fte", "ftes", "day", "days", "hours"}
# Before what is a day, whatever it looks like.
BEFORE_DAYS = {
    *("on", "from", "by", "since", "before", "after", "the", "between", "starting"),
    *("until", "till", "til", "to", "-", "–", "and", "through"),
}
# They say on which side of a day.
DAY_EDGES = {"from", "by", "since", "before", "after", "until", "till", "til"}
# A version, a mark or a length; only after these a day: “from 9.3”, “Mon 9.3”.
DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
BETWEEN_DAYS = {"to", "-", "–", "and", "..", "until", "till", "bis", "through", "thru"}
TODAY = {"today", "tomorrow", "now"}
LEADING_TO_DAYS = {
    *(BEFORE_DAYS - {"the", "to", "-", "–", "and"}),
    *("free", "available", "start", "starts", "begin", "begins", "beginning", "ab"),
    *("bis", "vom", "am", "w c", "commencing", "sat", "sun", *WEEKDAYS),
}
# Fifths of a week are days.
LARGEST_PART = 5
ROUND_THE_CLOCK = ["24", "/", "7"]
# “10th” of “Thursday 10th”, and not “3rd party”.
AFTER_NTH = {
    *(",", ";", "?", ")", "to", "until", "till", "-", "–", "and", "or", "for", "at"),
    *("onwards", "on", "with", "who", "in"),
}
# How many years ahead “27” may be one, and what a number counts otherwise.
FARTHEST_YEAR = 5
COUNTED = {
    *(*UNITS, *MONTHS, "%", "percent", "pct", "h", "hour", "hours", "hrs", "d", "fte"),
    *("people", "persons", "engineers", "/", ":"),
}
PARTS = {
    *("half", "week", "weeks", "wk", "wks", "day", "days", "fortnight", "weekend"),
    "third",
}
ENDS_OF = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
LONGEST_NUMBER = len("2027")
LATER = {"week": 1, "fortnight": 2}
WEEK_OF = {"of", "commencing", "starting", "beginning", "from"}


def word(words, place):
    return words[place] if 0 <= place < len(words) else ""


def is_number(said):
    """Whether it may be a number of days, of a week or of a year: “1111111” is none."""
    return said.isdecimal() and len(said) <= LONGEST_NUMBER


def skip(words, place, *fillers):
    while word(words, place) in fillers:
        place += 1
    return place


def year_after(words, place):
    at = skip(words, place, ",", "of", "-", "/")
    if YEAR.fullmatch(word(words, at)):
        return int(words[at]), at + 1
    return None, place


def short_year_after(words, place, today):
    """“27” of “1 Jan 27” and “Q1/27”, unless it counts something."""
    at = skip(words, place, "-", "/")
    said = word(words, at)
    if len(said) != 2 or not said.isdecimal() or word(words, at + 1) in COUNTED:
        return None, place
    in_year = today.year // 100 * 100 + int(said)
    is_near = today.year <= in_year <= today.year + FARTHEST_YEAR
    return (in_year, at + 1) if is_near else (None, place)


def any_year_after(words, place, today):
    in_year, end = year_after(words, place)
    return (in_year, end) if in_year else short_year_after(words, place, today)
