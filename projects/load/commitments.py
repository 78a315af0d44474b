"""What somebody is booked on and away for, beside one booking that is looked at."""

from dataclasses import dataclass

from people.availability.calendar import FOREVER, Calendar, Span, free_percent
from people.models import Person
from projects.load.off_days import off_days, off_days_to_ask
from projects.load.overloads import overloads, with_booking
from projects.models import Assignment, AssignmentStatus


@dataclass(frozen=True, slots=True)
class Commitment:
    """A booking that takes time, as a span of days and in words."""

    assignment: Assignment
    span: Span

    @property
    def project(self):
        return self.assignment.project

    @property
    def is_tentative(self):
        return self.assignment.status == AssignmentStatus.TENTATIVE

    @property
    def period(self):
        return self.assignment.period

    def touches(self, start, end):
        return self.span.starts_on <= end and self.span.ends_on >= start


@dataclass(frozen=True, slots=True)
class Commitments:
    """All that takes a person's time from some day on."""

    person: Person
    bookings: tuple[Commitment, ...]
    absences: tuple[Span, ...]

    @property
    def calendar(self):
        spans = {False: [], True: []}
        for booking in self.bookings:
            spans[booking.is_tentative].append(booking.span)
        confirmed, tentative = map(tuple, spans.values())
        person = self.person
        return Calendar(
            person.capacity,
            confirmed,
            tentative,
            self.absences,
            joined_on=person.joined_on,
            left_on=person.left_on,
        )

    def within(self, start, end):
        return [booking for booking in self.bookings if booking.touches(start, end)]


@dataclass(frozen=True, slots=True)
class TimeChange:
    """What a booking does to the free time of its own days, in percent."""

    free: int
    free_after: int
    free_if_tentative: int
    free_after_if_tentative: int
    overloads: tuple
    tentative_overloads: tuple
    off_days: tuple
    # What to ask before the booking is made, and before it counts; each has `words`.
    questions_of_plan: tuple
    questions: tuple

    def questions_as(self, status):
        is_tentative = status == AssignmentStatus.TENTATIVE
        return self.questions_of_plan if is_tentative else self.questions


def commitments_of(person, since, *, without=None):
    """The person's bookings and absences from a day on, in two queries.

    `without` is the id of a booking to leave out: the one that is looked at.
    """
    bookings = (
        person.assignments.loading(since, FOREVER)
        .exclude(pk=without)
        .select_related("project")
        .order_by("starts_on", "pk")
    )
    absences = person.absences.filter(ends_on__gte=since)
    return Commitments(
        person,
        tuple(
            Commitment(
                booking,
                Span(booking.percent, booking.starts_on, booking.ends_on or FOREVER),
            )
            for booking in bookings
        ),
        tuple(Span(0, away.starts_on, away.ends_on) for away in absences),
    )


def time_change(commitments, percent, starts_on, ends_on):
    """What a booking of so much for these days would do."""
    before = commitments.calendar
    after = with_booking(before, percent, starts_on, ends_on)
    window = starts_on, ends_on or FOREVER
    over = tuple(overloads(after, *window))
    return TimeChange(
        free=free_percent(before, *window),
        free_after=free_percent(after, *window),
        free_if_tentative=free_percent(before, *window, with_tentative=True),
        free_after_if_tentative=free_percent(after, *window, with_tentative=True),
        overloads=over,
        tentative_overloads=tuple(overloads(after, *window, with_tentative=True)),
        off_days=tuple(off_days(before, *window)),
        questions_of_plan=(*over, *off_days_to_ask(before, *window, is_tentative=True)),
        questions=(*over, *off_days_to_ask(before, *window, is_tentative=False)),
    )


def questions_about(booking):
    """What to ask about a booking, saved or not, before it is made as it is.

    Where it takes its person over capacity once confirmed, and on which of its days the
    person does no work, if those are many.
    """
    others = commitments_of(booking.person, booking.starts_on, without=booking.pk)
    terms = booking.percent, booking.starts_on, booking.ends_on
    return list(time_change(others, *terms).questions_as(booking.status))
