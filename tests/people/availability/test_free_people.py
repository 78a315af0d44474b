"""Who of everybody is free now, comes free soon, or has too much."""

from datetime import UTC, date, datetime, timedelta

import pytest

from people.availability.free_people import free_people, near_calendars
from people.availability.words import overbooked_until
from tests.factories import AbsenceFactory, AssignmentFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)
FRIDAY = date(2026, 3, 20)


def coming():
    return [(one.day, one.percent) for one in free_people().coming]


@pytest.mark.parametrize(
    ("percent", "free_now"), [(0, 1), (50, 1), (51, 0), (100, 0), (130, 0)]
)
def test_half_a_week_is_free_enough(percent, free_now):
    person = PersonFactory()
    for share in (min(percent, 100), percent - 100):
        if share > 0:
            AssignmentFactory(person=person, percent=share)

    assert free_people().free_now == free_now


def test_one_busy_day_in_four_weeks_is_not_free_now():
    AssignmentFactory(percent=60, starts_on=date(2026, 4, 3), ends_on=date(2026, 4, 3))

    assert free_people().free_now == 0


def test_busy_day_after_the_window_does_not_count():
    AssignmentFactory(percent=60, starts_on=date(2026, 4, 6))

    assert free_people().free_now == 1


def test_free_time_comes_on_the_working_day_after_a_booking():
    AssignmentFactory(percent=80, ends_on=FRIDAY)

    assert coming() == [(date(2026, 3, 23), 100)]


def test_what_comes_free_tells_what_else_stays():
    person = AssignmentFactory(percent=60, ends_on=FRIDAY).person
    AssignmentFactory(person=person, percent=30)

    assert coming() == [(date(2026, 3, 23), 70)]


def test_who_stays_below_half_a_week_does_not_come_free():
    person = AssignmentFactory(percent=30, ends_on=FRIDAY).person
    AssignmentFactory(person=person, percent=60)

    assert coming() == []


def test_who_works_less_than_half_a_week_never_comes_free():
    AssignmentFactory(person__capacity=40, percent=40, ends_on=FRIDAY)

    assert coming() == []


def test_end_after_the_window_is_not_soon():
    AssignmentFactory(percent=80, ends_on=date(2026, 4, 7))

    assert coming() == []


def test_earliest_comes_first_then_who_has_most_time():
    for ends_on, capacity in ((FRIDAY, 60), (FRIDAY + 7 * DAY, 100), (FRIDAY, 100)):
        AssignmentFactory(person__capacity=capacity, percent=60, ends_on=ends_on)

    assert coming() == [
        (date(2026, 3, 23), 100),
        (date(2026, 3, 23), 60),
        (date(2026, 3, 30), 100),
    ]


def test_who_left_is_nowhere():
    person = PersonFactory(left_on=TODAY - DAY)
    AssignmentFactory(person=person, percent=100)
    AssignmentFactory(person=person, percent=100, ends_on=FRIDAY)

    found = free_people()
    assert (found.people, found.free_now) == (0, 0)
    assert found.coming == found.overbooked == []


def test_too_much_is_told_with_the_calendar_that_says_when_it_ends():
    first = AssignmentFactory(percent=70, ends_on=FRIDAY)
    AssignmentFactory(person=first.person, percent=50)

    [one] = free_people().overbooked
    assert (one.person, one.over) == (first.person_id, 20)
    calendar = near_calendars([first.person])[one.person]
    assert overbooked_until(calendar, TODAY) == FRIDAY


def test_all_of_a_capacity_is_not_too_much():
    AssignmentFactory(person__capacity=60, percent=60)

    assert free_people().overbooked == []


def test_who_is_not_here_is_not_over_booked():
    away = AbsenceFactory(starts_on=TODAY, ends_on=TODAY).person
    comes = PersonFactory(joined_on=TODAY + DAY)
    for person in (away, comes):
        AssignmentFactory.create_batch(2, person=person, percent=75)

    assert free_people().overbooked == []


def test_heaviest_comes_first_by_what_is_beyond_capacity():
    for capacity, percent in ((100, 90), (50, 80), (40, 100)):
        AssignmentFactory(person__capacity=capacity, percent=percent)

    assert [one.over for one in free_people().overbooked] == [60, 30]


def test_on_a_weekend_monday_counts(time_machine):
    time_machine.move_to(datetime(2026, 3, 7, 10, tzinfo=UTC), tick=False)
    first = AssignmentFactory(percent=70, starts_on=TODAY)
    AssignmentFactory(person=first.person, percent=70, ends_on=date(2026, 3, 8))
    AssignmentFactory(person=first.person, percent=40, starts_on=TODAY)

    assert [one.over for one in free_people().overbooked] == [10]


def test_everybody_costs_the_same_for_3_and_30(django_assert_num_queries):
    for count in (3, 27):
        for booking in AssignmentFactory.create_batch(
            count, percent=80, ends_on=FRIDAY
        ):
            AssignmentFactory(person=booking.person, percent=80)
            AbsenceFactory(person=booking.person)
        with django_assert_num_queries(1):
            free_people()


def test_empty_directory_costs_no_more(django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert free_people().people == 0
