"""How many have a skill is kept: at all times what levels and goals say."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from random import Random

import pytest
from django.db import connection, transaction

from people.models import Expertise, LearningGoal, Skill, SkillCount
from people.skills.merging import merge_skills
from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SkillFactory,
)
from tests.thoroughness import how_many

STATUSES = ["open", "in_progress", "achieved", "dropped"]


def together(skill, level):
    rows = SkillCount.objects.filter(skill=skill, level=level)
    return sum(row.people for row in rows)


class World:
    """Levels and goals of a few people, written one at a time or many."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.any = self.random.choice
        self.people = PersonFactory.create_batch(3)
        self.skills = SkillFactory.create_batch(3)

    def write(self):
        self.any([self.add, self.add, self.add_goal, self.change, self.remove])()

    def rows(self, model):
        keys = [*model.objects.order_by("pk").values_list("pk", flat=True)]
        chosen = self.random.sample(keys, min(self.random.randint(1, 3), len(keys)))
        return model.objects.filter(pk__in=chosen)

    def add(self):
        key = {"person": self.any(self.people), "skill": self.any(self.skills)}
        level = {"level": self.random.randint(1, 4)}
        Expertise.objects.update_or_create(**key, defaults=level)

    def add_goal(self):
        key = {"person": self.any(self.people), "skill": self.any(self.skills)}
        if not LearningGoal.objects.unfinished().filter(**key).exists():
            LearningGoalFactory(**key, status=self.any(STATUSES))

    def change(self):
        self.rows(Expertise).update(level=self.random.randint(1, 4))
        self.rows(LearningGoal).update(status=self.any(["achieved", "dropped"]))

    def remove(self):
        self.rows(self.any([Expertise, LearningGoal])).delete()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(how_many(20)))
def test_random_writes_keep_the_sums_equal_to_the_rule(seed):
    world = World(seed)
    for _ in range(60):
        world.write()
        assert SkillCount.objects.count_differences() == 0


@pytest.mark.django_db
def test_rows_are_put_together_now_and_then():
    known = ExpertiseFactory(level=1)
    most = 0
    for number in range(300):
        known.level = number % 4 + 1
        known.save()
        most = max(most, SkillCount.objects.count())
    assert 100 < most < 300
    assert [together(known.skill, level) for level in range(1, 5)] == [0, 0, 0, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("others", [0, 125, 126, 127])
def test_they_are_put_together_as_seldom_however_many_there_are(others):
    """A sum is rows as well: to count these would bring the next one forward."""
    ExpertiseFactory(level=1)
    SkillCount.objects.bulk_create(
        SkillCount(skill_id=-number, level=1, people=1) for number in range(others)
    )
    sizes = []
    for number in range(256):
        Expertise.objects.update(level=number % 4 + 1)
        sizes.append(SkillCount.objects.count())
    assert sum(now < before for before, now in pairwise(sizes)) == 2


@pytest.mark.django_db
def test_merged_skills_are_counted_as_one(admin):
    known, other = ExpertiseFactory(level=3), ExpertiseFactory(level=3)
    merge_skills(keep=known.skill, lose=other.skill, by=admin)
    assert together(known.skill, 3) == 2
    assert SkillCount.objects.count_differences() == 0


@pytest.mark.django_db
def test_it_is_right_within_the_transaction_that_wrote():
    known = ExpertiseFactory(level=2)
    with transaction.atomic():
        Expertise.objects.update(level=4)
        assert (together(known.skill, 2), together(known.skill, 4)) == (0, 1)
        transaction.set_rollback(True)
    assert (together(known.skill, 2), together(known.skill, 4)) == (1, 0)


@pytest.mark.django_db
def test_what_went_astray_is_found_and_made_anew():
    ExpertiseFactory.create_batch(2)
    SkillCount.objects.filter(pk=SkillCount.objects.last().pk).delete()
    assert SkillCount.objects.count_differences() == 1
    SkillCount.objects.rebuild()
    assert SkillCount.objects.count_differences() == 0


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_who_puts_rows_together():
    """Many write at once, some of them in transactions that stay open for a while."""
    skill, people = SkillFactory(), PersonFactory.create_batch(4)
    start = threading.Barrier(4)

    def write(number):
        try:
            start.wait(10)
            for turn in range(60):
                with transaction.atomic():
                    Expertise.objects.create(
                        person=people[number], skill=skill, level=turn % 4 + 1
                    )
                Expertise.objects.filter(person=people[number]).delete()
            Expertise.objects.create(person=people[number], skill=skill, level=1)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    assert together(skill, 1) == 4
    assert SkillCount.objects.count_differences() == 0
    assert SkillCount.objects.count() < 480
    assert Skill.objects.count() == 1
