"""Everything that the project list shows, from a filterset to a page of cards."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.paginator import Paginator

from people.chips import Chip
from people.panel import problems
from projects import panel
from projects.cards import project_cards
from projects.chips import chips_for
from projects.directory import search
from projects.relaxations import ways_out


@dataclass(frozen=True, slots=True)
class ProjectListing:
    """One page of the project list, or the problems that stand in its way."""

    total: int
    page: object
    is_searched: bool
    criteria: dict
    address: object
    chips: list[Chip] = field(default_factory=list)
    problems: list = field(default_factory=list)
    facets: dict = field(default_factory=dict)
    sorts: list = field(default_factory=list)
    corrections: list = field(default_factory=list)
    ways_out: list = field(default_factory=list)

    @property
    def text(self):
        return self.address.params.get("q", "")

    @property
    def announcement(self):
        if self.problems:
            return "Nothing is listed: a filter is not understood"
        return f"{self.total} {'project' if self.total == 1 else 'projects'} found"


def project_listing(filterset, address):
    """Answer the filterset; a value that is not understood lists nothing."""
    if not filterset.is_valid():
        return ProjectListing(
            total=0,
            page=Paginator([], settings.DIRECTORY["PAGE_SIZE"]).get_page(1),
            is_searched=False,
            criteria=filterset.form.cleaned_data,
            address=address,
            problems=problems(filterset.form, address),
        )
    criteria = filterset.criteria
    found = search(filterset)
    page = Paginator(found.projects, settings.DIRECTORY["PAGE_SIZE"]).get_page(
        criteria["page"]
    )
    page.object_list = project_cards(
        page.object_list, skills={skill.pk for skill in criteria["skill"]}
    )
    return ProjectListing(
        total=len(found.projects),
        page=page,
        is_searched=True,
        criteria=criteria,
        address=address,
        chips=chips_for(filterset, address),
        facets=panel.facets(
            found.facets, criteria, may_judge_lead=filterset.form.may_judge_lead()
        ),
        sorts=panel.sort_choices(criteria),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if found.projects else ways_out(filterset, address),
    )
