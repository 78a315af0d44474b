"""Free time in words, for every page that tells it: "50 % free from 9 Mar"."""

from dataclasses import dataclass

from people.availability.calendar import (
    DAY,
    FOREVER,
    away_until,
    days_here,
    first_free,
    free_percent,
    heaviest_load,
    load_on,
    next_present_day,
    next_working_day,
    weeks,
    working_days_in,
)
from people.availability.week_chart import WeekChart, week_chart
from people.availability.windows import project_window
from people.words import day_words, local_day

# Less than half a day a week is not worth telling.
WORTH_TELLING = 10


@dataclass(frozen=True, slots=True)
class FreeTime:
    """Free time in words, and the coming weeks as a picture."""

    words: str
    chart: WeekChart

    @property
    def is_overbooked(self):
        return self.words.startswith("Over-booked")


def project_days(project):
    """What `project_window` looks at, in words."""
    _, end = project_window(project)
    is_longer = project.ends_on is not None and project.ends_on > end
    return "the project’s next two years" if is_longer else "the project’s days"


def free_time(calendar, start, end, percent=None):
    """Free time in the window; what of `percent` (else of anything) comes when."""
    return FreeTime(
        words=free_words(calendar, start, end, percent or WORTH_TELLING),
        chart=week_chart(weeks(calendar, max(start, local_day()))),
    )


def free_words(calendar, start, end, percent=WORTH_TELLING):
    """What is free in the window, from when on, and what of it somebody is not here.

    The one place where days become words. Of a window that has begun only what is left
    counts; one that is over is told as it was.
    """
    today = local_day()
    if end < today:
        return past_words(calendar, start, end)
    start = max(start, today)
    load = heaviest_load(calendar, start, end)
    if load is not None and load > calendar.capacity:
        return overbooked_words(calendar, start, load)
    free = free_percent(calendar, start, end)
    if free >= percent:
        return now_words(calendar, start, end, free)
    if later := later_words(calendar, start, end, percent):
        return later
    if free:
        return now_words(calendar, start, end, free)
    return later_words(calendar, start, end, 1) or never_words(calendar, start)


def now_words(calendar, start, end, free):
    """Of somebody who has so much free on the working days of the window.

    Who is away now, or joins later, has it from the first day of being here on.
    """
    today = local_day()
    here = next_present_day(start, calendar.away)
    until = away_until(today, calendar.away)
    is_away_now = until is not None and until >= start
    if is_away_now or joins_later(calendar, start):
        return from_words(calendar, here, end, free, since=start)
    if missing := missing_words(calendar, start, end):
        return f"{free} % free when here: {missing}"
    since = "now" if start <= today else f"from {day_words(start)}"
    return f"{free} % free {since}"


def later_words(calendar, start, end, percent):
    """From when on so much is free for as many days as the window; empty if never."""
    length = (end - start).days + 1
    day = first_free(calendar, percent, length, since=start)
    if day is None:
        return ""
    last = day + DAY * min(length - 1, (FOREVER - day).days)
    free = free_percent(calendar, day, last)
    return from_words(calendar, day, last, free, since=start)


def from_words(calendar, day, last, free, *, since):
    """“100 % free from 21 Dec (away until 18 Dec)”: from a day on that is to come.

    What keeps somebody from being here before it, after `since`, is told, and what of
    the days until the last.
    """
    notes = []
    words = f"{free} % free from {day_words(day)}"
    if joins_later(calendar, since):
        joined_on = calendar.joined_on
        then = "then" if day == next_working_day(joined_on) else day_words(day)
        words = f"Joins {day_words(joined_on)}: {free} % free from {then}"
        since = joined_on
    if until := away_until(since, calendar.away):
        notes.append(f"away until {day_words(until)}")
    if missing := missing_words(calendar, day, last):
        notes.append(f"then {missing}" if notes else missing)
    return f"{words} ({', '.join(notes)})" if notes else words


def joins_later(who, day):
    """Whether a person, or the one whose calendar it is, joins after the day."""
    return who.joined_on is not None and who.joined_on > day


def missing_words(calendar, start, end):
    """What of a window's working days somebody is not here; empty if nothing is."""
    days, here = working_days_in(start, end), days_here(calendar, start, end)
    if here == days:
        return ""
    bounds = []
    if joins_later(calendar, start):
        bounds.append(joining_words(calendar.joined_on))
    if calendar.left_on and calendar.left_on < end:
        bounds.append(f"leaves on {day_words(calendar.left_on)}")
    if bounds:
        return ", ".join([*bounds, f"here {here} of {days} days"])
    return f"away {days - here} of {days} days"


def joining_words(day):
    verb = "joins" if day > local_day() else "joined"
    return f"{verb} {day_words(day)}"


def free_in_period(calendar, start, end, free):
    """What of a window is free, wherever its days lie."""
    missing = missing_words(calendar, start, end)
    if missing and days_here(calendar, start, end):
        return f"{free} % free when here: {missing}"
    return f"{free} % free in the whole period"


def past_words(calendar, start, end):
    """How much was free in days that are over."""
    days = f"{day_words(start)} – {day_words(end)}"
    load = heaviest_load(calendar, start, end)
    if load is None:
        if joins_later(calendar, end):
            joins = joining_words(calendar.joined_on)
            return f"{joins[0].upper()}{joins[1:]}"
        is_away = working_days_in(start, end) > 0
        return f"Away, {days}" if is_away else f"0 % free, {days}"
    if load > calendar.capacity:
        return f"Over-booked by {load - calendar.capacity} %, {days}"
    free = calendar.capacity - load
    if missing := missing_words(calendar, start, end):
        return f"{free} % free when here: {missing}, {days}"
    return f"{free} % free, {days}"


def never_reason(calendar, percent):
    """Why so much never comes free."""
    if calendar.capacity < percent:
        return f"works {calendar.capacity} %"
    if calendar.left_on:
        return f"leaves on {day_words(calendar.left_on)}"
    is_away = any(span.ends_on == FOREVER for span in calendar.absences)
    return "away" if is_away else "some bookings have no end"


def never_words(calendar, start):
    """Why nothing ever comes free."""
    until = away_until(start, calendar.away)
    if until is None:
        return "Fully booked"
    if joins_later(calendar, start):
        return f"Joins {day_words(calendar.joined_on)}, fully booked"
    if until < FOREVER:
        return f"Away until {day_words(until)}, then fully booked"
    return f"Leaves on {day_words(calendar.left_on)}" if calendar.left_on else "Away"


def overbooked_words(calendar, start, load):
    """Until when somebody is booked beyond capacity, or by how much at most."""
    if last := overbooked_until(calendar, start):
        leaving = "leaving on " * (last == calendar.left_on)
        return f"Over-booked until {leaving}{day_words(last)}"
    return f"Over-booked by {load - calendar.capacity} %"


def overbooked_until(calendar, start):
    """The last day of the booking whose end makes room, or of the person's stay.

    `None` if none does.
    """
    bookings, leaves_on = calendar.bookings(), calendar.left_on or FOREVER
    ends = {min(span.ends_on, leaves_on) for span in bookings if span.ends_on >= start}
    for last in sorted(ends):
        if last == FOREVER:
            break
        if last == leaves_on:
            return last
        day = next_present_day(last + DAY, calendar.away)
        if load_on(day, bookings) <= calendar.capacity:
            return last
    return None
