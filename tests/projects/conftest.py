import pytest

from tests.factories import SkillFactory


@pytest.fixture
def python():
    return SkillFactory(name="Python")
