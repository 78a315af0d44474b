"""What people are good at, against everybody here.

A skill is a strength where the share of them at Practitioner or above is higher than in
the organisation, and at least two of them are (one, of fewer than four people). The
strengths with the greatest difference of shares come first.
"""

from typing import NamedTuple

from django.db.models import Count

from people.database.unchanged import fetch_values
from people.models import Expertise, Level, Person, Skill

FEW_PEOPLE = 4


class Strength(NamedTuple):
    """A skill, and how many are at Practitioner or above: of these people, of all."""

    skill: Skill
    here: int
    people: int
    everywhere: int
    everybody: int

    @property
    def percent(self):
        return round(100 * self.here / self.people)

    @property
    def percent_everywhere(self):
        return round(100 * self.everywhere / self.everybody)

    @property
    def lead(self):
        """The difference of the shares, as a fraction of 1."""
        return self.here / self.people - self.everywhere / self.everybody


def practising_by(*columns, **counts):
    """Rows of the columns, the counts, and how many are at Practitioner or above."""
    people = Person.objects.active().order_by().values("pk")
    rows = Expertise.objects.filter(level__gte=Level.PRACTITIONER, person__in=people)
    rows = rows.order_by().values_list(*columns)
    return fetch_values(rows.annotate(**counts, all=Count("pk")))


def strengths(rows, skills, people, everybody):
    """The strengths of so many people, from rows of skill, those able here, and all.

    `skills` are rows by id; others do not count.
    """
    least = 2 if people >= FEW_PEOPLE else 1
    found = [
        Strength(skills[skill], here, people, everywhere, everybody)
        for skill, here, everywhere in rows
        if skill in skills
        if here >= least and here * everybody > everywhere * people
    ]
    return sorted(found, key=lambda one: (-one.lead, one.skill.name))
