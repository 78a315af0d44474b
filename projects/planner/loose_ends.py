"""What hangs on people who left or leave: found, and listed with the way out."""

from dataclasses import dataclass
from functools import partial

from django.db.models import Count, Value
from django.urls import reverse

from people import rules
from people.availability.calendar import FOREVER
from people.database.compiled import CompiledQuery
from people.database.unchanged import while_unchanged
from people.models import Person
from people.words import local_day
from projects.models import Assignment, Project
from projects.planner.misfits import going_on, is_after_leaving
from projects.planner.ways import (
    Way,
    end_on,
    go_to_project,
    say,
    take_back,
    who_instead,
)

MOST = 25
HEADINGS = {
    "left-bookings": "Booked although they left",
    "left-leads": "Led by people who left",
    "left-managers": "Managed by people who left",
    # Listed among the misfits, as nobody has left yet.
    "leaving": "Booked after the last day",
}


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """What hangs on a person who left, and how to take it off them."""

    person: Person
    name: str
    href: str
    ways: list[Way]

    @property
    def words(self):
        return say(self.ways)


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """The first loose ends of one kind, and how many there are."""

    slug: str
    heading: str
    about: str
    ends: list[LooseEnd]
    count: int


def loose_ends(user):
    """Of who left: all kinds, empty ones too; a query, and one for each that has any.

    Learners whose mentor left are among those whom nobody guides: see `misfits`.
    """
    kinds = {
        "left-bookings": (
            (
                "Bookings of people who left: they take nobody’s time, and nobody does"
                " the work."
            ),
            first_bookings,
            partial(end_of_booking, today=local_day()),
        ),
        "left-leads": (
            "Projects that are not over, and nobody here leads.",
            first_leads,
            end_of_lead,
        ),
        "left-managers": (
            "People whose manager is not here any more.",
            first_reports,
            end_of_manager(user),
        ),
    }
    counts = count_loose_ends()
    return [
        LooseEnds(
            *(slug, HEADINGS[slug], about),
            [end_of(row) for row in find_first()] if slug in counts else [],
            counts.get(slug, 0),
        )
        for slug, (about, find_first, end_of) in kinds.items()
    ]


@while_unchanged
def count_loose_ends() -> dict[str, int]:
    """How many there are of each kind that there is, by slug; 1 query."""
    return {kind: count for kind, count in counts_by_kind() if count}


@CompiledQuery
def counts_by_kind():
    found = bookings_of, leads_of, reports_of, bookings_to_outlive
    kinds = zip(HEADINGS, found, strict=True)
    counts = [
        rows_of(local_day())
        .order_by()
        .values(kind=Value(slug))
        .annotate(count=Count("pk"))
        .values_list("kind", "count")
        for slug, rows_of in kinds
    ]
    return counts[0].union(*counts[1:], all=True)


@CompiledQuery
def first_bookings():
    return bookings_of(local_day())[:MOST]


@CompiledQuery
def first_leads():
    projects = leads_of(local_day()).select_related("lead")
    return projects.order_by("lead__left_on", "search_text", "pk")[:MOST]


@CompiledQuery
def first_reports():
    people = reports_of(local_day()).select_related("manager")
    return people.order_by("manager__left_on", "sort_name", "pk")[:MOST]


def leads_of(today):
    """Projects that are not over, and nobody here leads."""
    left = Person.objects.filter(left_on__lt=today)
    return Project.objects.live().filter(lead__in=left)


def reports_of(today):
    """People whose manager is not here any more."""
    left = Person.objects.filter(left_on__lt=today)
    return Person.objects.active(today).filter(manager__in=left)


def bookings_of(today):
    """Bookings of people who left that go on, or are to come, without them."""
    rows = Assignment.objects.loading(today, FOREVER).filter(person__left_on__lt=today)
    keys = rows.select_related("person", "project")
    return keys.order_by("person__left_on", "person__sort_name", "starts_on", "pk")


def bookings_to_outlive(today):
    """Bookings of people who are to leave, and are booked for longer."""
    return going_on(today).filter(is_after_leaving())


def end_of_booking(booking, *, today):
    person = booking.person
    is_after = booking.starts_on > person.left_on
    way = take_back(booking, today) if is_after else end_on(booking, person.left_on)
    href = booking.project.get_absolute_url()
    ways = [way, *who_instead(booking, today)]
    return LooseEnd(person, booking.project.name, href, ways)


def end_of_lead(project):
    way = go_to_project(project, "project-edit", "Name another lead")
    return LooseEnd(project.lead, project.name, project.get_absolute_url(), [way])


def end_of_manager(user):
    may_enter = rules.is_directory_admin(user)

    def end_of(person):
        way = Way("A directory admin names another manager")
        if may_enter:
            page = reverse("admin:people_person_change", args=[person.pk])
            way = Way("Name another manager", page)
        return LooseEnd(person.manager, person.name, person.get_absolute_url(), [way])

    return end_of
