"""The projects of the sample and who learns on them, before they are rows."""

from collections import Counter
from datetime import date
from itertools import islice
from random import Random
from types import SimpleNamespace

import pytest

from skillsdir.sample.bookings import Booking
from skillsdir.sample.seats import find_pair, give_seats, goes_on, overlap
from skillsdir.sample.undertakings import (
    STATUSES,
    choose_days,
    deal,
    project_count,
)
from skillsdir.sample.workers import Known

TODAY = date(2026, 3, 9).toordinal()
SKILL = 5


def booking(worker, starts=0, ends=None, status="active", project=1):
    undertaking = SimpleNamespace(id=project, status=status)
    return Booking(undertaking, worker, "", 50, starts, ends, "confirmed", ())


def workers(*levels):
    """Workers with ids from 1 and these levels in the skill; 0 is none."""
    return [
        SimpleNamespace(skills={SKILL: Known(level, None, 1, "")} if level else {})
        for level in levels
    ]


def need(project=1, level=2, is_welcome=True):
    return (1, project, SKILL, level, 1, "must", is_welcome)


# Projects


@pytest.mark.parametrize(("people", "projects"), [(10, 24), (90, 30), (1000, 333)])
def test_three_people_make_a_project(people, projects):
    assert project_count(people) == projects


def test_each_round_has_each_status_as_often():
    dealt = list(islice(deal(STATUSES, Random(1)), 2 * len(STATUSES)))

    assert Counter(dealt) == Counter(STATUSES * 2)
    assert dealt[: len(STATUSES)] != dealt[len(STATUSES) :]


@pytest.mark.parametrize(
    ("status", "starts_by", "ends_by"),
    [
        ("closed", TODAY, TODAY - 6),
        ("active", TODAY - 14, None),
        ("cancelled", TODAY + 30, None),
    ],
)
def test_project_runs_as_its_status_says(status, starts_by, ends_by):
    days = [choose_days(status, TODAY, Random(seed)) for seed in range(60)]

    assert max(starts for starts, _ in days) <= starts_by
    assert ends_by is None or max(ends for _, ends in days) <= ends_by


@pytest.mark.parametrize("status", ["staffing", "proposed"])
def test_project_that_is_planned_lies_ahead(status):
    days = [choose_days(status, TODAY, Random(seed)) for seed in range(60)]

    assert all(starts is None or starts >= TODAY for starts, _ in days)


def test_some_proposals_have_no_days_yet():
    days = [choose_days("proposed", TODAY, Random(seed)) for seed in range(60)]

    assert (None, None) in days


@pytest.mark.parametrize("status", sorted(set(STATUSES)))
def test_projects_begin_on_mondays_and_end_on_fridays(status):
    for seed in range(40):
        starts, ends = choose_days(status, TODAY, Random(seed))
        assert starts is None or date.fromordinal(starts).weekday() == 0
        assert ends is None or date.fromordinal(ends).weekday() == 4


# Who learns from whom


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((1, 5), (5, 9), True),
        ((1, 5), (6, 9), False),
        ((6, 9), (1, 5), False),
        ((1, None), (90, None), True),
        ((1, None), (1, 0), False),
    ],
)
def test_bookings_overlap_if_they_share_a_day(one, other, together):
    assert overlap(booking(1, *one), booking(2, *other)) is together


@pytest.mark.parametrize(
    ("ends", "status", "goes"),
    [
        (TODAY, "active", True),
        (TODAY - 1, "active", False),
        (None, "active", True),
        (TODAY - 1, "closed", True),
    ],
)
def test_what_is_over_counts_on_projects_of_the_past_alone(ends, status, goes):
    assert goes_on(booking(1, 0, ends, status), TODAY) is goes


def test_learner_is_below_the_need_and_mentor_practises():
    crew = [booking(1), booking(2), booking(3)]

    learner, mentor = find_pair(crew, SKILL, 2, workers(2, 1, 3), set())
    assert (learner.worker, mentor.worker) == (2, 3)


def test_who_wants_to_learn_it_goes_first():
    crew = [booking(1), booking(2), booking(3)]

    learner, _ = find_pair(crew, SKILL, 2, workers(0, 0, 3), {(2, SKILL)})
    assert learner.worker == 2


def test_without_somebody_who_practises_nobody_learns():
    assert find_pair([booking(1), booking(2)], SKILL, 3, workers(1, 2), set()) is None


def test_nobody_learns_from_themselves():
    crew = [booking(1, 0, 9), booking(1, 20, 29)]

    assert find_pair(crew, SKILL, 4, workers(3), set()) is None


def test_nobody_learns_from_who_was_there_at_another_time():
    crew = [booking(1, 0, 9), booking(2, 10, 19)]

    assert find_pair(crew, SKILL, 2, workers(0, 4), set()) is None


def test_seat_is_given_with_its_mentor():
    crew = [booking(1), booking(2)]

    give_seats(crew, [need()], workers(0, 4), [], TODAY)
    assert [(one.learns, one.mentor) for one in crew] == [(SKILL, 2), (None, None)]


def test_project_has_one_seat():
    crew = [booking(1), booking(2), booking(3)]

    give_seats(crew, [need(), need()], workers(0, 0, 4), [], TODAY)
    assert [one.learns for one in crew] == [SKILL, None, None]


def test_need_that_welcomes_no_learner_has_no_seat():
    crew = [booking(1), booking(2)]

    give_seats(crew, [need(is_welcome=False)], workers(0, 4), [], TODAY)
    assert {one.learns for one in crew} == {None}
