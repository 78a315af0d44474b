"""Who opens a project that was there is shown it, although it was said otherwise."""

import os

import pytest

from projects.alike.likeness import idea_of, nearest
from tests.factories import SkillFactory
from tests.projects.alike.twins import make_twins
from tests.thoroughness import FACTOR, how_many

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
MOST = 5


def test_twins_are_among_the_first_five():
    """200 among 2,000 in `make long`, a quarter of both in each run."""
    skills = [SkillFactory(name=f"Skill {number}") for number in range(120)]
    seed = os.urandom(4).hex() if FACTOR else "twins"
    pairs = make_twins(how_many(2000), how_many(200), skills, seed)
    missed = [
        (one.name, other.name)
        for one, other in pairs
        if other.pk not in [near.project for near in nearest(idea_of(one), most=MOST)]
    ]
    assert len(missed) <= 0.05 * len(pairs), (seed, missed)
