"""People against weeks: how much of each week everybody on a page has free.

Cells that a planner repeats hundreds of times; everything else is in templates.

See also: `people.lists.markup`.

People with too little time now, and with enough of it before long.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from urllib.parse import urlencode

from people.availability.calendar import DAY, Week, calendars, weeks
from people.availability.free_people import ENOUGH, free_people
from people.database.compiled import CompiledQuery
from people.directory.cards import person_cards
from people.directory.filters import PersonFilterSet
from people.directory.relaxations import ways_out
from people.directory.search import search_page
from people.fields import Ids
from people.lists.addresses import PARAMETER
from people.lists.filters import ChoiceSetting
from people.lists.listing import Listing, page_of
from people.lists.parameters import FIRST_DAY, LAST_DAY, LONGEST_WINDOW
from people.models import Person
from people.paths import path_to
from people.words import day_words, local_day
from projects.models import Assignment, Project
from projects.planner.rows import planner_row

# A quarter has thirteen.
WEEKS = 13


class PlannerFilterSet(PersonFilterSet):
    """The people list by weeks: how many are shown is chosen, too."""

    weeks = ChoiceSetting(
        choices=[(f"{n}", f"{n}") for n in (12, WEEKS, 26)], default=f"{WEEKS}"
    )


@dataclass(frozen=True, slots=True)
class PlannerRow:
    """A person, the coming weeks, and the bookings in them."""

    person: Person
    weeks: list[Week]
    bookings: list[Assignment]
    # Where the person is booked, for those who may.
    book: str = ""
    # Whether the person is ticked to be compared.
    is_ticked: bool = False

    @property
    def html(self):
        return planner_row(self)

    @property
    def where(self):
        """Team and location, as far as they are known."""
        person = self.person
        return " · ".join(one.name for one in (person.team, person.location) if one)


@dataclass(frozen=True, slots=True)
class Step:
    """A link to other weeks: what it does, and from which day on."""

    words: str
    day: str
    href: str


@dataclass(frozen=True, kw_only=True)
class PlannerListing(Listing):
    """One page of people with their weeks; `steps` lead to other weeks."""

    one, many = "person", "people"
    # Weeks that are past are looked at on purpose.
    ended_on = None

    mondays: list[date] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    # How many weeks there may be, with the address for that.
    spans: list[tuple[str, str]] = field(default_factory=list)

    @property
    def this_monday(self):
        return monday_of(local_day())


def planner_listing(filterset, address, *, here="") -> PlannerListing:
    """Answer the filters of the people list with weeks instead of cards.

    `here` is the address of the page for those who may book from it.
    """
    if not filterset.is_valid():
        return PlannerListing.refused(filterset, address)
    criteria = filterset.criteria
    found = search_page(filterset)
    page = page_of(found.people, criteria["page"])
    monday, count = monday_of(criteria["window"][0]), int(criteria["weeks"])
    project = criteria["project"]
    book = partial(booking_address, here, project) if here else None
    ticked = address.params.getlist(PARAMETER)
    page.object_list = planner_rows(page.object_list, monday, count, book, ticked)
    return PlannerListing.answered(
        filterset,
        address,
        total=len(found.people),
        page=page,
        facets=found.facets,
        ways_out=[] if found.people else ways_out(filterset, address),
        mondays=[monday + DAY * 7 * number for number in range(count)],
        steps=[*steps(address, monday, count), *project_steps(address, project)],
        spans=[
            (value, address.with_value("weeks", value))
            for value, _ in filterset.filters["weeks"].extra["choices"]
        ],
    )


def monday_of(day):
    return day - DAY * day.weekday()


def booking_address(here, project, person):
    """Where somebody is booked, on the project if there is one, and then back here."""
    back = urlencode({"next": f"{here}#bookings-{person.slug}"})
    if project is None:
        return f"{path_to('projects:book-person', person.slug)}?{back}"
    return f"{path_to('projects:book', project.slug, person.slug)}?{back}"


def planner_rows(ids, monday, count=WEEKS, book=None, ticked=()):
    """The rows of the people with these ids, in that order; 3 queries."""
    if not ids:
        return []
    last = monday + DAY * (7 * count - 1)
    people = {person.pk: person for person in planned_people(Ids(ids))}
    capacities = {person.pk: person.capacity for person in people.values()}
    found = calendars(capacities, monday, last)
    bookings = bookings_between(ids, monday, last)
    return [
        PlannerRow(
            people[pk],
            weeks(found[pk], monday, count),
            bookings[pk],
            book(people[pk]) if book else "",
            people[pk].slug in ticked,
        )
        for pk in ids
    ]


@CompiledQuery
def planned_people(ids):
    people = Person.objects.for_directory().filter(pk__any=ids).order_by()
    return people.defer("bio", "search_text", "name_text")


def bookings_between(people, start, end):
    """The bookings of people that take time between the days, by person."""
    bookings = defaultdict(list)
    for row in bookings_loading(Ids(people), start, end):
        bookings[row.person_id].append(row)
    return bookings


@CompiledQuery
def bookings_loading(people, start, end):
    return (
        Assignment.objects.loading(start, end)
        .filter(person_id__any=people)
        .select_related("project")
        .defer("project__summary", "project__search_text", "project__sort_name")
        .order_by("starts_on", "pk")
    )


def steps(address, monday, count):
    """To the weeks before, those of today, and the weeks after."""
    step = DAY * 7 * count
    here = address.pairs(but=["from", "to"])
    for words, day in (
        ("Earlier, from", monday - step),
        ("Today", None),
        ("Later, from", monday + step),
    ):
        if day is None:
            yield Step(words, "", address.href(here))
        elif FIRST_DAY <= day <= LAST_DAY:
            href = address.href([*here, ("from", day)])
            yield Step(words, day_words(day), href)


def project_steps(address, project):
    """To the days of the project to which the list is narrowed."""
    days = Project.objects.filter(pk=project.pk) if project else Project.objects.none()
    for first, last in days.order_by().values_list("starts_on", "ends_on"):
        if first and FIRST_DAY <= first <= LAST_DAY:
            has_end = last and first <= last <= min(LAST_DAY, first + LONGEST_WINDOW)
            window = {"from": first} | ({"to": last} if has_end else {})
            yield Step("The project’s days", "", address.with_values(**window))


def free_soon_page(params, *, user):
    """A page of people's cards, who comes free first standing first; 10 queries."""
    page = page_of([one.person for one in free_people().coming], params.get("page"))
    ticked = params.getlist(PARAMETER)
    page.object_list = person_cards(
        page.object_list, user=user, percent=ENOUGH, ticked=ticked
    )
    return page
