"""Free time in the words that a list shows: "50 % free from 9 Mar"."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from people.availability import (
    DAY,
    FOREVER,
    first_free,
    free_percent,
    heaviest_load,
    load_on,
    next_present_day,
    weeks,
)
from people.parameters import LAST_DAY, LONGEST_WINDOW
from people.week_chart import WeekChart, week_chart

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


def default_window():
    """Today and four weeks on."""
    today = timezone.localdate()
    return today, today + DAY * (settings.DIRECTORY["WINDOW_DAYS"] - 1)


def project_window(project, start=None):
    """The days that are left of a project; of none those of `default_window`.

    From today, or the first day if that is to come, to the last day. Without a last
    day, or where that has gone, it is as long as the window of the people list; it
    is never longer than two years. `start` is another first day.
    """
    today, until = default_window()
    if project is None:
        start = start or today
        return start, start + (until - today)
    start = start or min(max(today, project.starts_on or today), LAST_DAY)
    if project.ends_on and project.ends_on >= start:
        return start, min(project.ends_on, start + LONGEST_WINDOW)
    return start, start + (until - today)


def project_days(project):
    """What `project_window` looks at, in words."""
    _, end = project_window(project)
    is_longer = project.ends_on is not None and project.ends_on > end
    return "the project’s next two years" if is_longer else "the project’s days"


def free_time(calendar, start, end, percent=None):
    """Free time in the window; what of `percent` (else of anything) comes when."""
    return FreeTime(
        words=free_words(calendar, start, end, percent or WORTH_TELLING),
        chart=week_chart(weeks(calendar, max(start, timezone.localdate()))),
    )


def free_words(calendar, start, end, percent):
    free = free_percent(calendar, start, end)
    since = "now" if start <= timezone.localdate() else f"from {day_words(start)}"
    if free >= percent:
        return f"{free} % free {since}"
    load = heaviest_load(calendar, start, end)
    if load is None and (end - start).days > 2:
        return away_words(calendar, end)
    if load is not None and load > calendar.capacity:
        return overbooked_words(calendar, start, load)
    length = (end - start).days + 1
    day = first_free(calendar, percent, length, since=start)
    if day is None:
        return f"{free} % free {since}" if free else "Fully booked"
    later = free_percent(calendar, day, day + DAY * (length - 1))
    return f"{later} % free from {day_words(day)}"


def away_words(calendar, day):
    """Until when somebody is away who is away on the day."""
    back = next_present_day(day, calendar.absences)
    return "Away" if back == FOREVER else f"Away until {day_words(back - DAY)}"


def overbooked_words(calendar, start, load):
    """Until when somebody is booked beyond capacity, or by how much at most."""
    if last := overbooked_until(calendar, start):
        return f"Over-booked until {day_words(last)}"
    return f"Over-booked by {load - calendar.capacity} %"


def overbooked_until(calendar, start):
    """The last day of the booking whose end makes room; `None` if none does."""
    bookings = calendar.bookings()
    for last in sorted({span.ends_on for span in bookings if span.ends_on >= start}):
        if last == FOREVER:
            break
        day = next_present_day(last + DAY, calendar.absences)
        if load_on(day, bookings) <= calendar.capacity:
            return last
    return None


def day_words(day):
    """9 Mar, with the year where it is another one."""
    words = f"{day.day} {day:%b}"
    return words if day.year == timezone.localdate().year else f"{words} {day.year}"
