"""Skills at a level: the one parameter of whose values all are to be met, or any."""

from typing import NamedTuple

from people.directory.facet_counts import Count, CountedRows
from people.fields import Ids
from people.lists.addresses import Address
from people.lists.filters import Condition
from people.lists.listing import Option, WayOut
from people.lists.markup import tick_box
from people.lists.panel import by_group, skill_picker
from people.lists.vocabulary import Named
from people.models import Expertise, Level

BY_SKILL = """
SELECT skill_id, NULL::int, count(*) FROM {levels}
WHERE {whose} GROUP BY skill_id
"""
BY_LEVEL = """
SELECT skill_id, level, count(*) FROM people_expertise
WHERE skill_id = ANY(%s) AND {whose} GROUP BY skill_id, level
"""


class Asked(NamedTuple):
    """A skill asked for, at a level or above."""

    skill: Named
    level: int

    @property
    def value(self):
        return f"{self.skill.slug}:{self.level}" if self.level > 1 else self.skill.slug

    @property
    def levels(self):
        """The levels that will do."""
        return range(self.level, max(Level) + 1)

    @property
    def label(self):
        if self.level == 1:
            return self.skill.label
        return f"{self.skill.label}, {Level(self.level).or_above}"


class SkillLevels(CountedRows):
    """Skills, each at a level or above; `match` says whether any of them will do."""

    def __init__(self):
        super().__init__("skill", counted=BY_SKILL, kept="level > 0")

    @property
    def is_any(self):
        return self.parent.criteria["match"] == "any"

    @property
    def settings(self):
        return [("match", "any")] if self.is_any else []

    @property
    def is_widening(self):
        return self.is_in_force and self.is_any

    @property
    def chosen(self):
        return {asked.skill.slug for asked in self.value}

    @property
    def skills_read(self):
        return [asked.skill.pk for asked in self.value]

    def understand_one(self, form, value):
        slug, colon, level = value.partition(":")
        if colon and level not in {"1", "2", "3", "4"}:
            message = f"“{value}”: a level is 1, 2, 3 or 4"
            return form.refuse(self.name, value, message)
        skill = super().understand_one(form, slug, colon + level)
        return skill and Asked(skill, int(level or 1))

    def keep(self, people, asked):
        levels = [(one.skill.pk, one.level) for one in asked]
        if self.is_any:
            return people.with_any_skill(levels)
        for skill, level in levels:
            people = people.with_skill(skill, level)
        return people

    def chips(self):
        given = dict.fromkeys(filter(None, self.parent.data.getlist(self.name)))
        for asked, value in zip(self.value, given, strict=True):
            yield value, self.say(asked)

    def conditions(self):
        """Each skill by itself, unless any of them will do."""
        if self.is_any:
            yield from super().conditions()
        else:
            for asked, (value, label) in zip(self.value, self.chips(), strict=True):
                yield Condition(self, (value,), (label,), [asked])

    # Facet

    def further_counts(self):
        # Where all are to be met, everybody has all of them at their levels.
        if self.is_widening:
            yield Count("level", BY_LEVEL, (self.skills_read,))

    def facets(self, found):
        """All skills, and those asked for with how many are at the level or above."""
        return super().facets(found) | {"asked": list(self.asked_options(found))}

    def asked_options(self, found):
        levels = found.by_facet["level"]
        for asked in self.value:
            people = found.total
            if self.is_any:
                people = sum(levels.get((asked.skill.pk, at), 0) for at in asked.levels)
            yield Option(asked.value, asked.label, people, is_selected=True)

    def panel(self, facets, address):
        return {
            "picker": skill_picker(self.parent.vocabulary, by_group(facets[self.name])),
            "asked": [
                (tick_box(self.name, one), one.label, level_links(one, address))
                for one in facets["asked"]
            ],
            "levels": [(level.value, level.or_above.capitalize()) for level in Level],
        }

    # Ways out

    def ease(self, near, facts, address):
        if self.is_any:
            return
        conditions = [one for one in near.rows_by if one.filter is self]
        yield from lower_levels(conditions, near.rows_by, address)
        if len(conditions) > 1:
            yield WayOut(
                "With any of the skills",
                address.with_value("match", "any"),
                near.count_missing_some(conditions),
            )


def level_links(option: Option, address: Address):
    """For an asked skill the other levels to ask for, as links."""
    slug, _, chosen = option.value.partition(":")
    return [
        (
            level,
            address.with_one_for_another(
                "skill", option.value, f"{slug}:{level}" if level > 1 else slug
            ),
            str(level.value) == (chosen or "1"),
        )
        for level in Level
    ]


def lower_levels(conditions, rows_by, address):
    """For each skill that alone is in the way the highest lower level there is."""
    people = [row.pk for one in conditions for row in rows_by[one]]
    if not people:
        return
    rows = Expertise.objects.filter(
        person_id__any=Ids(people),
        skill__in=[one.cleaned[0].skill.pk for one in conditions],
    )
    stated = {
        (person, skill): level
        for person, skill, level in rows.values_list("person_id", "skill_id", "level")
    }
    for condition in conditions:
        [asked] = condition.cleaned
        pairs = [(row.pk, asked.skill.pk) for row in rows_by[condition]]
        levels = [stated[pair] for pair in pairs if pair in stated]
        if levels:
            eased = asked._replace(level=max(levels))
            [value] = condition.values
            yield WayOut(
                f"With {eased.label} instead of {Level(asked.level).label}",
                address.with_one_for_another("skill", value, eased.value),
                levels.count(eased.level),
            )
