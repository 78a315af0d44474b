"""Everything that the people list shows, from a filterset to a page of cards."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.paginator import Paginator

from people import panel
from people.cards import person_cards
from people.chips import Chip, chips_for
from people.directory import search
from people.relaxations import ways_out


@dataclass(frozen=True, slots=True)
class PersonListing:
    """One page of the people list, or the problems that stand in its way."""

    total: int
    page: object
    is_searched: bool
    criteria: dict
    address: object
    chips: list[Chip]
    problems: list
    facets: dict = field(default_factory=dict)
    sorts: list = field(default_factory=list)
    choices: dict = field(default_factory=dict)
    corrections: list = field(default_factory=list)
    ways_out: list = field(default_factory=list)

    @property
    def text(self):
        return self.address.params.get("q", "")

    @property
    def announcement(self):
        if self.problems:
            return "Nothing is listed: a filter is not understood"
        return f"{self.total} {'person' if self.total == 1 else 'people'} found"


def person_listing(filterset, address, *, user):
    """Answer the filterset; a value that is not understood lists nobody."""
    if not filterset.is_valid():
        return PersonListing(
            total=0,
            page=Paginator([], settings.DIRECTORY["PAGE_SIZE"]).get_page(1),
            is_searched=False,
            criteria=filterset.form.cleaned_data,
            address=address,
            chips=[],
            problems=panel.problems(filterset.form, address),
        )
    criteria = filterset.criteria
    found = search(filterset)
    page = Paginator(found.people, settings.DIRECTORY["PAGE_SIZE"]).get_page(
        criteria["page"]
    )
    page.object_list = person_cards(
        page.object_list,
        user=user,
        window=criteria["window"],
        percent=criteria["free"],
        skills={asked.skill.pk for asked in criteria["skill"]},
        goals={goal.pk for goal in criteria["goal"]},
    )
    return PersonListing(
        total=len(found.people),
        page=page,
        is_searched=True,
        criteria=criteria,
        address=address,
        chips=chips_for(filterset, address),
        problems=[],
        facets=panel.facets(found.facets, address),
        sorts=panel.sort_choices(criteria, user),
        choices=panel.panel_choices(filterset, user),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if found.people else ways_out(filterset, address),
    )
