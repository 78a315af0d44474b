"""The candidate score: each part by itself, and all of them together."""

from datetime import date

import pytest

from projects.candidates.scoring import (
    Facts,
    Held,
    Need,
    Parts,
    Question,
    backing,
    closeness,
    freshness,
    lowest_useful,
    points_of,
    shares_of,
    sort_key,
)

TODAY = date(2026, 3, 9)
PYTHON, SQL, NLP = 1, 2, 3
WEIGHTS = Parts(60, 25, 10, 5)


def question(*needs, percent=50, weights=WEIGHTS):
    return Question(needs, percent, weights, TODAY)


def must(skill, level=3, *, learners=False):
    return Need(skill, level, "must", learners)


def fresh(level, **more):
    return Held(level, TODAY, **more)


@pytest.mark.parametrize(
    ("level", "needed", "share"),
    [
        *((4, 3, 1), (3, 3, 1), (4, 1, 1), (2, 3, 0.6), (3, 4, 0.6), (1, 2, 0.6)),
        *((1, 3, 0.25), (2, 4, 0.25), (1, 4, 0), (0, 1, 0), (0, 2, 0), (0, 4, 0)),
    ],
)
def test_closeness_falls_with_each_level_short(level, needed, share):
    assert closeness(level, needed) == share


@pytest.mark.parametrize(("needed", "lowest"), [(1, 1), (2, 1), (3, 1), (4, 2)])
def test_lowest_useful_level_is_the_lowest_that_is_close(needed, lowest):
    assert lowest_useful(needed) == lowest
    assert closeness(lowest, needed) > 0
    assert not closeness(lowest - 1, needed)


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2026, 3, 1), 1),
        (date(2025, 3, 9), 1),
        (date(2025, 2, 9), 0.99),
        (date(2024, 3, 9), 0.88),
        (date(2021, 11, 9), 0.6),
        (date(2001, 1, 1), 0.6),
        (None, 0.85),
    ],
)
def test_freshness_falls_by_the_month_after_a_year(day, share):
    assert freshness(day, TODAY) == pytest.approx(share)


@pytest.mark.parametrize(
    ("held", "used", "kind"),
    [
        (Held(3), 0, "stated"),
        (Held(3, endorsed=2), 0, "stated"),
        (Held(3, endorsed=3), 0, "endorsed"),
        (Held(3, endorsed=4), 0, "endorsed"),
        (Held(3), 1, "used"),
        (Held(3, endorsed=4), 2, "used"),
    ],
)
def test_the_strongest_backing_of_a_level_counts(held, used, kind):
    assert backing(held, used) == kind


# Parts


def test_skills_are_the_weighted_share_of_the_needs():
    asked = question(must(PYTHON), Need(SQL, 2, "should", False))
    facts = Facts(held={PYTHON: fresh(3)}, used={PYTHON: 1})

    assert shares_of(asked, facts).skills == pytest.approx(3 / 5)


def test_skills_multiply_closeness_freshness_and_evidence():
    facts = Facts(held={PYTHON: Held(2, date(2024, 3, 9), endorsed=2)})

    share = shares_of(question(must(PYTHON)), facts).skills
    assert share == pytest.approx(0.6 * 0.88 * 0.95)


def test_being_above_the_need_earns_nothing_extra():
    asked = question(must(PYTHON, level=2))
    practitioner, expert = (
        shares_of(asked, Facts(held={PYTHON: fresh(level)})) for level in (2, 4)
    )
    assert practitioner == expert


def test_two_needs_for_one_skill_count_each():
    asked = question(must(PYTHON, level=4), Need(PYTHON, 2, "could", False))
    facts = Facts(held={PYTHON: fresh(3)}, used={PYTHON: 1})

    assert shares_of(asked, facts).skills == pytest.approx((3 * 0.6 + 1) / 4)


def test_skills_that_nobody_asks_for_earn_nothing():
    facts = Facts(held={NLP: fresh(4)}, used={NLP: 9}, wants={NLP: 3})
    assert shares_of(question(must(PYTHON)), facts) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("free", "share"), [(0, 0), (25, 0.5), (49, 0.98), (50, 1), (100, 1)]
)
def test_availability_is_the_share_of_the_percent_asked(free, share):
    assert shares_of(question(), Facts(free=free)).availability == share


@pytest.mark.parametrize(
    ("here", "days", "share"), [(18, 18, 1), (3, 18, 3 / 18), (0, 18, 0), (0, 0, 0)]
)
def test_availability_counts_the_days_present(here, days, share):
    facts = Facts(free=100, days_here=here, days=days)
    assert shares_of(question(), facts).availability == pytest.approx(share)


@pytest.mark.parametrize(
    ("wants", "share"),
    [
        ({}, 0),
        ({SQL: 1}, 1 / 3),
        ({SQL: 3}, 1),
        ({SQL: 2, NLP: 3}, 1),
        ({PYTHON: 3}, 0),
    ],
)
def test_growth_counts_goals_that_needs_welcome(wants, share):
    asked = question(must(PYTHON), must(SQL, learners=True), must(NLP, learners=True))
    assert shares_of(asked, Facts(wants=wants)).growth == pytest.approx(share)


def test_a_goal_counts_once_for_two_needs():
    asked = question(must(SQL, 2, learners=True), must(SQL, 4, learners=True))
    assert shares_of(asked, Facts(wants={SQL: 1})).growth == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("hours", "share"), [(None, 0), (0, 0), (1, 0.25), (3.5, 0.875), (4, 1), (8, 1)]
)
def test_overlap_is_the_share_of_enough_hours(hours, share):
    assert shares_of(question(), Facts(hours=hours)).overlap == share


def test_weights_turn_shares_into_points():
    asked = question(must(PYTHON), weights=Parts(40, 30, 0, 10))
    facts = Facts(held={PYTHON: fresh(3)}, used={PYTHON: 1}, free=25, hours=2)

    assert points_of(asked, facts) == pytest.approx((40, 15, 0, 5))


def test_the_best_there_is_has_100_points():
    asked = question(must(PYTHON), Need(SQL, 3, "could", True))
    held = {PYTHON: fresh(4), SQL: fresh(3)}
    facts = Facts(held, {SQL: 3}, {PYTHON: 2, SQL: 1}, free=80, hours=8)

    assert sum(points_of(asked, facts)) == pytest.approx(100)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CLOSENESS", (1, 0.5), 0.5),
        ("FRESHNESS_UNKNOWN", 0.5, 0.6 * 0.5 / 0.85),
        ("EVIDENCE", {"stated": 0.45, "endorsed": 1, "used": 1}, 0.3),
    ],
)
def test_factors_come_from_the_settings(name, value, expected, settings):
    settings.DIRECTORY = settings.DIRECTORY | {name: value}

    share = shares_of(question(must(PYTHON)), Facts(held={PYTHON: Held(2)})).skills
    assert share == pytest.approx(0.85 * 0.9 * expected)


# Order


def test_more_points_come_first():
    asked = question(must(PYTHON))
    better, worse = (Facts(held={PYTHON: fresh(level)}) for level in (3, 2))
    assert sort_key(asked, better) < sort_key(asked, worse)


def test_of_equal_points_more_musts_come_first():
    needs = must(PYTHON), Need(SQL, 3, "could", False)
    asked = question(*needs, weights=Parts(0, 0, 0, 5))
    one, other = (Facts(held={skill: fresh(3)}, hours=4) for skill in (PYTHON, SQL))
    assert sort_key(asked, one) < sort_key(asked, other)


def test_of_equal_points_and_musts_more_free_time_comes_first():
    asked = question(must(PYTHON), percent=20)
    one, other = (Facts(free=free) for free in (60, 40))
    assert sort_key(asked, one) < sort_key(asked, other)


def test_points_that_differ_by_rounding_only_tie():
    needs = [Need(skill, 3, "could", False) for skill in (1, 2, 3)]
    facts = Facts(held={skill: fresh(3) for skill in (1, 2, 3)})
    turned = Facts(held={skill: fresh(3) for skill in (3, 1, 2)})
    asked = question(*needs)
    assert sort_key(asked, facts) == sort_key(asked, turned)
