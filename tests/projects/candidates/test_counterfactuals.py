"""The single change that would move a candidate up."""

from bisect import insort
from datetime import date

import pytest

from projects.candidates.ranking import counterfactual
from projects.candidates.scoring import Facts, Held, Need, Parts, Question, sort_key

TODAY = date(2026, 3, 9)
PYTHON, SQL, NLP = 1, 2, 3
ASKED = Question(
    needs=(
        Need(PYTHON, 3, "must", False),
        Need(SQL, 3, "should", False),
        Need(NLP, 3, "could", True),
    ),
    percent=50,
    weights=Parts(60, 25, 10, 5),
    today=TODAY,
)


def facts(free=50, **levels):
    skills = {"python": PYTHON, "sql": SQL, "nlp": NLP}
    held = {skills[name]: Held(level, TODAY) for name, level in levels.items()}
    return Facts(held=held, free=free)


def field_of(*people):
    """Sort keys in order; the place of each person is that in the call."""
    field = []
    for place, one in enumerate(people):
        insort(field, (*sort_key(ASKED, one), place))
    return field


def change_of(place, *people):
    return counterfactual(ASKED, people[place], place, field_of(*people))


def test_free_time_is_told_where_it_helps():
    change = change_of(1, facts(python=3), facts(free=10, python=3, sql=3))
    assert (change.rank, change.need) == (1, None)
    assert change.facts.free == 50


def test_a_level_nearly_reached_is_told_where_time_does_not_help():
    change = change_of(1, facts(python=3, sql=3), facts(sql=3, python=2, nlp=2))
    assert (change.rank, change.need.skill) == (1, PYTHON)


def test_of_several_levels_the_one_that_helps_most_is_told():
    ahead = facts(python=3, sql=2), facts(python=3)
    change = change_of(2, *ahead, facts(python=2, sql=2))
    assert change.need.skill == PYTHON


def test_a_skill_that_is_not_stated_is_told_last():
    change = change_of(1, facts(python=3, nlp=3), facts(python=3))
    assert change.need.skill == SQL
    assert change.facts.held[SQL] == Held(3)


def test_only_the_one_thing_differs():
    before = facts(python=2, sql=1)
    change = change_of(1, facts(python=3), before)
    after = {**before.held, PYTHON: Held(3, TODAY)}
    assert change.facts == Facts(held=after, free=50)


def test_a_raised_level_loses_a_confirmation_that_was_lower():
    confirmed = Facts(held={PYTHON: Held(3, TODAY, endorsed=3)}, free=50)
    nearly = Facts(held={PYTHON: Held(2, TODAY, endorsed=2)}, free=50)
    assert change_of(1, confirmed, nearly).need.skill == SQL
    sure = Facts(held={PYTHON: Held(2, TODAY, endorsed=3)}, free=50)
    assert change_of(0, sure, confirmed).rank == 1


@pytest.mark.parametrize(
    "people",
    [
        [facts(python=3)],
        [facts(python=3, sql=3, nlp=3), facts(python=3, sql=3)],
        [facts(free=80, python=1)],
    ],
)
def test_the_first_needs_no_change(people):
    assert change_of(0, *people) is None


def test_where_no_single_change_helps_none_is_told():
    ahead = facts(python=3, sql=3, nlp=3)
    assert change_of(1, ahead, facts(free=0, nlp=1)) is None


def test_ties_stay_in_order_of_places():
    twins = facts(python=3, sql=3, nlp=3), facts(python=3, sql=3, nlp=3)
    assert change_of(1, *twins) is None


def test_a_change_that_only_draws_level_passes_those_of_later_places():
    change = change_of(0, facts(python=2, sql=3, nlp=3), facts(python=3, sql=3, nlp=3))
    assert (change.rank, change.need.skill) == (1, PYTHON)
