"""Bookings that move with the days of their project."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.life.bookings import Days, moved_days
from tests.thoroughness import examples

TODAY = date(2026, 3, 2)
OLD = Days(date(2026, 4, 6), date(2026, 6, 26))
LATER = Days(date(2026, 4, 20), date(2026, 7, 10))


def days(start, end=None):
    return Days(date(2026, *start), end and date(2026, *end))


@pytest.mark.parametrize(
    ("booking", "new", "then"),
    [
        # To come: as far as the first day moved.
        (days((4, 6), (5, 1)), LATER, days((4, 20), (5, 15))),
        (days((4, 6)), LATER, days((4, 20))),
        # To the last day: on to the new one.
        (days((4, 6), (6, 26)), LATER, days((4, 20), (7, 10))),
        # Begun: the beginning stays.
        (days((2, 2), (6, 26)), LATER, days((2, 2), (7, 10))),
        (days((2, 2), (5, 1)), LATER, days((2, 2), (5, 1))),
        (days((2, 2)), LATER, days((2, 2))),
        # Over.
        (days((1, 5), (2, 27)), LATER, days((1, 5), (2, 27))),
    ],
)
def test_a_booking_moves_with_its_project(booking, new, then):
    assert moved_days(booking, OLD, new, TODAY) == then


@pytest.mark.parametrize(
    ("booking", "then"),
    [
        (days((4, 6), (6, 26)), days((4, 6), (5, 29))),
        (days((4, 6), (6, 12)), days((4, 6), (5, 29))),
        (days((4, 6), (5, 8)), days((4, 6), (5, 8))),
        (days((4, 6)), days((4, 6))),
        # Nothing would be left of it.
        (days((6, 1), (6, 12)), days((6, 1), (6, 12))),
    ],
)
def test_none_goes_on_beyond_an_earlier_end(booking, then):
    assert (
        moved_days(booking, OLD, Days(OLD.starts_on, date(2026, 5, 29)), TODAY) == then
    )


@pytest.mark.parametrize("old", [Days(None, None), Days(None, OLD.ends_on)])
def test_without_a_first_day_before_nothing_is_shifted(old):
    booking = days((4, 6), (5, 1))
    assert moved_days(booking, old, LATER, TODAY) == booking


def test_a_last_day_that_is_given_up_moves_nothing():
    booking = days((4, 6), (6, 26))
    assert moved_days(booking, OLD, Days(OLD.starts_on, None), TODAY) == booking


@pytest.mark.parametrize("ends_on", [None, date.max])
def test_a_move_beyond_all_calendars_moves_nothing(ends_on):
    booking = Days(date(9999, 12, 1), ends_on)
    assert moved_days(booking, OLD, Days(date(2027, 4, 6), None), TODAY) == booking


DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))
MAYBE = st.none() | DAYS
SPANS = st.tuples(DAYS, MAYBE).map(lambda pair: Days(pair[0], max_of(*pair)))
PLANS = st.tuples(MAYBE, MAYBE).map(lambda pair: Days(pair[0], max_of(*pair)))


def max_of(start, end):
    return end if None in (start, end) else max(start, end)


@examples(200)
@given(SPANS, PLANS, PLANS)
def test_no_booking_ends_before_it_starts_or_changes_what_has_been(booking, old, new):
    then = moved_days(booking, old, new, TODAY)
    assert then.ends_on is None or then.starts_on <= then.ends_on
    assert then.starts_on == booking.starts_on or booking.starts_on >= TODAY
    assert (then.ends_on is None) == (booking.ends_on is None)


@examples(200)
@given(SPANS, PLANS)
def test_nothing_moves_with_days_that_stay(booking, plan):
    end = plan.ends_on
    is_within = not (end and booking.ends_on and booking.ends_on > end)
    assert moved_days(booking, plan, plan, TODAY) == booking or not is_within
