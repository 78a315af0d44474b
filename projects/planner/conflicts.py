"""Everybody who is booked beyond capacity, when, and what would resolve it."""

from dataclasses import dataclass, replace
from datetime import date

from people.availability.calendar import (
    FOREVER,
    Calendar,
    Span,
    calendars,
    heaviest_load,
)
from people.database.compiled import CompiledQuery
from people.directory.cards import people_with_ids
from people.fields import Ids
from people.lists.listing import page_of
from people.models import Person
from people.words import day_words, local_day
from projects.load.overloads import Resolution, Run, resolution, runs
from projects.models import Assignment
from projects.planner.ways import (
    Way,
    begin_on,
    edit_booking,
    end_on,
    end_with_project,
    lower,
    say,
    who_instead,
)

# Of the file with all conflicts: a line for each booking that makes one.
COLUMNS = (
    *("Name", "Team", "Capacity, %", "Over by, %", "From", "To"),
    *("Project", "Booked, %", "First day", "Last day", "Led by", "Ways out"),
)


@dataclass(frozen=True, slots=True)
class WayOut:
    """One of the bookings that make a conflict, and what it could give.

    `rest` is the load of the others on the heaviest day of the conflict.
    """

    booking: Assignment
    resolution: Resolution
    run: Run
    rest: int
    capacity: int
    today: date

    @property
    def may_change(self):
        """Whether the booking can still give something: a closed project's cannot."""
        booking = self.booking
        return booking.project.is_live or booking.is_left_over(self.today)

    @property
    def ways(self) -> list[Way]:
        if not self.may_change:
            return [Way("Nothing to do: it ends today, with its project")]
        if not self.booking.project.is_live:
            return [end_with_project(self.booking, self.today)]
        ways = [*self.ways_to_give()]
        ways = ways or [edit_booking(self.booking, "Take it out of these days")]
        ways += who_instead(self.booking, self.run.starts_on)
        if remains := self.resolution.remains:
            ways.append(Way(f"Still over by {remains} %"))
        return ways

    def ways_to_give(self):
        booking, found = self.booking, self.resolution
        if found.lower_to:
            yield lower(booking, found.lower_to, then=f"{self.capacity} %")
        then = f"{self.rest} %"
        if found.begin_on:
            yield begin_on(booking, found.begin_on, then=then)
        if found.end_on:
            yield end_on(booking, found.end_on, then=then)

    @property
    def words(self):
        return say(self.ways)


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

    @property
    def place(self):
        """The id of the row on the page."""
        return f"over-{self.person.slug}"


def overbooked_page(number):
    """A page of people with conflicts, the earliest and then the worst first.

    At most 4 queries, however many people there are.
    """
    today = local_day()
    page = page_of(Assignment.objects.overbooked_people(today, FOREVER), number)
    page.object_list = with_ways_out(page.object_list, today)
    return page


def conflict_rows():
    """Every booking of every conflict, as tuples of `COLUMNS`; 4 queries."""
    today = local_day()
    people = Assignment.objects.overbooked_people(today, FOREVER)
    for one in with_ways_out(people, today):
        for conflict in one.conflicts:
            run = conflict.run
            for way in conflict.ways_out:
                booking, lead = way.booking, way.booking.project.lead
                yield (
                    *(one.person.name, one.person.team and one.person.team.name),
                    *(one.person.capacity, run.over, run.starts_on),
                    *(run.ends_on if run.has_end else None, booking.project.name),
                    *(booking.percent, booking.starts_on, booking.ends_on),
                    *(lead and lead.name, way.words),
                )


def with_ways_out(ids, today):
    """The people with these ids and their conflicts, in that order; 3 queries."""
    if not ids:
        return []
    people = people_with_ids(ids)
    capacities = {person.pk: person.capacity for person in people.values()}
    calendar = calendars(capacities, today, FOREVER)
    bookings = {person: [] for person in people}
    for row in bookings_of_conflicts(Ids(ids), today):
        row.person = people[row.person_id]
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


@CompiledQuery
def bookings_of_conflicts(people, today):
    bookings = Assignment.objects.loading(today, FOREVER).confirmed()
    bookings = bookings.filter(person_id__any=people).select_related("project__lead")
    return bookings.order_by("starts_on", "pk")


def conflict(run: Run, bookings, calendar: Calendar, today):
    spans = [(booking, commitment_span(booking)) for booking in bookings]
    return Conflict(
        run,
        [
            WayOut(
                booking,
                resolution(run, calendar, span),
                run,
                load_without(span, run, calendar),
                calendar.capacity,
                today,
            )
            for booking, span in spans
            if run.touches(span)
        ],
    )


def load_without(span, run, calendar):
    others = list(calendar.confirmed)
    others.remove(span)
    calendar = replace(calendar, confirmed=tuple(others))
    return heaviest_load(calendar, run.starts_on, run.ends_on) or 0


def commitment_span(booking):
    return Span(booking.percent, booking.starts_on, booking.ends_on or FOREVER)
