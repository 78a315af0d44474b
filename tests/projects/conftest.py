import pytest

from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SkillFactory,
)


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture
def skills():
    return {name: SkillFactory(name=name) for name in ("Python", "SQL", "NLP")}


@pytest.fixture
def person(skills):
    """Make somebody with levels by skill, who may want to learn one."""

    def person(name, wants=None, **levels):
        one = PersonFactory(name=name)
        for skill, level in levels.items():
            ExpertiseFactory(person=one, skill=skills[skill], level=level)
        if wants:
            LearningGoalFactory(person=one, skill=skills[wants], target_level=3)
        return one

    return person
