"""The bookings of people who leave: what becomes of each, and who could take it."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.urls import reverse

from people.availability.calendar import DAY
from people.models import Person
from people.words import full_day, local_day
from projects.bookings.leaving import bookings_after
from projects.handovers.days import from_day_on
from projects.handovers.successors import (
    gather_background,
    handovers_of,
    successors_of,
)
from projects.models import Assignment

# Of so many bookings it is looked up who could take them, and so many are named.
MOST_LOOKED_UP = 10
MOST_NAMED = 2


@dataclass
class LeftBehind:
    """A booking of somebody who leaves; `since` is unsaved, of who has it then.

    `successors` are the first who could, once they are looked up.
    """

    booking: Assignment
    fate: str
    since: Assignment
    successors: list[Person] = field(default_factory=list)
    is_looked_up: bool = False

    @property
    def person(self):
        return self.booking.person

    @property
    def href(self):
        keys = [self.booking.project.slug, self.booking.pk]
        days = {"from": self.since.starts_on, "to": self.since.ends_on or ""}
        return f"{reverse('projects:booking-instead', args=keys)}?{urlencode(days)}"


def left_behind(people, left_on):
    """Pairs of a person and what they leave behind; as many queries for many."""
    ending, to_come = bookings_after(people, left_on)
    rows = (ending | to_come).select_related("person", "project__lead__location")
    rows = rows.prefetch_related("skills", "person__expertise")
    rows = rows.order_by("person__sort_name", "person", "starts_on", "pk")
    found = [leave_behind(booking, left_on) for booking in rows]
    live = [one for one in found if one.booking.project.is_live]
    name_successors(live[:MOST_LOOKED_UP], but={person.pk for person in people})
    return [(one, list(theirs)) for one, theirs in groupby(found, attrgetter("person"))]


def leave_behind(booking, left_on):
    first = max(left_on + DAY, booking.starts_on, local_day())
    days = from_day_on(booking, "", first)
    since = Assignment(
        project=booking.project,
        percent=booking.percent,
        starts_on=days.starts_on,
        ends_on=days.ends_on,
    )
    is_later = booking.starts_on > left_on
    fate = "is removed" if is_later else f"ends on {full_day(left_on)}"
    return LeftBehind(booking, fate, since)


def name_successors(found, but):
    """Look up who could take each, of those who are free enough."""
    asked = [(one.booking, one.since, one.booking.skills.all()) for one in found]
    handovers = handovers_of(asked)
    background = gather_background(handovers) if found else None
    ids = {
        one.booking.pk: [
            each.person
            for each in successors_of(handover, background, but=but)[:MOST_NAMED]
            if each.is_free
        ]
        for one, handover in zip(found, handovers, strict=True)
    }
    people = Person.objects.in_bulk({pk for of in ids.values() for pk in of})
    for one in found:
        one.successors = [people[pk] for pk in ids[one.booking.pk]]
        one.is_looked_up = True
