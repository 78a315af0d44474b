import pytest

from tests.factories import SkillCategoryFactory, SkillFactory


@pytest.fixture
def python():
    languages = SkillCategoryFactory(name="Languages", position=1)
    return SkillFactory(name="Python", category=languages, kind="language")


@pytest.fixture
def forecasting():
    methods = SkillCategoryFactory(name="Methods", position=2)
    return SkillFactory(name="Forecasting", category=methods, kind="method")


@pytest.fixture
def both(python, forecasting):
    return python, forecasting
