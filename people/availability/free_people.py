"""Who of everybody is free now, comes free soon, or is booked beyond capacity."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from people.availability.calendar import (
    DAY,
    Calendar,
    calendars,
    first_free,
    free_percent,
    is_covered,
    last_working_day,
    load_on,
    next_working_day,
)
from people.availability.windows import default_window
from people.availability.words import later_words, overbooked_until
from people.models import related

# Half of a full-time week: enough to take a seat on a project.
ENOUGH = 50


@dataclass(frozen=True, slots=True)
class ComingFree:
    """Somebody with too little time now, and with enough of it from a day on."""

    person: int
    percent: int
    day: date
    calendar: Calendar

    @property
    def words(self):
        return later_words(self.calendar, *default_window(), ENOUGH)


@dataclass(frozen=True, slots=True)
class Overbooking:
    """Somebody whose confirmed bookings exceed the capacity today."""

    person: int
    load: int
    calendar: Calendar

    @property
    def over(self):
        return self.load - self.calendar.capacity

    @property
    def until(self):
        return overbooked_until(self.calendar, timezone.localdate())


@dataclass(frozen=True, slots=True)
class FreePeople:
    """Everybody's free time at a glance; percentages are of a full-time week."""

    people: int
    free_now: int
    # Those who are away now, and have as much time when they are here.
    free_when_back: int
    coming: list[ComingFree]
    overbooked: list[Overbooking]


def free_people():
    """Look at all who are here; 2 queries.

    Free is who is here, and has half a week on every working day of the next four
    weeks. Coming free is who does not, but will from a day within them, for four weeks.
    """
    today, until = default_window()
    people, free_now, rows = related("assignments").free_at_a_glance(
        today, until, ENOUGH
    )
    capacities = {person: capacity for person, capacity, _ in rows}
    calendar = calendars(capacities, today, until + (until - today) + DAY)
    overbooked = [
        Overbooking(person, load, calendar[person])
        for person, capacity, load in rows
        if load is not None and load > capacity
    ]
    return FreePeople(
        people=people,
        free_now=free_now,
        free_when_back=sum(
            is_free_when_back(known, today, until) for known in calendar.values()
        ),
        coming=coming_free(calendar, today, until),
        # The heaviest first.
        overbooked=sorted(overbooked, key=lambda found: (-found.over, found.person)),
    )


def is_free_when_back(calendar, today, until):
    """Whether the people list finds somebody as free who is away now."""
    is_away = is_covered(next_working_day(today), calendar.absences)
    return is_away and free_percent(calendar, today, until) >= ENOUGH


def coming_free(calendar_by_person, today, until):
    """The earliest first; of the same day those with the most time."""
    length = (until - today).days + 1
    coming = []
    # Of who is never away, the weeks from any such day on include this one.
    included = last_working_day(until + DAY)
    for person, calendar in calendar_by_person.items():
        booked = load_on(included, calendar.confirmed)
        if not calendar.away and calendar.capacity - booked < ENOUGH:
            continue
        day = first_free(calendar, ENOUGH, length, since=today, until=until)
        if day and day <= until + DAY:
            percent = free_percent(calendar, day, day + DAY * (length - 1))
            coming.append(ComingFree(person, percent, day, calendar))
    return sorted(coming, key=lambda free: (free.day, -free.percent, free.person))
