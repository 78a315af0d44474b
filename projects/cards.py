"""What the list shows of each project, worked out for a whole page at once."""

from dataclasses import dataclass

from people.cards import SkillTag
from people.markup import skill_tag_list
from people.track_record import Outcome
from projects.coverage import Coverage, coverage_of
from projects.models import Project
from projects.words import period_words

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
