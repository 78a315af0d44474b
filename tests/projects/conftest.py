import pytest

from tests.factories import SkillFactory


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture
def skills():
    return {name: SkillFactory(name=name) for name in ("Python", "SQL", "NLP")}
