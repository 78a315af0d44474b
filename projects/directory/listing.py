"""Everything that the project list shows, from a filterset to a page of cards.

What the list shows of each project, worked out for a whole page at once.

What the filter panel of the project list offers.

The filters of the project list that are in force, in words.

Ways out of an empty result: which single condition to drop.
"""

from dataclasses import dataclass

from django.db.models import Count, Value

from people.lists.listing import Listing, WayOut, chips_of, page_of
from people.lists.markup import SkillTag, skill_tag_list, tick_box
from people.lists.panel import by_group, choices, facet
from people.records.track_record import Outcome
from people.words import day_words, period_words
from projects.directory.search import search
from projects.models import Project
from projects.needs.coverage import Coverage, coverage_of

MOST_MISSING = 6


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """One result of the project list; `missing` are skills, each once."""

    project: Project
    coverage: Coverage
    missing: list[SkillTag]
    period: str
    outcome: Outcome | None

    @property
    def missing_list(self):
        return skill_tag_list(self.missing[:MOST_MISSING])

    @property
    def more_missing(self):
        return len(self.missing[MOST_MISSING:])


def project_cards(ids, *, user, skills=()):
    """The cards of the projects with these ids, in that order; 5 queries.

    `skills` are the ids of skills that were asked for, shown first.
    """
    if not ids:
        return []
    projects = Project.objects.for_page().with_outcomes_for(user).in_bulk(ids)
    coverage = coverage_of(projects.values())
    return [
        ProjectCard(
            project=projects[pk],
            coverage=coverage[pk],
            missing=missing_skills(coverage[pk], skills),
            period=period_words(projects[pk].starts_on, projects[pk].ends_on),
            outcome=shown_outcome(projects[pk]),
        )
        for pk in ids
    ]


def shown_outcome(project):
    """How a project of `with_outcomes_for` ended, as far as it is told."""
    return Outcome(project.shown_outcome) if project.shown_outcome else None


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


SORT_LABELS = {
    "name": "Name",
    "status": "Status",
    "needs": "Most open needs",
    "starts": "First day, earliest",
    "-starts": "First day, latest",
    "ends": "Last day, earliest",
    "-ends": "Last day, latest",
}
# Understood, and offered only to those who asked for them.
RARE_SORT_LABELS = {
    "-name": "Name, Z to A",
    "-status": "Status, last to first",
    "-needs": "Fewest open needs",
}


def sort_choices(criteria):
    rare = {criteria["sort"]} & set(RARE_SORT_LABELS)
    return choices(
        SORT_LABELS | {sort: RARE_SORT_LABELS[sort] for sort in rare}, criteria["sort"]
    )


def facets(found):
    """The panel's facets: tick boxes, and long lists for the pickers."""
    return {
        name: facet(name, found[name])
        for name in ("status", "needs", "team", "outcome")
    } | {
        "skills": by_group(found["skill"]),
        "asked": [tick_box("skill", one) for one in found["skill"] if one.is_selected],
        "leads": found["lead"],
        "lead_count": found["lead_count"],
    }


def applied(filterset):
    """Parameter, value and label of each, in the order of the panel."""
    criteria = filterset.criteria
    given = filterset.data
    if criteria["q"]:
        yield "q", given["q"], f"“{criteria['q']}”"
    for status in criteria["status"]:
        yield "status", status.slug, status.name
    if criteria["needs"]:
        yield "needs", criteria["needs"], "Still looks for people"
    for skill in criteria["skill"]:
        yield "skill", skill.slug, f"Needs {skill.label}"
    for name in ("from", "to"):
        if criteria[name]:
            yield name, given[name], f"{name.capitalize()} {day_words(criteria[name])}"
    for team in criteria["team"]:
        yield "team", team.slug, team.name
    if criteria["lead"]:
        yield "lead", criteria["lead"].slug, f"Led by {criteria['lead'].name}"
    for outcome in criteria["outcome"]:
        yield "outcome", outcome.slug, outcome.name


def ways_out(filterset, address):
    """The conditions without which something is found, best first; in one query.

    The values of one parameter are one condition: any of them would do.
    """
    conditions = {}
    for name, _, label in applied(filterset):
        conditions.setdefault(name, []).append(f"“{label.strip('“”')}”")
    counts = counts_without(filterset, list(conditions))
    found = [
        WayOut(
            f"Without {' or '.join(conditions[name])}",
            address.href(address.pairs(but=[name])),
            count,
        )
        for name, count in counts.items()
        if count
    ]
    return sorted(found, key=lambda way: -way.count)


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
        facets=facets(found.facets),
        sorts=sort_choices(criteria),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if found.projects else ways_out(filterset, address),
    )
