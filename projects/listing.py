"""Everything that the project list shows, from a filterset to a page of cards."""

from people.lists import Listing, chips_of, page_of
from projects import panel
from projects.cards import project_cards
from projects.chips import applied
from projects.directory import search
from projects.relaxations import ways_out


class ProjectListing(Listing):
    """One page of the project list."""

    one, many = "project", "projects"


def project_listing(filterset, address, *, user):
    """Answer the filterset; a value that is not understood lists nothing."""
    if not filterset.is_valid():
        return ProjectListing.refused(filterset, address)
    criteria = filterset.criteria
    found = search(filterset)
    page = page_of(found.projects, criteria["page"])
    page.object_list = project_cards(
        page.object_list,
        user=user,
        skills={skill.pk for skill in criteria["skill"]},
    )
    return ProjectListing(
        address=address,
        criteria=criteria,
        total=len(found.projects),
        page=page,
        chips=chips_of(applied(filterset), address),
        facets=panel.facets(found.facets),
        sorts=panel.sort_choices(criteria),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if found.projects else ways_out(filterset, address),
    )
