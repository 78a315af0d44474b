"""Success rates: what counts, the plausible range, and who may see them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.records.track_record import (
    Outcome,
    TrackRecord,
    organisation_rate,
    outcome_records,
    shrunk_rate,
    track_records,
    wilson_range,
)
from tests.factories import AssignmentFactory, PersonFactory, ProjectFactory
from tests.thoroughness import examples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def closed(outcome):
    return ProjectFactory(status="closed", outcome=outcome)


def record(person):
    found = track_records([person.pk])[person.pk]
    return found.successes, found.judged


@pytest.mark.parametrize(
    ("successes", "judged", "percents"),
    [(3, 3, (44, 100)), (6, 8, (41, 93)), (18, 20, (70, 97)), (0, 0, (0, 100))],
)
def test_plausible_range_is_wilsons(successes, judged, percents):
    assert TrackRecord(successes, judged).range == percents


@examples(100)
@given(st.integers(0, 60), st.integers(1, 60))
def test_plausible_range_holds_the_rate(successes, judged):
    successes = min(successes, judged)
    low, high = wilson_range(successes, judged)
    assert low - 1e-9 <= successes / judged <= high + 1e-9
    assert low >= 0
    assert high <= 1


@examples(100)
@given(st.integers(0, 40), st.integers(1, 40), st.floats(0, 1))
def test_shrunk_rate_lies_between_the_rate_and_the_average(successes, judged, average):
    rate = min(successes, judged) / judged
    shrunk = shrunk_rate(rate * judged, judged, average)
    assert min(rate, average) - 1e-9 <= shrunk <= max(rate, average) + 1e-9


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [
        ("in_use", (1, 1)),
        ("answered", (1, 1)),
        ("not_met", (0, 1)),
        ("not_adopted", (0, 1)),
        ("stopped_evidence", (0, 0)),
        ("stopped_external", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_outcome_counts_as_the_domain_says(outcome, counted):
    booking = AssignmentFactory(project=closed(outcome))
    assert record(booking.person) == counted


def test_project_counts_once_however_often_somebody_was_on_it():
    person, project = PersonFactory(), closed("in_use")
    for month in (1, 2, 3):
        AssignmentFactory(
            person=person, project=project, starts_on=date(2026, month, 1)
        )
    assert record(person) == (1, 1)


def test_tentative_booking_earns_no_record():
    booking = AssignmentFactory(project=closed("in_use"), status="tentative")
    assert record(booking.person) == (0, 0)


def test_booking_counts_from_its_first_day():
    today = AssignmentFactory(project=closed("in_use"), starts_on=date(2026, 3, 9))
    later = AssignmentFactory(project=closed("in_use"), starts_on=date(2026, 3, 10))
    assert record(today.person) == (1, 1)
    assert record(later.person) == (0, 0)


def test_organisation_rate_is_that_of_all_judged_projects():
    for outcome in ("in_use", "answered", "not_met", "stopped_external"):
        closed(outcome)
    assert organisation_rate() == pytest.approx(2 / 3)


def test_organisation_rate_is_a_half_before_anything_is_judged():
    assert organisation_rate() == 0.5


def test_records_of_many_people_take_one_query_each(django_assert_num_queries):
    people = [AssignmentFactory(project=closed("in_use")).person.pk for _ in range(4)]
    with django_assert_num_queries(1):
        assert set(track_records(people)) == set(people)
    with django_assert_num_queries(1):
        assert set(outcome_records(people)) == set(people)


def test_outcomes_come_once_each_oldest_first():
    person = PersonFactory()
    for outcome, day in (("not_met", 5), ("in_use", 2), ("stopped_evidence", 1)):
        project = closed(outcome)
        project.ends_on = date(2026, 2, day)
        project.save()
        AssignmentFactory(person=person, project=project)
    found = outcome_records([person.pk])[person.pk]
    assert found.outcomes == (
        Outcome.STOPPED_EVIDENCE,
        Outcome.IN_USE,
        Outcome.NOT_MET,
    )
    assert found.learned_early == 1


@pytest.mark.parametrize(("judged", "has_rate"), [(2, False), (3, True)])
def test_percentage_needs_three_judged_projects(judged, has_rate):
    assert TrackRecord(judged, judged).has_rate is has_rate
