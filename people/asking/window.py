"""One window from all that a sentence says of days."""

from people.asking.words.reckoning import end_of_length
from people.lists.parameters import FIRST_DAY, LAST_DAY, LONGEST_WINDOW


def window_of(said, today):
    """First and last day, as far as they are said, and what is wrong with them.

    `said` are `Days` in the order of the sentence. Trouble is "" or the name of it.
    """
    first = last = length = None
    for days in said:
        if days.length:
            if length:
                return None, None, "two_windows"
            length = days.length
            continue
        both = ((days.first, first), (days.last, last))
        if any(one and other and one != other for one, other in both):
            return None, None, "two_windows"
        first, last = first or days.first, last or days.last
    # A day by itself is where it begins: “5 January for 3 weeks”.
    if length and (last is None or first in (None, last)):
        if first is None and last is not None:
            return None, None, "two_windows"
        first = first or today
        last = end_of_length(first, *length)
    return check_window(first, last, today)


def check_window(first, last, today):
    days = [day for day in (first, last) if day]
    if any(not FIRST_DAY <= day <= LAST_DAY for day in days):
        return None, None, "no_day"
    if (last and last < today) or (last is None and first and first < today):
        return None, None, "past"
    start = first or today
    if last and last < start:
        return None, None, "backwards"
    if last and last - start > LONGEST_WINDOW:
        return None, None, "too_long"
    return first, last, ""
