"""The fewest seats open on each Monday: against all ways to seat people, day by day."""

import re

import pytest
import time_machine
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import signed_in
from tests.projects.starts.organisations import (
    MONDAYS,
    TODAY,
    random_plan,
    shortages,
    store_plan,
)
from tests.thoroughness import examples

SEEDS = st.integers(0, 2**32)
WEEK = re.compile(r'<tr data-week="([^"]+)" data-missing="(\d+)">(.*?)</tr>', re.DOTALL)
SHORT = re.compile(r'data-shortage="([^"]+)" data-count="(\d+)"')


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def asked(manager):
    """The page for a plan: missing seats and what is lacking, by Monday."""

    def ask(query):
        html = signed_in(manager).get(f"/staffing/?{query}").content.decode()
        return {
            day: (int(missing), [(slug, int(n)) for slug, n in SHORT.findall(row)])
            for day, missing, row in WEEK.findall(html)
        }, html

    return ask


def check_against_all_ways(plan, found):
    """Each Monday has the fewest seats open, and as it says by skill."""
    for monday in MONDAYS:
        ways = shortages(plan, monday)
        missing, lacking = found[f"{monday}"]
        assert missing == min(map(sum, ways))
        as_told = {
            tuple(
                (need.skill.lower(), count)
                for need, count in zip(plan.musts, way, strict=True)
                if count
            )
            for way in ways
        }
        assert tuple(lacking) in as_told


@pytest.mark.looks_again
@given(seed=SEEDS)
@examples(200)
def test_no_way_to_seat_people_leaves_fewer_seats_open(seed, asked):
    plan = random_plan(seed)
    with transaction.atomic():
        store_plan(plan)
        weeks, percent = plan.weeks, plan.percent
        query = f"weeks={weeks}&percent={percent}&learners={plan.learners}"
        found, html = asked(f"project=radar&{query}")
        transaction.set_rollback(True)
    if not plan.musts:
        assert "data-start" not in html
        return
    check_against_all_ways(plan, found)
    good = [day for day, (missing, _) in found.items() if not missing]
    assert f'data-start="{good[0] if good else ""}"' in html
