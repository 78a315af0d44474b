"""What live projects need people for, and how much of it they have found.

A need is met by the people on the project's team who have the skill at its level or
above. Projects are reached through the relations of skills and people.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F
from django.utils import timezone

from people.models import Level, Skill, related

PRIORITIES = {"must": 0, "should": 1, "could": 2}


@dataclass(frozen=True, slots=True)
class Demand:
    """A need of a live project; `filled` of `people` are on the team."""

    need: int
    skill: int
    skill_name: str
    skill_slug: str
    project: int
    project_name: str
    project_slug: str
    project_status: str
    starts_on: date | None
    ends_on: date | None
    level: Level
    people: int
    priority: str
    filled: int

    @property
    def missing(self):
        return max(0, self.people - self.filled)

    @property
    def has_begun(self):
        return self.starts_on is not None and self.starts_on <= timezone.localdate()

    @property
    def is_overdue(self):
        """Whether the project should have ended by now."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def urgency(self):
        """Sorts what is missing first, then the soonest start, musts before others."""
        return (
            not self.missing,
            self.starts_on or date.max,
            PRIORITIES[self.priority],
            self.project_name,
        )


def demands(skill=None):
    """The needs of live projects, or those for one skill; 2 queries.

    A project without a first day counts as starting last.
    """
    needs = live_needs()
    if skill is not None:
        needs = needs.filter(skill=skill)
    rows = needs.order_by().values_list(
        "pk",
        "skill_id",
        "skill__name",
        "skill__slug",
        "project_id",
        "project__name",
        "project__slug",
        "project__status",
        "project__starts_on",
        "project__ends_on",
        "level",
        "people",
        "priority",
    )
    filled = people_on_teams(skill)
    found = []
    for *facts, level, people, priority in rows:
        on_team = filled.get(facts[0], 0)
        found.append(Demand(*facts, LEVELS[level], people, priority, on_team))
    return sorted(found, key=lambda one: one.urgency)


LEVELS = {level.value: level for level in Level}


def live_needs():
    projects = related("projects_led").live().order_by()
    needs = Skill._meta.get_field("needs").related_model.objects
    return needs.filter(project__in=projects.values("pk"))


def people_on_teams(skill=None):
    """The number of people on the project's team who meet a need, by need."""
    needs = live_needs() if skill is None else live_needs().filter(skill=skill)
    # One call of filter: every condition is on the same need and the same expertise.
    rows = (
        related("assignments")
        .on_team()
        .filter(
            project__needs__in=needs.order_by().values("pk"),
            person__expertise__skill=F("project__needs__skill"),
            person__expertise__level__gte=F("project__needs__level"),
        )
        .order_by()
        .values_list("project__needs")
        .annotate(people=Count("person", distinct=True))
    )
    return dict(rows)


def missing_by_skill(found):
    """People still needed, by skill id."""
    missing = {}
    for one in found:
        if one.missing:
            missing[one.skill] = missing.get(one.skill, 0) + one.missing
    return missing
