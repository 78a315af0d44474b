"""Bookings that do not go with something, a kind at a time: why, and what to do."""

from dataclasses import dataclass
from functools import partial

from people.availability.calendar import (
    DAY,
    FOREVER,
    last_working_day,
    next_working_day,
)
from people.database.compiled import CompiledQuery
from people.fields import Ids
from people.words import day_words, local_day
from projects.models import LIVE, Assignment
from projects.planner.loose_ends import HEADINGS
from projects.planner.misfits import (
    lost_to_absence,
    misfits_by_kind,
    unguided_bookings,
)
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
        HEADINGS["leaving"],
        "People who leave, and are booked for longer.",
    ),
    "unguided": (
        "Learning without a mentor",
        "Learners whose mentor is not on the project’s team now.",
    ),
}


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


# Bookings and their project


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


def idle_words(booking, *, today):
    joined_on = booking.person.joined_on
    if joined_on is None or joined_on <= booking.starts_on:
        why, day = "Lies on a weekend", next_working_day(booking.starts_on)
    else:
        why, day = f"The first day here is {day_words(joined_on)}", joined_on
        if not booking.ends_on or booking.ends_on >= joined_on:
            return why, begin_on(booking, joined_on)
    return why, move_to(booking, day), take_back(booking, today)


def leaving_misfit(booking, *, today):
    last = booking.person.left_on
    is_after = booking.starts_on > last
    way = take_back(booking, today) if is_after else end_on(booking, last)
    why = f"The last day is {day_words(last)}"
    return why, way, *who_instead(booking, min(last, FOREVER - DAY) + DAY)


# Learners and their mentor


def unguided_words(booking):
    skill, mentor = booking.learns, booking.mentor
    if mentor is None:
        why = f"Learns {skill}, and nobody guides"
        return why, edit_booking(booking, "Name a mentor", SEAT_FIELD)
    gone = f"left on {day_words(mentor.left_on)}" if mentor.has_left else NOT_HERE
    why = f"Learns {skill} from {mentor}, who {gone}"
    return why, edit_booking(booking, "Name another mentor", SEAT_FIELD)
