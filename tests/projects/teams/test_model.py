"""Teams are the best there are: against a checker of all rules, and brute force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.teams import model
from projects.teams.model import OpenNeed, Option, Terms, suggest_teams
from tests.projects.teams.organisations import (
    all_teams,
    broken_rules,
    differ,
    organisation,
)
from tests.thoroughness import examples

SEEDS = st.integers(0, 2**32)
MUST, SHOULD = 10_000, 1000
TERMS = Terms(person=20, unmet=100_000, most=9)


def suggest(needs, options, terms=TERMS, **asked):
    return suggest_teams(needs, options, terms, **{"seconds": 60} | asked)


def check_against_all_teams(needs, options, terms):
    """Each is the best of those that differ from all before it; no more are left."""
    worths, before = all_teams(needs, options, terms), []
    found = suggest(needs, options, terms)
    for team in found:
        assert not broken_rules(team, needs, options, terms)
        others = {
            people: worth
            for people, worth in worths.items()
            if all(differ(people, one) for one in before)
        }
        assert team.objective == team.bound == max(others.values())
        before.append(frozenset(team.people))
    others = [one for one in worths if one and all(differ(one, b) for b in before)]
    best = max((worths[one] for one in others), default=None)
    if len(found) < 3 and best is not None:
        # Nothing but nobody at all would be better than those.
        assert all(differ(frozenset(), one) for one in before)
        assert worths[frozenset()] >= best


@given(SEEDS)
@examples(400)
def test_brute_force_finds_no_better_team_and_no_better_alternative(seed):
    check_against_all_teams(*organisation(seed))


@given(SEEDS)
@examples(400)
def test_prices_of_seats_change_no_objective(seed):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "FIRST_LOOK", 1)
        check_against_all_teams(*organisation(seed))


@given(SEEDS)
@examples(40)
def test_teams_of_many_keep_all_rules_and_prices_change_nothing(seed):
    needs, options, terms = organisation(seed, people=150, needs=8)
    found = suggest(needs, options, terms)
    assert not any(broken_rules(team, needs, options, terms) for team in found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "FIRST_LOOK", 1000)
        whole = suggest(needs, options, terms)
    assert found[0].objective == whole[0].objective
    assert all(one.is_optimal for one in found)


@pytest.mark.looks_again
@given(SEEDS)
@examples(40)
def test_the_same_question_has_the_same_answer_in_any_order(seed):
    needs, options, terms = organisation(seed, people=90)
    assert suggest(needs, options, terms) == suggest(needs, options[::-1], terms)


def test_needs_that_nobody_can_meet_are_shortages():
    (team,) = suggest([OpenNeed(2, MUST), OpenNeed(1, SHOULD)], [Option(1)])
    assert (team.people, team.shortages) == (set(), (2, 1))
    assert team.objective == -2 * MUST - SHOULD


def test_without_needs_the_team_is_empty():
    (team,) = suggest([], [Option(1, {})])
    assert (team.people, team.shortages, team.objective) == (set(), (), 0)


def test_without_people_there_is_an_answer():
    (team,) = suggest([OpenNeed(1, MUST)], [], TERMS)
    assert (team.people, team.shortages) == (set(), (1,))


def test_one_person_holds_three_needs_and_no_more():
    (team,) = suggest([OpenNeed(1, MUST)] * 4, [Option(1, dict.fromkeys(range(4), 9))])
    assert len(team.holds[1]) == 3
    assert sum(team.shortages) == 1


def test_a_learner_sits_only_beside_who_can_guide():
    needs = [OpenNeed(3, MUST, welcomes_learner=True)]
    learner, guide = Option(2, learns={0: 5}), Option(1, {0: 50}, guides={0})
    assert suggest(needs, [Option(1, {0: 50}), learner])[0].learns == {}
    assert suggest(needs, [guide, learner])[0].learns == {2: 0}


def test_of_whom_the_project_has_a_learner_may_be_guided():
    needs = [OpenNeed(2, MUST, welcomes_learner=True, holders=1, guides=1)]
    (team,) = suggest(needs, [Option(2, learns={0: 5})])
    assert (team.learns, team.shortages) == ({2: 0}, (0,))


def test_one_who_guides_takes_two_learners():
    needs = [OpenNeed(5, MUST, welcomes_learner=True)]
    learners = [Option(n, learns={0: 5}) for n in range(2, 6)]
    team, *_ = suggest(needs, [Option(1, {0: 50}, guides={0}), *learners])
    assert (len(team.learns), team.shortages) == (2, (2,))


def test_musts_come_first_where_the_team_is_small():
    needs = [OpenNeed(1, SHOULD), OpenNeed(1, SHOULD), OpenNeed(1, MUST)]
    options = [Option(1, {0: 90, 1: 90}), Option(2, {2: 1})]
    team, *_ = suggest(needs, options, Terms(person=20, unmet=100_000, most=1))
    assert (team.people, team.shortages) == ({2}, (1, 1, 0))


def test_who_is_locked_in_is_on_the_team_whoever_fits_better():
    options = [Option(1, {0: 90}), Option(2, {0: 10})]
    terms = Terms(person=20, unmet=100_000, most=9, locked=frozenset({2}))
    team, *_ = suggest([OpenNeed(1, MUST)], options, terms)
    assert team.people == {2}


def test_more_locked_than_there_are_seats_still_have_an_answer():
    options = [Option(1, {0: 90}), Option(2, {0: 10})]
    terms = Terms(person=20, unmet=100_000, most=9, locked=frozenset({1, 2}))
    team, *_ = suggest([OpenNeed(1, MUST)], options, terms)
    assert team.people == {1}


def test_a_team_of_at_least_so_many_is_larger_than_it_need_be():
    options = [Option(1, {0: 90, 1: 90}), Option(2, {0: 10})]
    assert suggest([OpenNeed(1, MUST)] * 2, options)[0].people == {1}
    terms = Terms(person=20, unmet=100_000, most=9, least=2)
    assert suggest([OpenNeed(1, MUST)] * 2, options, terms)[0].people == {1, 2}


def test_forty_needs_have_teams():
    options = [Option(n, {n: 50, (n + 1) % 40: 40}) for n in range(40)]
    terms = Terms(person=20, unmet=100_000, most=40)
    team, *_ = suggest([OpenNeed(1, MUST)] * 40, options, terms)
    assert not any(team.shortages)


def test_out_of_time_it_is_the_best_found_and_its_bound_is_said():
    needs, options, terms = organisation(7, people=2500, needs=12)
    team, *_ = suggest(needs, options, terms, seconds=0)
    assert not broken_rules(team, needs, options, terms)
    assert team.bound >= suggest(needs, options, terms, teams=1)[0].objective
