"""One project's page: what it needs, who it has, what is missing, how it ended.

The history of a project, to be told by `people.history`.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.utils.text import get_text_list

from people.availability.calendar import FOREVER, calendars
from people.database.compiled import CompiledQuery
from people.words import local_day, period_words
from projects.load.overloads import Overload, overloads, with_booking
from projects.models import Assignment, AssignmentStatus, ProjectEvent, ProjectStatus
from projects.needs.coverage import NeedCoverage, coverage_of
from projects.needs.members import gap_words
from projects.page.markup import booking_told, covered_by
from projects.page.timeline import Bar, timeline_of

MANY = 1000
MOST_PAST = 10


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking of the project, in words and as a bar of its timeline."""

    assignment: Assignment
    bar: Bar
    # The names of those that it uses.
    skills: str = ""
    # Where its person has, or once it is confirmed would have, too much.
    overloads: list[Overload] | tuple[()] = ()
    # A learner whose mentor is not, or no longer, on the team.
    is_unguided: bool = False

    @property
    def told(self):
        return booking_told(self)

    @property
    def linked(self):
        """The same, for those who may look at the booking itself."""
        return booking_told(self, self.assignment.get_absolute_url())

    @property
    def period(self):
        return period_words(self.assignment.starts_on, self.assignment.ends_on)

    @property
    def is_tentative(self):
        return self.assignment.status == AssignmentStatus.TENTATIVE

    @property
    def worst(self):
        """The stretch with the most that is too much."""
        return max(self.overloads, key=lambda one: one.over)

    @property
    def person(self):
        return self.assignment.person

    @property
    def may_act(self):
        """Whether it can still be changed on the page of its project."""
        return goes_on(self.assignment, local_day()) or self.is_loose

    @property
    def may_be_confirmed(self):
        return self.is_tentative and goes_on(self.assignment, local_day())

    @property
    def is_loose(self):
        """Whether it goes on although its person has left."""
        last = self.assignment.ends_on
        is_open = last is None or last >= local_day()
        return is_open and self.person.has_left and self.assignment.project.is_live


@dataclass(frozen=True, slots=True)
class BookingGroup:
    """The bookings of one phase."""

    heading: str
    bookings: list[Booking]
    in_sight: int = MANY

    @property
    def first(self):
        return self.bookings[: self.in_sight]

    @property
    def more(self):
        return self.bookings[self.in_sight :]


class ShownNeed(NamedTuple):
    """A need, and the day from which on people are looked for, if they are."""

    coverage: NeedCoverage
    since: date | None

    @property
    def covered_by(self):
        return covered_by(self.coverage, self.since)

    @property
    def gaps(self):
        """On which days nobody is there, though seats are filled, in words."""
        people = (*self.coverage.holders, *self.coverage.learners)
        booked = [b for one in people for b in one.member.booked if not b.is_tentative]
        return gap_words(self.coverage.need, booked, self.since)


class Overview:
    """All that the page of a project of `with_outcomes_for` shows.

    The number of queries does not grow with it.
    """

    def __init__(self, project):
        today = local_day()
        bookings = bookings_on(project.pk)
        for booking in bookings:
            booking.project = project
        self.project = project
        self.period = period_words(project.starts_on, project.ends_on)
        self.coverage = coverage_of([project], today)[project.pk]
        self.timeline = timeline_of(project, bookings, today)
        rows = booking_rows(bookings, self.timeline, skills_used(project), today)
        self.tentative = [one.assignment for one in rows if one.may_be_confirmed]
        self.groups = booking_groups(project, rows, today)
        self.outcome = project.ending

    @property
    def needs(self):
        since = local_day() if self.seeks else None
        return [ShownNeed(one, since) for one in self.coverage.needs]

    @property
    def seeks(self):
        """Whether it still looks for people."""
        return self.coverage.is_live and not self.project.is_overdue

    @property
    def seats(self):
        asked = f"Asked for {self.coverage.asked_words}"
        return asked if self.project.is_overdue else self.coverage.words

    @property
    def sole_holders(self):
        return [
            (member, get_text_list(skills, "and"))
            for member, skills in self.coverage.bus_factor.items()
        ]


@CompiledQuery
def bookings_on(project):
    bookings = Assignment.objects.filter(project=project)
    bookings = bookings.select_related("person", "learns", "mentor")
    return bookings.order_by("starts_on", "person__sort_name", "pk")


@CompiledQuery
def skill_names(project):
    """Rows of a booking and a skill that it uses."""
    rows = Assignment.skills.through.objects.filter(assignment__project=project)
    return rows.order_by("skill__name").values_list("assignment_id", "skill__name")


def skills_used(project):
    """The names of the skills that bookings of a project use, by booking; 1 query."""
    names = defaultdict(list)
    for booking, name in skill_names(project.pk):
        names[booking].append(name)
    return {booking: ", ".join(of_booking) for booking, of_booking in names.items()}


def booking_rows(bookings, timeline, skills, today):
    """The bookings, with what is wrong with those that go on; one query at most."""
    going_on = {one.person_id: one.person for one in bookings if goes_on(one, today)}
    capacities = {pk: person.capacity for pk, person in going_on.items()}
    known = calendars(capacities, today, FOREVER) if capacities else {}
    rows = []
    for one in bookings:
        is_tentative = one.status == AssignmentStatus.TENTATIVE
        bar = timeline.bar(one.starts_on, one.ends_on, is_tentative=is_tentative)
        row = Booking(one, bar, skills.get(one.pk, ""))
        if goes_on(one, today):
            row = replace(
                row,
                overloads=overloads_within(one, known[one.person_id], today),
                is_unguided=one.learns_id is not None and one.mentor_id not in going_on,
            )
        rows.append(row)
    return rows


def goes_on(booking, today):
    return booking.phase(today) != "past"


def overloads_within(booking, calendar, today):
    """Where it is too much from today on, or would be if a tentative one counted."""
    days = booking.starts_on, booking.ends_on
    if booking.status == AssignmentStatus.TENTATIVE:
        calendar = with_booking(calendar, booking.percent, *days)
    return overloads(calendar, max(today, days[0]), days[1] or FOREVER)


def booking_groups(project, bookings, today):
    """Bookings by phase, as far as there are any; all of a project that is over are
    past.
    """
    phases = {"current": [], "coming": [], "past": []}
    for one in bookings:
        phases[one.assignment.phase(today)].append(one)
    past = "Past"
    if project.status == ProjectStatus.CLOSED:
        past = "Who worked on it"
    if project.status == ProjectStatus.CANCELLED:
        past = "Booked before it was cancelled"
    groups = [
        BookingGroup("Now", phases["current"]),
        BookingGroup("Coming", phases["coming"]),
        BookingGroup(past, phases["past"][::-1], MOST_PAST),
    ]
    return [group for group in groups if group.bookings]


def events_about(project):
    """Querysets of the events of a project, of its needs and of its bookings."""
    return [
        ProjectEvent.objects.told().filter(pgh_obj=project),
        project.need_events.told(),
        project.assignment_events.told(),
    ]
