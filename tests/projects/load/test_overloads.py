"""Where bookings take more time than there is, against a day-by-day brute force."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.availability.calendar import FOREVER, Calendar, Span, is_covered, load_on
from projects.load.overloads import Overload, overloads, with_booking
from tests.thoroughness import examples

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def day(number):
    return MONDAY + DAY * number


def span(percent, first, last):
    return Span(percent, day(first), FOREVER if last is None else day(last))


def found(calendar, first, last, **options):
    end = FOREVER if last is None else day(last)
    return [
        (one.starts_on, one.ends_on, one.load)
        for one in overloads(calendar, day(first), end, **options)
    ]


def test_what_fits_is_no_overload():
    assert found(Calendar(100, (span(60, 0, 9), span(40, 0, 9))), 0, 9) == []


def test_two_bookings_overload_the_days_that_they_share():
    calendar = Calendar(100, (span(60, 0, 9), span(60, 7, 18)))
    assert found(calendar, 0, 18) == [(day(7), day(9), 120)]


def test_only_the_window_is_looked_at():
    calendar = Calendar(50, (span(60, 0, 18),))
    assert found(calendar, 1, 3) == [(day(1), day(3), 60)]


def test_a_weekend_does_not_end_a_stretch():
    calendar = Calendar(100, (span(60, 0, 11), span(60, 0, 4), span(60, 7, 11)))
    assert found(calendar, 0, 11) == [(day(0), day(11), 120)]


def test_another_load_is_another_stretch():
    calendar = Calendar(100, (span(60, 0, 4), span(60, 0, 4), span(60, 3, 4)))
    loads = [load for _, _, load in found(calendar, 0, 4)]
    assert loads == [120, 180]


def test_days_away_are_not_overloaded():
    calendar = Calendar(50, (span(60, 0, 4),), absences=(span(0, 1, 2),))
    assert [first for first, _, _ in found(calendar, 0, 4)] == [day(0), day(3)]


def test_what_has_no_end_overloads_without_end():
    calendar = Calendar(100, (span(60, 0, None), span(60, 7, None)))
    assert found(calendar, 0, None) == [(day(7), FOREVER, 120)]


def test_a_weekend_alone_is_no_overload():
    assert found(Calendar(0, (span(60, 5, 6),)), 5, 6) == []


def test_tentative_bookings_are_told_apart():
    calendar = Calendar(100, (span(90, 0, 4),), (span(30, 3, 4),))
    assert found(calendar, 0, 4) == []
    assert found(calendar, 0, 4, with_tentative=True) == [(day(3), day(4), 120)]


def test_days_without_tentative_bookings_are_not_told_twice():
    calendar = Calendar(100, (span(120, 0, 4),), (span(30, 3, 4),))
    assert found(calendar, 0, 4, with_tentative=True) == [(day(3), day(4), 150)]


def test_a_booking_is_looked_at_as_if_it_were_confirmed():
    calendar = with_booking(Calendar(100, (span(60, 0, 4),)), 60, day(0), None)
    assert found(calendar, 0, None) == [(day(0), day(4), 120)]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 0, "2 Mar 2026: 120 % booked of 100 %, over by 20 %"),
        (0, 4, "2 Mar 2026 – 6 Mar 2026: 120 % booked of 100 %, over by 20 %"),
        (0, None, "2 Mar 2026 – open: 120 % booked of 100 %, over by 20 %"),
    ],
)
def test_a_stretch_says_when_and_by_how_much(first, last, words):
    end = FOREVER if last is None else day(last)
    assert Overload(day(first), end, 120, 100).words == words


spans = st.builds(
    lambda percent, first, length: span(percent, first, first + length),
    st.integers(1, 100),
    st.integers(-20, 40),
    st.integers(0, 30),
)
lists = st.lists(spans, max_size=4).map(tuple)
calendars = st.builds(Calendar, st.integers(0, 100), lists, lists, lists)


def loads_by_day(calendar, first, last, with_tentative):
    """The loads above capacity, looked at day by day."""
    found = {}
    for one in (day(number) for number in range(first, last + 1)):
        tentative = load_on(one, calendar.tentative) * with_tentative
        load = load_on(one, calendar.confirmed) + tentative
        is_at_work = one.weekday() < 5 and not is_covered(one, calendar.absences)
        is_told = tentative or not with_tentative
        if is_at_work and is_told and load > calendar.capacity:
            found[one] = load
    return found


@examples(150)
@given(calendars, st.integers(-5, 30), st.integers(0, 30), st.booleans())
def test_stretches_are_what_each_day_is(calendar, first, length, with_tentative):
    last = first + length
    stretches = overloads(
        calendar, day(first), day(last), with_tentative=with_tentative
    )
    told = {
        one: stretch.load
        for stretch in stretches
        for one in (day(number) for number in range(first, last + 1))
        if stretch.starts_on <= one <= stretch.ends_on and one.weekday() < 5
    }
    assert told == loads_by_day(calendar, first, last, with_tentative)


@examples(150)
@given(calendars, st.integers(-5, 30), st.integers(0, 30))
def test_stretches_are_as_few_as_can_be(calendar, first, length):
    stretches = overloads(calendar, day(first), day(first + length))
    for earlier, later in pairwise(stretches):
        days = range((later.starts_on - earlier.ends_on).days)
        between = [earlier.ends_on + DAY * number for number in days[1:]]
        assert earlier.load != later.load or any(one.weekday() < 5 for one in between)
