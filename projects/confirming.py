"""Confirming many bookings at once, of people who may get too much by that."""

from collections import defaultdict
from dataclasses import dataclass

from people.availability import FOREVER, calendars
from people.models import Person
from projects.models import Assignment, AssignmentStatus, Project, ProjectStatus
from projects.off_days import OffDays, off_days
from projects.overloads import Overload, overloads, with_booking


@dataclass(frozen=True, slots=True)
class Overbooking:
    """Somebody who would be booked beyond capacity, or on days without work."""

    person: Person
    overloads: list[Overload]
    off_days: list[OffDays]

    @property
    def questions(self):
        return [*self.overloads, *self.off_days]

    @property
    def words(self):
        return f"{self.person}: {'; '.join(one.words for one in self.questions)}"


def lock_tentative(bookings):
    """Lock those that are not confirmed with their projects and people, in that order.

    As `projects.booking` does: what is booked meanwhile waits. Four queries.
    """
    bookings = bookings.order_by().filter(status=AssignmentStatus.TENTATIVE)
    keys = list(bookings.values_list("pk", "project", "person"))
    of = [set(ids) for ids in zip(*keys, strict=True)] or [set()] * 3
    for model, ids in ((Project, of[1]), (Person, of[2])):
        rows = model._base_manager.select_for_update(no_key=True).order_by("pk")
        list(rows.filter(pk__in=ids).values_list("pk"))
    rows = Assignment.objects.select_for_update(of=["self"], no_key=True)
    rows = rows.filter(pk__in=of[0], status=AssignmentStatus.TENTATIVE)
    return list(rows.select_related("person", "project").order_by("pk"))


def overbookings(bookings):
    """Whom to ask about if all of these tentative bookings counted; one query.

    Who would have too much, or does no work on some of the days. Only on the days of
    these bookings, in name order: other conflicts are there anyway.
    """
    of_person = defaultdict(list)
    for one in bookings:
        if one.project.status != ProjectStatus.CANCELLED:
            of_person[one.person].append(one)
    if not of_person:
        return []
    first = min(one.starts_on for rows in of_person.values() for one in rows)
    capacities = {person.pk: person.capacity for person in of_person}
    known = calendars(capacities, first, FOREVER)
    found = [
        Overbooking(
            person,
            overloads_when_confirmed(known[person.pk], rows),
            off_days_of(known[person.pk], rows),
        )
        for person, rows in of_person.items()
    ]
    found = [one for one in found if one.questions]
    return sorted(found, key=lambda one: (one.person.sort_name, one.person.pk))


def overloads_when_confirmed(calendar, bookings):
    """The overloads on the days of bookings that are added to the calendar."""
    for one in bookings:
        calendar = with_booking(calendar, one.percent, one.starts_on, one.ends_on)
    days = [(one.starts_on, one.ends_on or FOREVER) for one in bookings]
    first, last = min(day for day, _ in days), max(day for _, day in days)
    return [
        one
        for one in overloads(calendar, first, last)
        if any(one.starts_on <= end and start <= one.ends_on for start, end in days)
    ]


def off_days_of(calendar, bookings):
    """The days without work of each booking, with its project; none of them twice."""
    found = [
        OffDays(f"{one.project}: {off.words}")
        for one in bookings
        for off in off_days(calendar, one.starts_on, one.ends_on or FOREVER)
    ]
    return list(dict.fromkeys(found))
