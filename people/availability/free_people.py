"""Who of everybody is free now, comes free soon, or is booked beyond capacity."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Sum

from people.availability.calendar import (
    DAY,
    Calendar,
    calendars,
    first_free,
    free_percent,
    is_covered,
    next_working_day,
)
from people.availability.windows import default_window
from people.availability.words import later_words, overbooked_until
from people.models import Absence, Person, related

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
    capacity: int
    until: date | None

    @property
    def over(self):
        return self.load - self.capacity


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
    """Look at all who are here; 4 queries.

    Free is who is here, and has half a week on every working day of the next four
    weeks. Coming free is who does not, but will from a day within them, for four weeks.
    """
    today, until = default_window()
    people, free_now, capacities = related("assignments").free_at_a_glance(
        today, until, ENOUGH
    )
    waiting = {
        person
        for person in people_with_an_end(today, until)
        if capacities.get(person, 0) >= ENOUGH
    }
    loads = loads_beyond_capacity(next_working_day(today))
    calendar = calendars(
        {pk: capacities[pk] for pk in waiting | loads.keys() & capacities.keys()},
        today,
        until + (until - today) + DAY,
    )
    return FreePeople(
        people=people,
        free_now=free_now,
        free_when_back=sum(
            is_free_when_back(calendar[pk], today, until) for pk in waiting
        ),
        coming=coming_free({pk: calendar[pk] for pk in waiting}, today, until),
        overbooked=overbookings(loads, calendar, today),
    )


def people_with_an_end(today, until):
    """Ids of people whose time can change.

    A booking of theirs ends, they are away now, or they join.
    """
    ending = (
        related("assignments")
        .confirmed()
        .order_by()
        .filter(ends_on__gte=today, ends_on__lte=until)
    )
    away = Absence.objects.order_by().filter(
        starts_on__lte=next_working_day(today), ends_on__gte=today
    )
    joining = Person.objects.order_by().filter(
        joined_on__gt=today, joined_on__lte=until + DAY
    )
    rows = ending.values_list("person_id").union(
        away.values_list("person_id"), joining.values_list("pk")
    )
    return {person for (person,) in rows}


def is_free_when_back(calendar, today, until):
    """Whether the people list finds somebody as free who is away now."""
    is_away = is_covered(next_working_day(today), calendar.absences)
    return is_away and free_percent(calendar, today, until) >= ENOUGH


def coming_free(waiting, today, until):
    """The earliest first; of the same day those with the most time."""
    length = (until - today).days + 1
    coming = []
    for person, calendar in waiting.items():
        day = first_free(calendar, ENOUGH, length, since=today)
        if day and day <= until + DAY:
            percent = free_percent(calendar, day, day + DAY * (length - 1))
            coming.append(ComingFree(person, percent, day, calendar))
    return sorted(coming, key=lambda free: (free.day, -free.percent, free.person))


def loads_beyond_capacity(day):
    """Confirmed percent on the day, of those of whom it exceeds the capacity.

    Of who is not here then too: their calendars tell.
    """
    rows = (
        related("assignments")
        .loading(day, day)
        .confirmed()
        .order_by()
        .values_list("person_id")
        .annotate(load=Sum("percent"))
        .filter(Q(load__gt=F("person__capacity")))
    )
    return dict(rows)


def overbookings(loads, calendar, today):
    """Of those who are here, the heaviest first."""
    day = next_working_day(today)
    overbooked = [
        Overbooking(
            person,
            load,
            calendar[person].capacity,
            overbooked_until(calendar[person], today),
        )
        for person, load in loads.items()
        if person in calendar and not is_covered(day, calendar[person].away)
    ]
    return sorted(overbooked, key=lambda worker: (-worker.over, worker.person))
