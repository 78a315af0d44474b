"""Random organisations, and what their matrix is: plain Python over dumped rows.

Nothing here calls the code under test.
"""

from collections import Counter
from datetime import date
from random import Random

from people.models import Expertise, LearningGoal, Person, Skill
from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)

TODAY = date(2026, 3, 9)


def make_random(seed):
    """People, some of whom left, skills, some no longer offered, levels and goals."""
    random = Random(seed)
    teams = [TeamFactory(name=name) for name in ("Data", "Pricing")]
    headings = [SkillCategoryFactory(name=name) for name in ("Methods", "Tools")]
    skills = [
        SkillFactory(
            name=f"{random.choice('ABab')} skill {number}",
            category=random.choice(headings),
            is_active=random.random() < 0.9,
        )
        for number in range(random.randrange(1, 12))
    ]
    for _ in range(random.randrange(1, 15)):
        left = random.choice([None, None, None, TODAY, date(2026, 3, 8)])
        person = PersonFactory(team=random.choice([None, *teams]), left_on=left)
        for skill in random.sample(skills, random.randrange(len(skills) + 1)):
            state(random, person, skill)


def state(random, person, skill):
    level, goal = random.randrange(5), random.randrange(5)
    if level:
        ExpertiseFactory(person=person, skill=skill, level=level)
    if goal > level:
        status = random.choice(["open", "in_progress", "achieved", "dropped"])
        LearningGoalFactory(
            person=person, skill=skill, target_level=goal, status=status
        )


class Dump:
    """All rows, and the matrix worked out from them."""

    def __init__(self, team=None, category=None, order="holders"):
        people = Person.objects.values(
            "pk", "slug", "sort_name", "left_on", "team__slug"
        )
        here = [one for one in people if not one["left_on"] or one["left_on"] >= TODAY]
        self.people = [one for one in here if team in (None, one["team__slug"])]
        self.people.sort(key=lambda one: (one["sort_name"], one["pk"]))
        pks = {one["pk"] for one in self.people}
        self.levels = self.by_pair(Expertise.objects.values(), "level", pks)
        goals = LearningGoal.objects.values()
        goals = [one for one in goals if one["status"] in ("open", "in_progress")]
        self.goals = self.by_pair(goals, "target_level", pks)
        self.skills = [one for one in self.offered() if self.is_shown(one, category)]
        self.skills.sort(key=lambda one: one["name"].casefold())
        if order == "holders":
            self.skills.sort(key=lambda one: -self.holders(one["pk"], 1))

    def by_pair(self, rows, field, pks):
        return {
            (row["person_id"], row["skill_id"]): row[field]
            for row in rows
            if row["person_id"] in pks
        }

    def offered(self):
        skills = Skill.objects.values(
            "pk", "slug", "name", "is_active", "category__slug"
        )
        return [one for one in skills if one["is_active"]]

    def is_shown(self, skill, category):
        if category:
            return skill["category__slug"] == category
        return any(pk == skill["pk"] for _, pk in [*self.levels, *self.goals])

    def holders(self, skill, least):
        return sum(at >= least for (_, pk), at in self.levels.items() if pk == skill)

    def learners(self, skill):
        return Counter(pk for _, pk in self.goals)[skill]

    @property
    def totals(self):
        pks = [one["pk"] for one in self.skills]
        return {
            "State it": [str(self.holders(pk, 1)) for pk in pks],
            "Working or above": [str(self.holders(pk, 2)) for pk in pks],
            "Want to learn it": [str(self.learners(pk)) for pk in pks],
        }

    @property
    def rows(self):
        found = {}
        for person in self.people:
            pairs = [(person["pk"], one["pk"]) for one in self.skills]
            cells = [(self.levels.get(p, 0), self.goals.get(p, 0)) for p in pairs]
            found[person["slug"]] = sum(level > 0 for level, _ in cells), cells
        return found
