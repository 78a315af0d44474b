"""Everything that the people list shows, from a filterset to a page of cards."""

from typing import ClassVar

from people.directory.cards import person_cards
from people.directory.relaxations import ways_out
from people.directory.search import search_page
from people.lists.addresses import PARAMETER
from people.lists.listing import Listing, page_of


class PersonListing(Listing):
    """One page of the people list."""

    one, many, export = "person", "people", "people:person-export"
    columns: ClassVar = {
        "who": ("name", "Name"),
        "skills": ("level", "Skills"),
        "load": ("free", "Free time"),
        "record": ("success", "Projects"),
    }

    @property
    def heads(self):
        """Who sees no success rates sees there when profiles were confirmed."""
        heads = super().heads
        if not heads["record"].href:
            heads["record"] = self.head("confirmed", "Confirmed")
        return heads

    @property
    def weeks(self):
        """The first and the last week of the pictures."""
        weeks = self.page.object_list[0].free_time.chart.weeks
        return weeks[0].starts_on, weeks[-1].starts_on


def person_listing(filterset, address, *, user) -> PersonListing:
    """Answer the filterset; a value that is not understood lists nobody."""
    if not filterset.is_valid():
        return PersonListing.refused(filterset, address)
    criteria = filterset.criteria
    found = search_page(filterset)
    page = page_of(found.people, criteria["page"])
    page.object_list = person_cards(
        page.object_list,
        user=user,
        window=criteria["window"],
        percent=criteria["free"],
        skills={asked.skill.pk for asked in criteria["skill"]},
        goals={goal.pk for goal in criteria["goal"]},
        address=address,
        ticked=address.params.getlist(PARAMETER),
    )
    return PersonListing.answered(
        filterset,
        address,
        total=len(found.people),
        page=page,
        facets=found.facets,
        ways_out=[] if found.people else ways_out(filterset, address),
    )
