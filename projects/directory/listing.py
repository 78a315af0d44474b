"""Everything that the project list shows, from a filterset to a page of cards.

What the list shows of each project, worked out for a whole page at once.

Ways out of an empty result: which single condition to drop.
"""

from dataclasses import dataclass

from django.db.models import Count, Value

from people.lists.listing import Listing, WayOut, page_of
from people.lists.markup import SkillTag, skill_tag_list
from people.records.track_record import Outcome
from people.words import period_words
from projects.access import shown_projects
from projects.directory.markup import project_card
from projects.directory.search import search
from projects.directory.sentences import ways_of_sentence
from projects.models import Project
from projects.needs.counted import counted_coverage
from projects.needs.coverage import Coverage

MOST_MISSING = 6
# Of lists of these outcomes alone.
TITLES = {
    frozenset([Outcome.STOPPED_EVIDENCE]): "Stopped early, and why",
    frozenset(
        [Outcome.NOT_MET, Outcome.NOT_ADOPTED, Outcome.STOPPED_EVIDENCE]
    ): "What did not work and why",
}


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """One result of the project list; `missing` are skills, each once."""

    project: Project
    coverage: Coverage
    missing: list[SkillTag]
    period: str
    outcome: Outcome | None
    # Whether it says why the project ended as it did, instead of what it needs.
    tells_why: bool = False

    @property
    def html(self):
        return project_card(self)

    @property
    def missing_list(self):
        return skill_tag_list(self.missing[:MOST_MISSING])

    @property
    def more_missing(self):
        return len(self.missing[MOST_MISSING:])


def project_cards(ids, *, user, skills=(), tells_why=False):
    """The cards of the projects with these ids, in that order; 4 queries.

    `skills` are the ids of skills that were asked for, shown first.
    """
    if not ids:
        return []
    projects = shown_projects(ids, user)
    coverage = counted_coverage(projects.values())
    return [
        ProjectCard(
            project=projects[pk],
            coverage=coverage[pk],
            missing=missing_skills(coverage[pk], skills),
            period=period_words(projects[pk].starts_on, projects[pk].ends_on),
            outcome=projects[pk].ending,
            tells_why=tells_why,
        )
        for pk in ids
    ]


def missing_skills(coverage, asked):
    """The skills that still lack people: asked ones first, then by priority."""
    tags = [
        SkillTag(
            f"{one.need.skill.name} × {one.missing}"
            if one.missing > 1
            else one.need.skill.name,
            one.level,
            one.need.skill_id in asked,
        )
        for one in coverage.open_needs
    ]
    return sorted(tags, key=lambda tag: not tag.is_asked)


def ways_out(filterset, address) -> list[WayOut]:
    """The conditions without which something is found, best first; in one query."""
    conditions = filterset.conditions()
    counts = counts_without(filterset, [one.filter.name for one in conditions])
    found = [
        WayOut(f"Without {quoted(one.labels)}", one.dropped(address), count)
        for one in conditions
        if (count := counts[one.filter.name])
    ]
    return sorted(found, key=lambda way: -way.count)


def quoted(labels):
    return " or ".join(f"“{label.strip('“”')}”" for label in labels)


def counts_without(filterset, names):
    """The number of projects without each of the parameters."""
    queries = [
        filterset.filter_queryset(Project.objects.order_by(), skipping=[name])
        .values(parameter=Value(name))
        .annotate(projects=Count("pk"))
        .values_list("parameter", "projects")
        for name in names
    ]
    return dict(queries[0].union(*queries[1:], all=True)) if queries else {}


def title_of_lessons(criteria):
    """How a list is called that tells why projects ended as they did."""
    return TITLES.get(frozenset(one.pk for one in criteria["outcome"]), "")


class ProjectListing(Listing):
    """One page of the project list."""

    one, many = "project", "projects"

    @property
    def title(self):
        """How it is called, where it tells why projects ended as they did."""
        return title_of_lessons(self.criteria) if self.is_searched else ""


def project_listing(filterset, address, *, user) -> ProjectListing:
    """Answer the filterset; a value that is not understood lists nothing."""
    if not filterset.is_valid():
        return ProjectListing.refused(filterset, address)
    found = search(filterset)
    page = page_of(found.projects, filterset.criteria["page"])
    page.object_list = project_cards(
        page.object_list,
        user=user,
        skills={skill.pk for skill in filterset.criteria["skill"]},
        tells_why=bool(title_of_lessons(filterset.criteria)),
    )
    return ProjectListing.answered(
        filterset,
        address,
        total=len(found.projects),
        page=page,
        facets=found.facets,
        ways_out=[]
        if found.projects
        else [*ways_of_sentence(filterset, address), *ways_out(filterset, address)],
    )
