"""Who of everybody is free now, comes free soon, or is booked beyond capacity."""

from dataclasses import dataclass
from datetime import date

from people.availability.calendar import DAY, calendars
from people.availability.windows import default_window
from people.models import related

# Half of a full-time week: enough to take a seat on a project.
ENOUGH = 50


@dataclass(frozen=True, slots=True)
class ComingFree:
    """Somebody with too little time now, and with enough of it from a day on."""

    person: int
    percent: int
    day: date


@dataclass(frozen=True, slots=True)
class Overbooking:
    """Somebody whose confirmed bookings exceed the capacity today, by so much."""

    person: int
    over: int


@dataclass(frozen=True, slots=True)
class FreePeople:
    """Everybody's free time at a glance; percentages are of a full-time week."""

    people: int
    free_now: int
    # Those who are away now, and have as much time when they are here.
    free_when_back: int
    # The earliest first; of the same day those with the most time.
    coming: list[ComingFree]
    # The heaviest first.
    overbooked: list[Overbooking]


def free_people():
    """Look at all who are here; 1 query.

    Free is who is here, and has half a week on every working day of the next four
    weeks. Coming free is who does not, but will from a day within them, for four weeks.
    """
    numbers, over, coming = related("assignments").free_at_a_glance(
        *default_window(), ENOUGH
    )
    return FreePeople(
        *numbers,
        coming=sorted(
            (ComingFree(*row) for row in coming),
            key=lambda free: (free.day, -free.percent, free.person),
        ),
        overbooked=sorted(
            (Overbooking(*row) for row in over),
            key=lambda found: (-found.over, found.person),
        ),
    )


def near_calendars(people):
    """Calendars by id that tell when people come free, or have less; 1 query."""
    today, until = default_window()
    capacities = {person.pk: person.capacity for person in people}
    return calendars(capacities, today, until + (until - today) + DAY)
