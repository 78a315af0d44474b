"""What becomes of bookings when their project closes, is cancelled or goes on.

What becomes of bookings when the days of their project change.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from people.availability.calendar import FOREVER, Span, calendars
from people.models.history import FROM, REMOVED, TO
from people.words import local_day, period_words
from projects.load.off_days import off_days
from projects.load.overloads import overloads
from projects.models import (
    LIVE,
    Assignment,
    AssignmentEvent,
    AssignmentStatus,
    Days,
    ProjectStatus,
)


@dataclass(frozen=True, slots=True)
class Ending:
    """The bookings that closing ends on its day, and those that it removes."""

    ended: list[Assignment]
    removed: list[Assignment]

    @property
    def seen(self):
        """Says in a form which consequences were shown, to notice when they change."""
        ended, removed = (
            ",".join(str(one.pk) for one in of) for of in (self.ended, self.removed)
        )
        return f"{ended};{removed}"


def people_of(bookings):
    """The bookings with their people, in name order."""
    return bookings.select_related("person").order_by("person__sort_name", "pk")


def ending_of(project, day):
    """What closing the project on the day does: work done by then stays as it was."""
    bookings = people_of(project.assignments.all())
    open_ones = [one for one in bookings if one.ends_on is None or one.ends_on > day]
    return Ending(
        ended=[one for one in open_ones if one.starts_on <= day],
        removed=[one for one in open_ones if one.starts_on > day],
    )


def end_bookings(ending, day):
    rows = Assignment.objects
    rows.filter(pk__in=[one.pk for one in ending.ended]).update(ends_on=day)
    rows.filter(pk__in=[one.pk for one in ending.removed]).delete()


def taking_time(project, today=None):
    """Bookings that are not over, which cancelling sets free and reopening loads."""
    today = today or local_day()
    return [
        one
        for one in people_of(project.assignments.all())
        if one.ends_on is None or one.ends_on >= today
    ]


@dataclass(frozen=True, slots=True)
class Reopening:
    """What taking an ending back gives back, and the words of bookings lost to it."""

    status: str
    ends_on: date | None
    resumed: list[AssignmentEvent]
    lost: list[str]


def reopening_of(project):
    """The project and its bookings as they were before it ended, from its history.

    All that one transaction did has the same time. Bookings changed since are left
    as they are, and so are those of people who left; those removed have lost their
    role and skills, and are only named.
    """
    was = project.events.filter(pgh_label=FROM, status__in=LIVE).first()
    if was is None:
        return Reopening(ProjectStatus.ACTIVE, project.ends_on, [], [])
    # What was learned is a skill used from then on: no change of the booking's days.
    events = project.assignment_events.filter(
        pgh_created_at=was.pgh_created_at, skills=None
    )
    events = events.select_related("person").order_by("person__sort_name", "pgh_id")
    set_to = {one.pgh_obj_id: one.ends_on for one in events if one.pgh_label == TO}
    now = dict(project.assignments.values_list("pk", "ends_on"))
    return Reopening(
        status=was.status,
        ends_on=last_day_again(project, was.ends_on),
        resumed=[
            one
            for one in events
            if one.pgh_label == FROM
            and one.pgh_obj_id in now
            and now[one.pgh_obj_id] == set_to[one.pgh_obj_id]
            and not one.person.has_left
        ],
        lost=[
            f"{one.person}, {one.period}" for one in events if one.pgh_label == REMOVED
        ],
    )


def last_day_again(project, day):
    """The last day as it was; as it is, if the first has moved beyond that since."""
    is_before = day and project.starts_on and day < project.starts_on
    return project.ends_on if is_before else day


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
    """The days of a booking or need once its project’s went from `old` to `new`.

    What is to come moves as far as the first day did. What has begun keeps its
    beginning, what is over stays. A booking to the project's last day goes on to the
    new one, and none goes on beyond it. Where no day would be left, or none that a
    calendar has, nothing moves. Of a need, a day that is not known stays so.
    """
    starts_on, ends_on = days
    begins_on = starts_on or old.starts_on
    if ends_on and ends_on < today:
        return days
    if begins_on and begins_on >= today and old.starts_on and new.starts_on:
        shift = new.starts_on - old.starts_on
        try:
            starts_on, ends_on = (day and day + shift for day in (starts_on, ends_on))
        except OverflowError:
            return days
    if ends_on and new.ends_on:
        follows = days.ends_on == old.ends_on
        ends_on = new.ends_on if follows else min(ends_on, new.ends_on)
    begins_on = starts_on or new.starts_on
    if ends_on and begins_on and ends_on < begins_on:
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


def questions_on_reopening(project, reopening):
    """What to ask, with whom, about what comes back: as of bookings that move."""
    today, ends = local_day(), {}
    if project.status == ProjectStatus.CANCELLED:
        ends = {one.pk: one.ends_on for one in taking_time(project, today)}
    ends |= {one.pgh_obj_id: one.ends_on for one in reopening.resumed}
    moves = [
        Move(one, Days(max(one.starts_on, today), ends[one.pk]))
        for one in people_of(project.assignments.filter(pk__in=ends))
        if ends[one.pk] is None or ends[one.pk] >= today
    ]
    found = questions_after(moves)
    people = {move.booking.pk: move.booking.person for move in moves}
    return [(people[pk], one) for pk, asked in found.items() for one in asked]


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
