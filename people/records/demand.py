"""What live projects need people for, and how much of it they have found.

What fills the seats of a need is defined by its queryset's `live_filling`. Projects are
reached through the relations of skills and people.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone

from people.models import Level, Skill

PRIORITIES = {"must": 0, "should": 1, "could": 2}


class Demand(NamedTuple):
    """A need of a live project; `found` of `people` are on the team."""

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
    found: int

    @property
    def level(self):
        return Level(self.least)

    @property
    def missing(self):
        return self.people - self.found

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
    needs = stated_needs()
    if skill is not None:
        needs = needs.filter(skill=skill)
    rows = (
        needs.live()
        .order_by()
        .values_list(
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
    )
    found = found_by_need(needs)
    return [Demand(*row, found.get(row[0], 0)) for row in rows]


def stated_needs():
    return Skill._meta.get_field("needs").related_model.objects


def found_by_need(needs):
    """The number of seats that somebody fills, by live need; none for those without."""
    return dict(needs.live_filling().values_list("pk", "found"))


def missing_by_skill():
    """People still needed, by skill id; 2 queries."""
    needs = stated_needs()
    people = needs.live().order_by().values_list("skill_id").annotate(Sum("people"))
    missing = Counter(dict(people))
    missing.subtract(needs.found_by_skill())
    return missing
