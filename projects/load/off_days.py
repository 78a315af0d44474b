"""Days of a booking on which its person does no work: said, never forbidden.

They are asked about where they are more than a fifth of the working days, see
`AWAY_ASKED_PERCENT`. A tentative booking takes no time yet: it is asked about only
where no day is left. One without a last day is judged by its first quarter.
"""

from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from django.conf import settings

from people.availability.calendar import (
    DAY,
    FOREVER,
    away_until,
    days_here,
    last_working_day,
    next_working_day,
    working_days_in,
)
from people.words import full_day, period_words

QUARTER = timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class OffDays:
    """Why nothing can be done on some days of a booking, or on any."""

    words: str


def off_days(calendar, start, end):
    """What to say of a booking from one day to another; `FOREVER` is no last day."""
    if not working_days_in(start, end):
        return [OffDays(f"{period_of(start, end)}: no working day, but a weekend")]
    words = [*bounds_of(calendar, start, end), *absences_of(calendar, start, end)]
    if words and not days_here(calendar, start, end):
        words.append("No day is left on which the work could be done")
    return list(map(OffDays, words))


def off_days_to_ask(calendar, start, end, *, is_tentative):
    """What of `off_days` to ask about; either all of it, or nothing."""
    judged = start + min(end - start, QUARTER) if end == FOREVER else end
    working, here = working_days_in(start, judged), days_here(calendar, start, judged)
    most = 100 if is_tentative else settings.DIRECTORY["AWAY_ASKED_PERCENT"]
    is_asked = not here or (working - here) * 100 > working * most
    return off_days(calendar, start, end) if is_asked else []


def bounds_of(calendar, start, end):
    """The first and the last day here, where the booking goes beyond it."""
    joined_on, left_on = calendar.joined_on, calendar.left_on
    if joined_on and next_working_day(start) < joined_on:
        yield f"Not here before {full_day(joined_on)}, the first day"
    if left_on and last_working_day(end) > left_on:
        yield f"Not here after {full_day(left_on)}, the last day"


def absences_of(calendar, start, end):
    """Each absence on working days of the booking; those that adjoin are one."""
    day = start
    for away in sorted(calendar.absences, key=attrgetter("starts_on")):
        first = next_working_day(max(day, away.starts_on))
        if first <= min(end, away.ends_on):
            until = away_until(first, calendar.absences)
            yield f"Away {period_of(first, min(until, end))}"
            if until >= end:
                return
            day = until + DAY


def period_of(start, end):
    return period_words(start, None if end == FOREVER else end)
