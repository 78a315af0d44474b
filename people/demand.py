"""What live projects need people for, and how much of it they have found.

A need is met by the people on the project's team who have the skill at its level or
above. Projects are reached through the relations of skills and people.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q
from django.utils import timezone

from people.models import Level, Skill, related

PRIORITIES = {"must": 0, "should": 1, "could": 2}


class Demand(NamedTuple):
    """A need of a live project; `filled` of `people` are on the team."""

    need: int
    skill: int
    skill_name: str
    least: int
    people: int
    priority: str
    project: int
    project_name: str
    project_slug: str
    project_status: str
    starts_on: date | None
    ends_on: date | None
    filled: int

    @property
    def level(self):
        return Level(self.least)

    @property
    def missing(self):
        return max(0, self.people - self.filled)

    @property
    def has_begun(self):
        return self.starts_on is not None and self.starts_on <= timezone.localdate()

    @property
    def urgency(self):
        """Sorts what is missing first, then the soonest start, musts before others.

        A project without a first day counts as starting last.
        """
        return (
            not self.missing,
            self.starts_on or date.max,
            PRIORITIES[self.priority],
            self.project_name,
            -self.least,
        )


def demands(skill=None):
    """The needs of live projects, or those for one skill, in no order; 2 queries."""
    needs = live_needs()
    if skill is not None:
        needs = needs.filter(skill=skill)
    rows = needs.order_by().values_list(
        "pk",
        "skill_id",
        "skill__name",
        "level",
        "people",
        "priority",
        "project_id",
        "project__name",
        "project__slug",
        "project__status",
        "project__starts_on",
        "project__ends_on",
    )
    filled = people_on_teams(skill)
    return [Demand(*row, filled.get(row[0], 0)) for row in rows]


def live_projects():
    return related("projects_led").live().order_by().values("pk")


def live_needs():
    needs = Skill._meta.get_field("needs").related_model.objects
    return needs.filter(project__in=live_projects())


def people_on_teams(skill=None):
    """The number of people on the project's team who meet a need, by need."""
    # `on_team` says so of live projects, too; here the planner sees it in time.
    is_lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    met = {
        "person__expertise__skill": F("project__needs__skill"),
        "person__expertise__level__gte": F("project__needs__level"),
    }
    if skill is not None:
        met["project__needs__skill"] = skill
    # One call of filter: every condition is on the same need and the same expertise.
    rows = (
        related("assignments")
        .on_team()
        .filter(is_lasting, project__in=live_projects(), **met)
        .order_by()
        .values_list("project__needs")
        .annotate(people=Count("person", distinct=True))
    )
    return dict(rows)


def missing_by_skill():
    """People still needed, by skill id; 2 queries."""
    filled = people_on_teams()
    missing = Counter()
    for need, skill, people in live_needs().values_list("pk", "skill_id", "people"):
        missing[skill] += max(0, people - filled.get(need, 0))
    return missing
