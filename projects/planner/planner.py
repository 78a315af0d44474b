"""People against weeks: how much of each week everybody on a page has free.

Cells that a planner repeats hundreds of times; everything else is in templates.

See also: `people.lists.markup`.

People with too little time now, and with enough of it before long.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import mark_safe

from people.availability.calendar import DAY, Week, calendars, weeks
from people.availability.free_people import ENOUGH, free_people
from people.directory.cards import person_cards
from people.directory.relaxations import ways_out
from people.directory.search import search
from people.lists.listing import Listing, page_of
from people.lists.parameters import FIRST_DAY, LAST_DAY
from people.models import Person
from people.words import day_words
from projects.models import Assignment


def week_cells(weeks):
    """A table cell for each `calendar.Week`, all of it said in words."""
    return mark_safe("".join(map(week_cell, weeks)))


def week_cell(week):
    if week.is_away:
        return f'<td class="planner__week planner__week--away">{week.off}</td>'
    looks = [look_of(week), *["planner__week--tentative"] * bool(week.tentative)]
    now = f"over {percent(week.over)}" if week.over else percent(week.free)
    return (
        f'<td class="planner__week {" ".join(looks)}">{now}'
        f"{if_tentative(week) if week.tentative else ''}"
        f"{when_here(week) if week.here else ''}</td>"
    )


def look_of(week):
    if week.is_overbooked:
        return "planner__week--over"
    if not week.free:
        return "planner__week--full"
    return "planner__week--free" if week.free >= 50 else "planner__week--part"


def if_tentative(week):
    """What stays if tentative work goes ahead, in brackets."""
    left = week.capacity - week.with_tentative
    words = percent(left) if left >= 0 else f"over {percent(-left)}"
    return (
        f'<span class="planner__if">({words}'
        '<span class="visually-hidden"> if tentative work goes ahead</span>)</span>'
    )


def when_here(week):
    return f'<span class="planner__if">({week.here})</span>'


def percent(number):
    return f"{number}\N{NO-BREAK SPACE}%"


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


def planner_listing(filterset, address) -> PlannerListing:
    """Answer the filters of the people list with weeks instead of cards."""
    if not filterset.is_valid():
        return PlannerListing.refused(filterset, address)
    criteria = filterset.criteria
    found = search(filterset)
    page = page_of(found.people, criteria["page"])
    monday = monday_of(criteria["window"][0])
    page.object_list = planner_rows(page.object_list, monday)
    return PlannerListing.answered(
        filterset,
        address,
        total=len(found.people),
        page=page,
        facets=found.facets,
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


def free_soon_page(number, *, user):
    """A page of people's cards, who comes free first standing first; 10 queries."""
    page = page_of([one.person for one in free_people().coming], number)
    page.object_list = person_cards(page.object_list, user=user, percent=ENOUGH)
    return page
