"""What live projects need people for, and how much of it they have found.

What fills the seats of a need is defined by its queryset's `live_filling`. Projects are
reached through the relations of skills and people.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Sum

from people.database.compiled import CompiledQuery
from people.database.unchanged import while_unchanged
from people.models import Level, Skill
from people.words import start_words

# What nobody has started yet.
WAITING = ("proposed", "staffing")
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
    def start(self):
        if self.starts_on is None:
            return "no start yet"
        is_waiting = self.project_status in WAITING
        return start_words(self.starts_on, is_waiting=is_waiting)

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


def demands(skill):
    """The needs of live projects for the skill, in no order; 2 queries."""
    found = dict(seats_filled(skill.pk))
    return [Demand(*row, found.get(row[0], 0)) for row in needs_for(skill.pk)]


@CompiledQuery
def needs_for(skill):
    return (
        stated_needs()
        .live()
        .filter(skill=skill)
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


def stated_needs():
    return Skill._meta.get_field("needs").related_model.objects


@CompiledQuery
def seats_filled(skill):
    """Rows of a live need and the seats that somebody fills; none where nobody does."""
    return stated_needs().filter(skill=skill).live_filling().values_list("pk", "found")


@while_unchanged
@CompiledQuery
def people_needed():
    """Rows of skill and the people that live projects need."""
    needs = stated_needs().live().order_by()
    return needs.values_list("skill_id").annotate(Sum("people"))


def missing_by_skill():
    """People still needed, by skill id; 2 queries."""
    needs = stated_needs()
    missing = Counter(dict(people_needed()))
    missing.subtract(needs.found_by_skill())
    return missing
