"""Bookings that do not go with their project, their person or their mentor."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial, reduce
from operator import itemgetter, or_

from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Coalesce, Greatest

from people.availability.calendar import (
    DAY,
    FOREVER,
    Calendar,
    Span,
    away_until,
    days_here,
    last_working_day,
    next_working_day,
    working_days_in,
)
from people.database.compiled import CompiledQuery
from people.database.unchanged import while_unchanged
from people.fields import Ids
from people.words import day_words, local_day
from projects.models import LIVE, Assignment, ProjectStatus
from projects.models.assignment import not_over
from projects.planner.ways import (
    Way,
    begin_on,
    edit_booking,
    end_on,
    end_with_project,
    go_to_project,
    move_to,
    say,
    take_back,
    who_instead,
)

MOST_MISFITS = 25
NOT_HERE = "is not on the team now"
SEAT_FIELD = "#id_seat"
# From the first day to the last. Shorter absences are no reason to change a booking of
# which days are left.
LONG_ABSENCE = timedelta(days=4)
# Heading and explanation of each kind.
ABOUT = {
    "beyond": (
        "Booked beyond the project",
        "The project is closed, should have ended, ends earlier or begins later.",
    ),
    "away": (
        "Booked while away",
        "Away for five days or more of a booking, or on all that is left of it.",
    ),
    "idle": (
        "Booked before joining, or on a weekend",
        "Nothing can be done on these days.",
    ),
    "leaving": (
        "Booked after the last day",
        "People who leave, and are booked for longer.",
    ),
    "unguided": (
        "Learning without a mentor",
        "Learners whose mentor is not on the project’s team now.",
    ),
}
ABSENCE = ("person__absences__starts_on", "person__absences__ends_on")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A booking, what is wrong with it, and the ways to resolve that."""

    booking: Assignment
    why: str
    ways: list[Way]

    @property
    def words(self):
        return say(self.ways)


@dataclass(frozen=True, slots=True)
class MisfitGroup:
    """A page of the misfits of one kind, the how manieth, and how many there are."""

    slug: str
    heading: str
    about: str
    misfits: list[Misfit]
    count: int
    number: int = 1

    @property
    def first(self):
        return (self.number - 1) * MOST_MISFITS + 1

    @property
    def last(self):
        return self.first + len(self.misfits) - 1

    @property
    def earlier(self):
        """The query for the page before, as far as there is one."""
        return f"?{self.slug}={self.number - 1}#{self.slug}" if self.number > 1 else ""

    @property
    def later(self):
        is_last = self.last >= self.count
        return "" if is_last else f"?{self.slug}={self.number + 1}#{self.slug}"


def misfit_groups(params=None):
    """All kinds, with nothing in them too; 4 queries.

    `params` may have the number of a page by the slug of a kind.
    """
    today = local_day()
    found = misfits_by_kind() | {
        "away": lost_to_absence(today),
        "unguided": unguided_bookings(),
    }
    words = {
        "beyond": partial(beyond_words, today=today),
        "away": partial(away_words, today=today),
        "idle": partial(idle_words, today=today),
        "leaving": partial(leaving_misfit, today=today),
        "unguided": unguided_words,
    }
    pages = {slug: page_of_misfits(params or {}, slug, found[slug]) for slug in words}
    shown = Ids({pk for _, shown in pages.values() for pk, *_ in shown})
    bookings = {booking.pk: booking for booking in bookings_with_ids(shown)}
    return [
        MisfitGroup(
            slug,
            *ABOUT[slug],
            [
                misfit_of(bookings[pk], *words[slug](bookings[pk], *days))
                for pk, *days in shown
                if pk in bookings
            ],
            len(found[slug]),
            number,
        )
        for slug, (number, shown) in pages.items()
    ]


@CompiledQuery
def bookings_with_ids(ids):
    keys = ("project__lead", "person", "learns", "mentor")
    return Assignment.objects.filter(pk__any=ids).select_related(*keys).order_by()


def misfit_of(booking, why, *ways):
    return Misfit(booking, why, list(ways))


def page_of_misfits(params, slug, found):
    """The number of the page asked for, and what is on it; else the first page."""
    sent = params.get(slug, "")
    number = int(sent) if len(sent) < 6 and sent.isdecimal() else 1
    first = max(number - 1, 0) * MOST_MISFITS
    if first >= len(found):
        # Beyond the last page, as when some were resolved meanwhile.
        number, first = 1, 0
    return max(number, 1), found[first : first + MOST_MISFITS]


def going_on(today):
    """Bookings that go on or are to come, of people who are here."""
    return Assignment.objects.loading(today, FOREVER).filter(not_over(today))


# Of three kinds, by which of the columns of `misfit_rows` they are in order.
ORDERS = {"beyond": (1, 2, 3), "idle": (3,), "leaving": (4,)}


def misfits_by_kind():
    """Ids, as tuples of one, of bookings beyond their project or person; in order.

    One query: bookings are looked at once for three kinds.
    """
    rows = misfit_rows()
    found = {}
    for place, (slug, order) in enumerate(ORDERS.items(), start=5):
        of_kind = [row for row in rows if row[place]]
        of_kind.sort(key=itemgetter(*order, 0))
        found[slug] = [row[:1] for row in of_kind]
    return found


@while_unchanged
@CompiledQuery
def misfit_rows():
    """Rows of booking, days and person, and of which of `ORDERS` it is."""
    today = local_day()
    conditions = is_beyond_project(today), is_idle(today), is_after_leaving()
    rows = going_on(today).filter(reduce(or_, conditions)).order_by()
    return rows.values_list(
        *("pk", Coalesce("project__ends_on", FOREVER), "project", "starts_on"),
        "person__left_on",
        *(ExpressionWrapper(one, BooleanField()) for one in conditions),
    )


# Bookings and their project


def is_beyond_project(today):
    is_open = Q(ends_on=None) | Q(project__ends_on=None)
    is_left_open = is_open & Q(project__status=ProjectStatus.CLOSED)
    is_late = Q(project__ends_on__lt=today)
    is_longer = Q(ends_on__gt=F("project__ends_on"))
    is_after = Q(starts_on__gt=F("project__ends_on"))
    # Days that are over are left as they were.
    is_to_begin = Q(project__starts_on__gt=today, project__status__in=LIVE)
    is_early = is_to_begin & Q(starts_on__lt=F("project__starts_on"))
    return is_left_open | is_late | is_longer | is_after | is_early


def beyond_words(booking, *, today):
    project, last = booking.project, booking.project.ends_on
    if project.status not in LIVE:
        return "The project is closed", end_with_project(booking, today)
    if last and last < today:
        return (
            f"The project should have ended on {day_words(last)}",
            go_to_project(project, "project-close", "Close the project"),
            go_to_project(project, "project-edit", "Give it a new last day"),
        )
    first = project.starts_on
    if first and max(booking.starts_on, today) < first:
        return early_misfit(booking)
    return late_misfit(booking, today)


def early_misfit(booking):
    """Of a booking before its project; if it is longer too, that is told as well."""
    first, last = booking.project.starts_on, booking.project.ends_on
    begins = day_words(first)
    why = f"Begins on {day_words(booking.starts_on)}, the project on {begins}"
    if last and booking.ends_on and booking.ends_on > last:
        why = f"{why}, and goes on beyond its end"
        return why, begin_on(booking, first, ends_on=last)
    is_before = booking.ends_on and booking.ends_on < first
    way = move_to(booking, first) if is_before else begin_on(booking, first)
    label = "Give the project an earlier first day"
    return why, way, go_to_project(booking.project, "project-edit", label)


def late_misfit(booking, today):
    ends_on, last = booking.ends_on, day_words(booking.project.ends_on)
    if ends_on:
        why = f"Goes on until {day_words(ends_on)}, the project until {last}"
    else:
        why = f"Begins on {day_words(booking.starts_on)}, the project ends on {last}"
    label = "Give the project a later last day"
    later = go_to_project(booking.project, "project-edit", label)
    return why, end_with_project(booking, today), later


# Bookings and their person


def lost_to_absence(today):
    """Id of the booking, first and last day of each absence that matters; in order.

    Tentative bookings too: who plans with them should know. Absences that overlap or
    adjoin are one. One query.
    """
    absences = defaultdict(list)
    for pk, first, last, *away in absence_rows():
        absences[pk, first, last or FOREVER].append(Span(0, *away))
    found = (
        (pk, first, last)
        for (pk, *days), away in absences.items()
        for first, last in absences_that_matter(*days, away, today)
    )
    return sorted(found, key=itemgetter(1, 0, 2))


@while_unchanged
@CompiledQuery
def absence_rows():
    """Rows of booking, its first and last day, and those of an absence within."""
    today = local_day()
    return (
        going_on(today)
        .filter(
            Q(ends_on=None) | Q(ends_on__gte=F("person__absences__starts_on")),
            # For the planner too, which cannot tell it from the next condition.
            Q(person__absences__ends_on__gte=today),
            person__absences__ends_on__gte=Greatest("starts_on", Value(today)),
        )
        .order_by()
        .values_list("pk", "starts_on", "ends_on", *ABSENCE)
    )


def absences_that_matter(starts_on, ends_on, absences, today):
    """Those that are long, or all if they leave no working day of the booking."""
    day = date.min
    for first in sorted(away.starts_on for away in absences):
        last = away_until(first, absences)
        if last is None or first <= day:
            continue
        day = last
        lost = min(last, ends_on) - max(first, starts_on)
        rest = max(starts_on, today), ends_on
        if last >= today and (
            lost >= LONG_ABSENCE or is_away_throughout(rest, absences)
        ):
            yield first, last


def is_away_throughout(days, absences):
    """Whether there are working days, and all of them fall into the absences."""
    here = days_here(Calendar(100, absences=tuple(absences)), *days)
    return not here and working_days_in(*days) > 0


def away_words(booking, first, last, *, today):
    why = f"Away {day_words(first)} – {day_words(last)}"
    days = max(first, today), min(last, booking.ends_on or FOREVER)
    ways = away_ways(booking, first, last, today)
    return why, *ways, *who_instead(booking, *days)


def away_ways(booking, first, last, today):
    begins_within = booking.starts_on >= first
    ends_within = booking.ends_on is not None and booking.ends_on <= last
    if begins_within and (ends_within or last == FOREVER):
        if last < FOREVER:
            yield move_to(booking, next_working_day(last + DAY))
        yield take_back(booking, today)
    elif begins_within:
        yield begin_on(booking, next_working_day(last + DAY))
    elif ends_within:
        yield end_on(booking, last_working_day(first - DAY))


def is_idle(today):
    """Before joining, or on nothing but a weekend."""
    is_early = Q(person__joined_on__gt=Greatest("starts_on", Value(today)))
    # Few bookings are so short: of the others no weekday is worked out.
    is_short = Q(ends_on__lte=F("starts_on") + DAY)
    is_weekend = is_short & Q(
        starts_on__iso_week_day__gte=6, ends_on__iso_week_day__gte=6
    )
    return is_early | is_weekend


def idle_words(booking, *, today):
    joined_on = booking.person.joined_on
    if joined_on is None or joined_on <= booking.starts_on:
        why, day = "Lies on a weekend", next_working_day(booking.starts_on)
    else:
        why, day = f"The first day here is {day_words(joined_on)}", joined_on
        if not booking.ends_on or booking.ends_on >= joined_on:
            return why, begin_on(booking, joined_on)
    return why, move_to(booking, day), take_back(booking, today)


def is_after_leaving():
    is_longer = Q(ends_on=None) | Q(ends_on__gt=F("person__left_on"))
    return is_longer & Q(person__left_on__isnull=False)


def leaving_misfit(booking, *, today):
    last = booking.person.left_on
    is_after = booking.starts_on > last
    way = take_back(booking, today) if is_after else end_on(booking, last)
    why = f"The last day is {day_words(last)}"
    return why, way, *who_instead(booking, min(last, FOREVER - DAY) + DAY)


# Learners and their mentor


@while_unchanged
@CompiledQuery
def unguided_bookings():
    """Ids, as tuples of one."""
    bookings = going_on(local_day()).unguided().order_by("starts_on", "pk")
    return bookings.values_list("pk")


def unguided_words(booking):
    skill, mentor = booking.learns, booking.mentor
    if mentor is None:
        why = f"Learns {skill}, and nobody guides"
        return why, edit_booking(booking, "Name a mentor", SEAT_FIELD)
    gone = f"left on {day_words(mentor.left_on)}" if mentor.has_left else NOT_HERE
    why = f"Learns {skill} from {mentor}, who {gone}"
    return why, edit_booking(booking, "Name another mentor", SEAT_FIELD)
