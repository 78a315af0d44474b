"""What becomes of bookings when the days of their project change."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from people.availability import FOREVER, Span, calendars
from projects.models import Assignment, AssignmentStatus
from projects.off_days import off_days
from projects.overloads import overloads
from projects.words import period_words


@dataclass(frozen=True, slots=True)
class Days:
    """A first and a last day, of which either may not be known yet."""

    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Move:
    """A booking with the days that would follow those of its project."""

    booking: Assignment
    to: Days

    @property
    def before(self):
        return period_words(self.booking.starts_on, self.booking.ends_on)

    @property
    def after(self):
        return period_words(self.to.starts_on, self.to.ends_on)


def days_of(row):
    return Days(row.starts_on, row.ends_on)


def moves_of(bookings, old, new, today):
    """The bookings that the change of a project's days moves, in their order."""
    moves = [Move(one, moved_days(days_of(one), old, new, today)) for one in bookings]
    return [move for move in moves if move.to != days_of(move.booking)]


def moved_days(days, old, new, today):
    """The days of a booking after those of its project went from `old` to `new`.

    What is to come moves as far as the first day did. What has begun keeps its
    beginning, what is over stays. A booking to the project's last day goes on to the
    new one, and none goes on beyond it. Where no day would be left, or none that a
    calendar has, nothing moves.
    """
    starts_on, ends_on = days.starts_on, days.ends_on
    if ends_on and ends_on < today:
        return days
    if starts_on >= today and old.starts_on and new.starts_on:
        shift = new.starts_on - old.starts_on
        try:
            starts_on, ends_on = starts_on + shift, ends_on and ends_on + shift
        except OverflowError:
            return days
    if ends_on and new.ends_on:
        follows = days.ends_on == old.ends_on
        ends_on = new.ends_on if follows else min(ends_on, new.ends_on)
    if ends_on and ends_on < starts_on:
        return days
    return Days(starts_on, ends_on)


def questions_after(moves):
    """What to ask about the moves, by the id of the booking that moves.

    Where people would have too much, all moves of confirmed bookings taken as made, and
    where they do no work on days they did before; one query for everybody.
    """
    of_person = defaultdict(list)
    for move in moves:
        of_person[move.booking.person].append(move)
    capacities = {person.pk: person.capacity for person in of_person}
    start = min((move.to.starts_on for move in moves), default=FOREVER)
    known = calendars(capacities, start, FOREVER)
    found = {}
    for person, made in of_person.items():
        confirmed = [move for move in made if is_confirmed(move.booking)]
        calendar = with_moves(known[person.pk], confirmed)
        for move in made:
            window = move.to.starts_on, move.to.ends_on or FOREVER
            over = overloads(calendar, *window) if move in confirmed else []
            found[move.booking.pk] = [*over, *off_days(calendar, *window)]
    return found


def is_confirmed(booking):
    return booking.status == AssignmentStatus.CONFIRMED


def with_moves(calendar, moves):
    """The calendar as it is when the moves are made."""
    spans = list(calendar.confirmed)
    for move in moves:
        before, after = (
            moved_span(move.booking, move.booking),
            moved_span(move.booking, move.to),
        )
        if before in spans:
            spans.remove(before)
        spans.append(after)
    return replace(calendar, confirmed=tuple(spans))


def moved_span(booking, days):
    return Span(booking.percent, days.starts_on, days.ends_on or FOREVER)
