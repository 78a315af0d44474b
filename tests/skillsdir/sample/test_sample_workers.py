"""The people of the sample, before they are rows."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from people.fields import RESERVED_SLUGS
from skillsdir.sample.content import TEAMS
from skillsdir.sample.workers import (
    CAST,
    REPORTS,
    choose_confirmed,
    choose_employment,
    choose_title,
    free_slug,
    make_workers,
    situation_of,
)

TODAY = date(2026, 3, 9).toordinal()


@pytest.fixture(scope="module")
def workers():
    return make_workers(240, TODAY, seed=1)


def by_id(workers):
    return {worker.id: worker for worker in workers}


def test_people_are_numbered_from_one(workers):
    assert [worker.id for worker in workers] == list(range(1, 241))


def test_more_people_begin_with_the_same_ones(workers):
    fewer = make_workers(60, TODAY, seed=1)

    assert [one.name for one in fewer] == [one.name for one in workers[:60]]


def test_no_two_people_have_one_address(workers):
    assert len({worker.slug for worker in workers}) == 240
    emails = [worker.email for worker in workers if worker.email]
    assert len(set(emails)) == len(emails)


def test_a_few_people_have_no_email(workers):
    assert [one.id for one in workers if not one.email] == [18, 58, 98, 138, 178, 218]


def test_cast_sits_in_its_teams(workers):
    for place, (name, team, profile) in CAST.items():
        worker = workers[place]
        assert (worker.name, worker.profile) == (name, profile)
        assert TEAMS[worker.team - 1].name == team


def test_every_team_has_somebody(workers):
    assert {worker.team for worker in workers} == set(range(1, len(TEAMS) + 1))


@pytest.mark.parametrize(
    ("number", "situation"),
    [(0, "usual"), (7, "left"), (9, "away"), (12, "overbooked"), (20, "new")],
)
def test_small_organisation_has_everybody_who_is_special(number, situation):
    assert situation_of(number) == situation


def test_who_left_joined_before(workers):
    gone = [worker for worker in workers if worker.has_left]

    assert gone
    assert all(worker.joined < worker.left < TODAY for worker in gone)


def test_who_is_new_joined_within_six_weeks():
    joined, left = choose_employment("new", False, TODAY, Random(1))

    assert (left, TODAY - 48 <= joined <= TODAY) == (None, True)


def test_cast_has_been_here_for_five_years():
    joined, _ = choose_employment("usual", True, TODAY, Random(1))

    assert TODAY - joined == pytest.approx(5 * 365, abs=7)


def test_nobody_is_their_own_manager(workers):
    assert all(worker.manager != worker.id for worker in workers)


def test_manager_leads_eight_of_the_own_team_at_most(workers):
    people = by_id(workers)
    teams = Counter(
        worker.manager
        for worker in workers
        if worker.manager
        and not worker.has_left
        and people[worker.manager].team == worker.team
    )

    assert max(teams.values()) <= REPORTS


def test_nobody_reports_to_somebody_who_left(workers):
    people = by_id(workers)

    assert not any(people[one.manager].has_left for one in workers if one.manager)


def test_managers_lead_to_the_top(workers):
    people = by_id(workers)
    for worker in workers:
        seen = set()
        while worker.manager:
            assert worker.id not in seen
            seen.add(worker.id)
            worker = people[worker.manager]


def test_nobody_takes_the_address_of_a_page():
    taken = Counter(RESERVED_SLUGS)

    assert [free_slug("Me", taken), free_slug("Me", taken)] == ["me-2", "me-3"]


def test_title_that_has_a_rank_gets_no_second_one():
    titles = [choose_title("delivery", 3, Random(seed)).split() for seed in range(30)]

    assert all(title.count("Principal") <= 1 for title in titles)
    assert not any("Senior" in title and "Principal" in title for title in titles)


def test_who_joined_lately_has_confirmed_nothing():
    assert choose_confirmed(1, TODAY - 59, TODAY, Random(1)) is None


def test_profile_is_confirmed_after_joining(workers):
    dated = [worker for worker in workers if worker.confirmed]

    assert all(worker.joined < worker.confirmed <= TODAY for worker in dated)
