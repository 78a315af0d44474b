"""Needs that an address asks for, before there is a project: `skill:level:people`."""

from typing import NamedTuple

from people.lists.former_slugs import by_slug
from people.lists.vocabulary import Named
from people.models import Level, Skill
from projects.needs.forms import MOST_PEOPLE, MOST_ROWS


class NeedAsked(NamedTuple):
    """So many people who have a skill at a level or above."""

    skill: Named | Skill
    level: int = Level.WORKING
    people: int = 1

    @property
    def value(self):
        people = f":{self.people}" if self.people > 1 else ""
        return f"{self.skill.slug}:{self.level:d}{people}"

    @property
    def label(self):
        people = f"{self.people} × " if self.people > 1 else ""
        return f"{people}{self.skill.label}, {Level(self.level).or_above}"


def read_need(value) -> tuple[str, int, int]:
    """Slug, level and people of a value; `ValueError` says what is no number of it."""
    slug, level, people = [*value.split(":", 2), "", ""][:3]
    if level not in {"", "1", "2", "3", "4"}:
        raise ValueError("a level is 1, 2, 3 or 4")
    is_number = people.isascii() and people.isdecimal() and len(people) < 5
    if people and not (is_number and 1 <= int(people) <= MOST_PEOPLE):
        raise ValueError(f"ask for 1 to {MOST_PEOPLE} people")
    return slug, int(level or Level.WORKING), int(people or 1)


def read_needs(values) -> list[NeedAsked]:
    """What of the values is understood, once for each skill and level."""
    found = {}
    for value in values[:MOST_ROWS]:
        try:
            slug, level, people = read_need(value)
        except ValueError:
            continue
        found.setdefault((slug, level), people)
    skills = by_slug(Skill.objects.active(), [slug for slug, _ in found])
    return [
        NeedAsked(skills[slug], level, people)
        for (slug, level), people in found.items()
        if slug in skills
    ]
