"""The worst day of a window, and the first day of a free one, against day by day."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from people.availability.calendar import (
    FOREVER,
    Calendar,
    Span,
    away_until,
    calendars,
    days_here,
    first_free,
    free_percent,
    next_present_day,
    outside_stay,
    weeks,
    working_days_in,
)
from people.models import Person
from tests.calendars import (
    DAY,
    MONDAY,
    days,
    each_day,
    free_on,
    people,
    slowly,
    windows,
    works_on,
)
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.thoroughness import examples

pytestmark = pytest.mark.looks_again


@pytest.mark.parametrize("with_tentative", [False, True])
@examples(400)
@given(people, windows)
def test_free_percent_is_that_of_the_worst_working_day(
    with_tentative, calendar, window
):
    found = free_percent(calendar, *window, with_tentative=with_tentative)
    assert found == slowly(calendar, *window, with_tentative)


@examples(300)
@given(people, days, st.integers(1, 100), st.integers(1, 40))
def test_first_free_is_the_first_working_day_that_is_free_enough(
    calendar, since, percent, length
):
    found = first_free(calendar, percent, length, since=since)
    last = found - DAY if found else since + DAY * 150
    ends = [(day, day + DAY * (length - 1)) for day in each_day(since, last)]
    assert not any(
        works_on(calendar, day) and slowly(calendar, day, end) >= percent
        for day, end in ends
    )


@examples(300)
@given(people, days, st.integers(1, 100), st.integers(1, 40))
def test_first_free_day_is_as_free_as_promised(calendar, since, percent, length):
    found = first_free(calendar, percent, length, since=since)
    assume(found is not None)
    assert found >= since
    assert works_on(calendar, found)
    assert slowly(calendar, found, found + DAY * (length - 1)) >= percent


@examples(200)
@given(people, days)
def test_week_shows_its_heaviest_day(calendar, start):
    for week in weeks(calendar, start, 4):
        monday, friday = week.starts_on, week.starts_on + DAY * 4
        assert week.free == slowly(calendar, monday, friday)
        assert week.is_away == (
            not any(works_on(calendar, day) for day in each_day(monday, friday))
        )


@examples(200)
@given(people, days)
def test_week_tells_tentative_work_apart(calendar, start):
    for week in weeks(calendar, start, 4):
        window = week.starts_on, week.starts_on + DAY * 4
        left = max(0, week.capacity - week.with_tentative)
        assert week.is_away or left == slowly(calendar, *window, with_tentative=True)
        assert week.is_overbooked == any(
            works_on(calendar, day) and free_on(calendar, day) < 0
            for day in each_day(*window)
        )


@examples(100)
@given(people, days)
def test_weeks_begin_on_the_monday_of_the_day(calendar, start):
    found = [week.starts_on for week in weeks(calendar, start, 3)]
    assert found[0] <= start < found[1]
    assert [day.weekday() for day in found] == [0, 0, 0]


def booked(*spans, capacity=100):
    return Calendar(capacity, confirmed=tuple(Span(*span) for span in spans))


def test_assignments_one_after_the_other_do_not_add_up():
    calendar = booked((60, MONDAY, MONDAY + DAY), (60, MONDAY + DAY * 2, FOREVER))
    assert free_percent(calendar, MONDAY, MONDAY + DAY * 27) == 40


def test_assignments_that_share_a_day_add_up():
    calendar = booked((60, MONDAY, MONDAY + DAY), (30, MONDAY + DAY, FOREVER))
    assert free_percent(calendar, MONDAY, MONDAY + DAY * 27) == 10


def test_load_on_a_weekend_is_no_load():
    calendar = booked((80, MONDAY + DAY * 5, MONDAY + DAY * 6))
    assert free_percent(calendar, MONDAY, MONDAY + DAY * 13) == 100


def test_window_of_absence_has_nothing_free():
    calendar = Calendar(100, absences=(Span(0, MONDAY, MONDAY + DAY * 4),))
    assert free_percent(calendar, MONDAY, MONDAY + DAY * 6) == 0


def test_window_of_one_day_is_that_day():
    calendar = booked((60, MONDAY, MONDAY), (70, MONDAY + DAY, MONDAY + DAY))
    assert free_percent(calendar, MONDAY, MONDAY) == 40
    assert free_percent(calendar, MONDAY + DAY, MONDAY + DAY) == 30


def test_window_of_a_weekend_has_nothing_free():
    saturday = MONDAY + DAY * 5
    assert free_percent(Calendar(100), saturday, saturday + DAY) == 0


def test_first_free_day_comes_after_an_absence_that_follows_the_booking():
    booking = Span(100, MONDAY, MONDAY + DAY * 4)
    away = Span(0, MONDAY + DAY * 7, MONDAY + DAY * 11)
    calendar = Calendar(100, confirmed=(booking,), absences=(away,))
    assert first_free(calendar, 50, 14, since=MONDAY) == MONDAY + DAY * 14


def test_first_free_day_does_not_wait_for_tentative_work():
    calendar = Calendar(100, tentative=(Span(100, MONDAY, FOREVER),))
    assert first_free(calendar, 100, 28, since=MONDAY) == MONDAY


@pytest.mark.parametrize(
    "calendar",
    [Calendar(40), Calendar(100, confirmed=(Span(60, MONDAY, FOREVER),))],
    ids=["small capacity", "open end"],
)
def test_first_free_day_that_never_comes_is_none(calendar):
    assert first_free(calendar, 50, 28, since=MONDAY) is None


def test_who_is_away_for_good_is_never_free():
    absent = Calendar(100, absences=(Span(0, MONDAY, FOREVER),))
    assert next_present_day(MONDAY, absent.absences) == FOREVER
    assert first_free(absent, 50, 28, since=MONDAY) is None


def test_days_after_a_very_long_absence_are_as_many_as_there_are():
    last = FOREVER - DAY * 3
    absent = Calendar(100, absences=(Span(0, MONDAY, last),))
    assert first_free(absent, 50, 28, since=MONDAY) == last + DAY


@pytest.mark.parametrize(
    ("absences", "until", "days"),
    [
        ([(0, 9), (3, 12), (8, 17)], 17, 14),
        ([(0, 9), (10, 16)], 16, 13),
        ([(0, 4), (7, 11)], 11, 10),
        ([(7, 11), (0, 4)], 11, 10),
        ([(0, 4), (0, 4)], 4, 5),
        ([(0, 11), (2, 3)], 11, 10),
        ([(0, 4), (8, 11)], 4, 9),
        ([(0, 0), (1, 1), (2, 2)], 2, 3),
        ([(0, 6)], 6, 5),
        ([(1, 4)], None, 4),
        ([(5, 6)], None, 0),
    ],
    ids=str,
)
def test_absences_that_overlap_or_adjoin_are_one(absences, until, days):
    spans = [Span(0, MONDAY + DAY * a, MONDAY + DAY * b) for a, b in absences]
    last = away_until(MONDAY, spans)
    assert last == (None if until is None else MONDAY + DAY * until)
    here = days_here(Calendar(100, absences=tuple(spans)), MONDAY, MONDAY + DAY * 27)
    assert here == 20 - days


def test_nobody_is_free_below_zero():
    assert (
        free_percent(booked((100, MONDAY, FOREVER), capacity=60), MONDAY, MONDAY) == 0
    )


@pytest.fixture
def person(db):
    return PersonFactory(capacity=80)


def in_march(person):
    window = (MONDAY, MONDAY + DAY * 27)
    return free_percent(
        calendars({person.pk: person.capacity}, *window)[person.pk], *window
    )


def test_calendar_holds_open_ended_bookings_and_absences(person):
    AssignmentFactory(person=person, percent=30)
    AbsenceFactory(person=person)
    found = calendars({person.pk: 80}, MONDAY, MONDAY + DAY * 27)[person.pk]
    assert [span.percent for span in found.confirmed] == [30]
    assert [span.ends_on for span in found.absences] == [date(2026, 3, 13)]
    assert in_march(person) == 50


def test_cancelled_project_takes_no_time(person):
    AssignmentFactory(person=person, project=ProjectFactory(status="cancelled"))
    assert in_march(person) == 80


def test_tentative_booking_takes_no_time_yet(person):
    AssignmentFactory(person=person, status="tentative")
    assert in_march(person) == 80


def test_who_leaves_is_away_from_the_day_after(person):
    Person.objects.update(left_on=MONDAY + DAY * 4)
    found = calendars({person.pk: 80}, MONDAY, MONDAY + DAY * 27)[person.pk]
    assert found.away == outside_stay(None, MONDAY + DAY * 4)
    assert in_march(person) == 80


@pytest.mark.parametrize("left_on", [MONDAY - DAY * 30, MONDAY - DAY])
def test_who_has_left_before_the_window_has_nothing_free(left_on, person):
    Person.objects.update(left_on=left_on)
    assert in_march(person) == 0


@pytest.mark.parametrize(
    ("joined_on", "free"), [(0, 80), (5, 80), (27, 0), (28, 0), (40, 0)]
)
def test_nobody_is_free_before_their_first_day(joined_on, free, person):
    Person.objects.update(joined_on=MONDAY + DAY * joined_on)
    assert in_march(person) == free


@pytest.mark.parametrize("stay", [(None, None), (date.min, date.max)])
def test_who_stays_is_never_away_for_good(stay):
    assert outside_stay(*stay) == ()


@examples(200)
@given(people, windows)
def test_days_here_are_the_working_days_that_are_not_away(calendar, window):
    working = [day for day in each_day(*window) if day.weekday() < 5]
    assert working_days_in(*window) == len(working)
    assert days_here(calendar, *window) == sum(
        works_on(calendar, day) for day in working
    )


def test_calendars_of_many_people_take_one_query(person, django_assert_num_queries):
    capacities = {PersonFactory().pk: 100 for _ in range(3)} | {person.pk: 80}
    with django_assert_num_queries(1):
        assert calendars(capacities, MONDAY, MONDAY).keys() == capacities.keys()
