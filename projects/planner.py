"""People against weeks: how much of each week everybody on a page has free."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from people import panel
from people.availability import DAY, Week, calendars, weeks
from people.chips import applied_filters
from people.directory import search
from people.free_time import day_words
from people.lists import Listing, chips_of, page_of
from people.models import Person
from people.parameters import FIRST_DAY, LAST_DAY
from people.relaxations import ways_out
from projects.markup import week_cells
from projects.models import Assignment

WEEKS = 12


@dataclass(frozen=True, slots=True)
class PlannerRow:
    """A person, the coming weeks, and the bookings in them."""

    person: Person
    weeks: list[Week]
    bookings: list[Assignment]

    @property
    def cells(self):
        return week_cells(self.weeks)

    @property
    def where(self):
        """Team and location, as far as they are known."""
        person = self.person
        return " · ".join(one.name for one in (person.team, person.location) if one)


@dataclass(frozen=True, kw_only=True)
class PlannerListing(Listing):
    """One page of people with their weeks; `steps` lead to other weeks."""

    one, many = "person", "people"
    # Weeks that are past are looked at on purpose.
    ended_on = None

    mondays: list[date] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)


def planner_listing(filterset, address, *, user):
    """Answer the filters of the people list with weeks instead of cards."""
    if not filterset.is_valid():
        return PlannerListing.refused(filterset, address)
    criteria = filterset.criteria
    found = search(filterset)
    page = page_of(found.people, criteria["page"])
    monday = monday_of(criteria["window"][0])
    page.object_list = planner_rows(page.object_list, monday)
    return PlannerListing(
        address=address,
        criteria=criteria,
        total=len(found.people),
        page=page,
        chips=chips_of(applied_filters(filterset), address),
        facets=panel.facets(found.facets, address),
        sorts=panel.sort_choices(criteria, user),
        choices=panel.panel_choices(filterset, user),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if found.people else ways_out(filterset, address),
        mondays=[monday + DAY * 7 * number for number in range(WEEKS)],
        steps=steps(address, monday),
    )


def monday_of(day):
    return day - DAY * day.weekday()


def planner_rows(ids, monday):
    """The rows of the people with these ids, in that order; 3 queries."""
    if not ids:
        return []
    last = monday + DAY * (7 * WEEKS - 1)
    people = (
        Person.objects.for_directory()
        .defer("bio", "search_text", "name_text")
        .in_bulk(ids)
    )
    capacities = {person.pk: person.capacity for person in people.values()}
    found = calendars(capacities, monday, last)
    bookings = bookings_between(ids, monday, last)
    return [
        PlannerRow(people[pk], weeks(found[pk], monday, WEEKS), bookings[pk])
        for pk in ids
    ]


def bookings_between(people, start, end):
    """The bookings of people that take time between the days, by person."""
    rows = (
        Assignment.objects.loading(start, end)
        .filter(person__in=people)
        .select_related("project")
        .defer("project__summary", "project__search_text", "project__sort_name")
        .order_by("starts_on", "pk")
    )
    bookings = defaultdict(list)
    for row in rows:
        bookings[row.person_id].append(row)
    return bookings


def steps(address, monday):
    """Links to the weeks before, those of today, and the weeks after."""
    step = DAY * 7 * WEEKS
    here = address.pairs(but=["from", "to"])
    links = []
    for label, day in (
        ("Earlier, from", monday - step),
        ("Today", None),
        ("Later, from", monday + step),
    ):
        if day is None:
            links.append((label, address.href(here)))
        elif FIRST_DAY <= day <= LAST_DAY:
            href = address.href([*here, ("from", day)])
            links.append((f"{label} {day_words(day)}", href))
    return links
