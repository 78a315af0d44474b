"""Everybody who is booked beyond capacity, when, and what would resolve it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from people.availability.calendar import FOREVER, Calendar, Span, calendars
from people.lists.listing import page_of
from people.models import Person
from people.words import day_words
from projects.load.overloads import Resolution, Run, resolution, runs
from projects.models import Assignment
from projects.planner.misfits import end_words


@dataclass(frozen=True, slots=True)
class WayOut:
    """One of the bookings that make a conflict, and what it could give."""

    booking: Assignment
    resolution: Resolution
    run: Run
    today: date

    @property
    def may_change(self):
        """Whether the booking can still give something: a closed project's cannot."""
        booking = self.booking
        return booking.project.is_live or booking.is_left_over(self.today)

    @property
    def words(self):
        if not self.may_change:
            return "Nothing to do: it ends today, with its project"
        if not self.booking.project.is_live:
            return f"{end_words(self.booking, self.today)}: its project is closed"
        found = self.resolution
        if not found.is_enough:
            return f"Ending it is not enough: {found.remains} % too much would remain"
        ways = []
        if found.lower_to:
            ways.append(f"lower it to {found.lower_to} %")
        if found.begin_on:
            ways.append(f"let it begin on {day_words(found.begin_on)}")
        if found.end_on:
            # Of a conflict that is over tomorrow only its days could be given.
            is_now = found.end_on < self.today < self.run.ends_on
            end_on = day_words(found.end_on)
            ways.append("end it now" if is_now else f"end it on {end_on}")
        words = ", or ".join(ways or ["take it out of these days"])
        return words[0].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A run of overloaded days with the bookings that make it."""

    run: Run
    ways_out: list[WayOut]

    @property
    def days(self):
        start = day_words(self.run.starts_on)
        if not self.run.has_end:
            return f"From {start}, with no end"
        if self.run.starts_on == self.run.ends_on:
            return f"On {start}"
        return f"{start} – {day_words(self.run.ends_on)}"


@dataclass(frozen=True, slots=True)
class Overbooked:
    """Somebody with all conflicts from today on, the earliest first."""

    person: Person
    conflicts: list[Conflict]


def overbooked_page(number):
    """A page of people with conflicts, the earliest and then the worst first.

    At most 4 queries, however many people there are.
    """
    today = timezone.localdate()
    page = page_of(Assignment.objects.overbooked_people(today, FOREVER), number)
    page.object_list = with_ways_out(page.object_list, today)
    return page


def with_ways_out(ids, today):
    """The people with these ids and their conflicts, in that order; 3 queries."""
    people = Person.objects.for_directory().in_bulk(ids)
    capacities = {person.pk: person.capacity for person in people.values()}
    calendar = calendars(capacities, today, FOREVER)
    bookings = {person: [] for person in people}
    rows = (
        Assignment.objects.loading(today, FOREVER).confirmed().filter(person__in=people)
    )
    for row in rows.select_related("project__lead").order_by("starts_on", "pk"):
        bookings[row.person_id].append(row)
    return [
        Overbooked(
            people[person],
            [
                conflict(run, bookings[person], calendar[person], today)
                for run in runs(calendar[person], today)
            ],
        )
        for person in ids
    ]


def conflict(run: Run, bookings, calendar: Calendar, today):
    spans = [(booking, commitment_span(booking)) for booking in bookings]
    return Conflict(
        run,
        [
            WayOut(booking, resolution(run, calendar, span), run, today)
            for booking, span in spans
            if run.touches(span)
        ],
    )


def commitment_span(booking):
    return Span(booking.percent, booking.starts_on, booking.ends_on or FOREVER)
