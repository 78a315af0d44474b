"""The fewest open seats: against all ways to seat people, and the model of teams."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.starts import model
from projects.starts.model import Kind, fewest_open
from projects.teams.model import OpenNeed, Option, Terms, suggest_teams
from tests.projects.teams.organisations import all_teams, organisation
from tests.thoroughness import examples

pytestmark = pytest.mark.looks_again

SEEDS = st.integers(0, 2**32)


def kind_of_option(option):
    return Kind(*map(frozenset, (option.holds, option.learns, option.guides)))


def fewest(needs, kinds, seconds=60):
    return fewest_open(needs, Counter(kinds), learners_per_guide=2, seconds=seconds)


def worthless(option):
    """The same person, of whom nothing counts but the seats that they fill."""
    nothing = dict.fromkeys
    holds, learns = nothing(option.holds, 0), nothing(option.learns, 0)
    return Option(option.person, holds, learns, option.guides)


@given(SEEDS)
@examples(400)
def test_all_teams_leave_as_many_seats_open_at_least(seed):
    needs, options, _ = organisation(seed)
    needs = [OpenNeed(**fields(one) | {"price": 1}) for one in needs]
    options = [worthless(one) for one in options]
    best = max(all_teams(needs, options, Terms(0, 0, most=99)).values())
    found = fewest(needs, map(kind_of_option, options))
    assert found.is_proven
    assert found.missing == -best


def fields(need):
    return {name: getattr(need, name) for name in need.__slots__}


@given(SEEDS)
@examples(40)
def test_of_many_the_model_of_teams_says_the_same(seed):
    needs, options, _ = organisation(seed, people=Random(seed).randint(5, 60), needs=8)
    needs = [OpenNeed(**fields(one) | {"price": 1}) for one in needs]
    options = [worthless(one) for one in options]
    team, *_ = suggest_teams(needs, options, Terms(0, 0, most=99), seconds=60, teams=1)
    assert fewest(needs, map(kind_of_option, options)).missing == sum(team.shortages)


@given(SEEDS)
@examples(100)
def test_looking_at_the_most_versatile_first_changes_nothing(seed):
    needs, options, _ = organisation(seed, people=12, needs=6)
    kinds = list(map(kind_of_option, options))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "FIRST_LOOK", 2)
        found = fewest(needs, kinds)
    assert found.missing == fewest(needs, kinds).missing


def test_who_holds_four_needs_fills_three_of_them():
    kinds = [Kind(holds=frozenset(range(4)))]
    assert fewest([OpenNeed(1, 1)] * 4, kinds).seats == (0, 0, 0, 1)


def test_one_person_learns_one_need():
    needs = [OpenNeed(2, 1, welcomes_learner=True)] * 2
    both = frozenset({0, 1})
    kinds = [Kind(both, guides=both), Kind(learns=both)]
    assert fewest(needs, kinds).seats == (0, 1)


def test_alike_people_learn_one_need_each():
    needs = [OpenNeed(2, 1, welcomes_learner=True)] * 2
    both = frozenset({0, 1})
    kinds = [Kind(both, guides=both), *[Kind(learns=both)] * 2]
    assert fewest(needs, kinds).missing == 0


def test_without_who_can_guide_nobody_learns():
    needs = [OpenNeed(2, 1, welcomes_learner=True)]
    kinds = [Kind(frozenset({0})), Kind(learns=frozenset({0}))]
    assert fewest(needs, kinds).seats == (1,)


def test_the_same_person_fills_one_seat_of_a_need():
    assert fewest([OpenNeed(3, 1)], [Kind(frozenset({0}))]).seats == (2,)


def test_of_two_ways_the_needs_that_stand_first_are_filled():
    kinds = [Kind(frozenset({0, 1, 2, 3}))]
    needs = [OpenNeed(2, 1), OpenNeed(1, 1), OpenNeed(1, 1), OpenNeed(1, 1)]
    assert fewest(needs, kinds).seats == (1, 0, 0, 1)


def test_without_people_and_without_needs_there_is_an_answer():
    assert fewest([OpenNeed(2, 1)], []).seats == (2,)
    assert fewest([], [Kind()]).seats == ()


def test_the_team_that_learns_already_keeps_its_seats():
    need = OpenNeed(3, 1, welcomes_learner=True, holders=1, guides=1, learners=1)
    assert fewest([need], []).seats == (1,)


def test_out_of_time_it_is_said_that_nothing_is_proven():
    dice = Random(1)
    needs = [OpenNeed(5, 1, welcomes_learner=True)] * 30
    kinds = [
        Kind(frozenset(dice.sample(range(30), 5)), frozenset(dice.sample(range(30), 5)))
        for _ in range(400)
    ]
    kinds = [Kind(one.holds, one.learns - one.holds, one.holds) for one in kinds]
    found = fewest(needs, kinds, seconds=0)
    assert found.is_proven or found.missing >= fewest(needs, kinds).missing
