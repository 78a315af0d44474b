import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

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


@pytest.fixture
def quick_hashes(monkeypatch):
    """Passwords that take no time to check, and would take none to guess."""
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
