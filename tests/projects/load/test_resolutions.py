"""Days beyond capacity, against day by day; and ways out, by making them true."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from people.availability.calendar import FOREVER, Calendar, Span
from projects.load.overloads import Run, resolution, runs
from tests.calendars import (
    DAY,
    MONDAY,
    days,
    each_day,
    free_on,
    people,
    works_on,
)
from tests.thoroughness import examples

pytestmark = pytest.mark.looks_again

FRIDAY = MONDAY + DAY * 4
LAST = MONDAY + DAY * 120


def worked(calendar, start, end=LAST):
    return [day for day in each_day(start, end) if works_on(calendar, day)]


def days_of(found, calendar):
    """The working days that the overloads cover, of those looked at."""
    return [
        day
        for one in found
        for day in worked(calendar, one.starts_on, min(one.ends_on, LAST))
    ]


@examples(300)
@given(people, days)
def test_overloads_are_the_working_days_beyond_capacity(calendar, start):
    found = runs(calendar, start)
    assert days_of(found, calendar) == [
        day for day in worked(calendar, start) if free_on(calendar, day) < 0
    ]


@examples(300)
@given(people, days)
def test_overload_is_that_of_its_worst_day(calendar, start):
    for one in runs(calendar, start):
        within = worked(calendar, one.starts_on, min(one.ends_on, LAST))
        assert one.over == -min(free_on(calendar, day) for day in within)


@examples(300)
@given(people, days)
def test_between_two_overloads_is_a_working_day_within_capacity(calendar, start):
    found = runs(calendar, start)
    for earlier, later in pairwise(found):
        between = worked(calendar, earlier.ends_on + DAY, later.starts_on - DAY)
        assert any(free_on(calendar, day) >= 0 for day in between)


@examples(200)
@given(people, days)
def test_overload_begins_and_ends_on_a_working_day(calendar, start):
    for one in runs(calendar, start):
        assert one.starts_on.weekday() < 5
        assert one.ends_on.weekday() < 5


@st.composite
def conflicts(draw):
    """A calendar, one of its overloads, and a booking that has to do with it."""
    calendar = draw(people)
    found = runs(calendar, MONDAY)
    assume(found)
    one = draw(st.sampled_from(found))
    touching = [span for span in calendar.confirmed if one.touches(span)]
    return calendar, one, draw(st.sampled_from(touching))


def changed(calendar, booking, *new):
    others = list(calendar.confirmed)
    others.remove(booking)
    return replace(calendar, confirmed=(*others, *new))


def left_of(run, calendar):
    return runs(calendar, run.starts_on, run.ends_on)


@examples(300)
@given(conflicts())
def test_each_way_out_ends_the_overload_or_leaves_what_it_says(conflict):
    calendar, run, booking = conflict
    found = resolution(run, calendar, booking)
    fields = {
        "percent": found.lower_to,
        "starts_on": found.begin_on,
        "ends_on": found.end_on,
    }
    for name, value in fields.items():
        if value is not None:
            new = booking._replace(**{name: value})
            assert new.starts_on <= new.ends_on
            left = left_of(run, changed(calendar, booking, new))
            assert max((one.over for one in left), default=0) == found.remains


@examples(300)
@given(conflicts())
def test_what_remains_is_the_overload_without_the_booking(conflict):
    calendar, run, booking = conflict
    without = left_of(run, changed(calendar, booking))
    remains = resolution(run, calendar, booking).remains
    assert remains == max((one.over for one in without), default=0)


@examples(300)
@given(conflicts())
def test_a_percent_more_than_the_lower_one_is_too_much(conflict):
    calendar, run, booking = conflict
    lower_to = resolution(run, calendar, booking).lower_to
    assume(lower_to is not None)
    new = booking._replace(percent=lower_to + 1)
    assert left_of(run, changed(calendar, booking, new))


# By hand


@pytest.fixture
def calendar():
    """80 % with no end, and 50 % on top of it from Monday to the Friday after next."""
    fortnight = Span(50, MONDAY, FRIDAY + DAY * 7)
    return Calendar(100, confirmed=(Span(80, MONDAY - DAY * 90, FOREVER), fortnight))


def test_overload_has_dates_and_size(calendar):
    found = runs(calendar, MONDAY - DAY * 30)
    assert found == [Run(MONDAY, FRIDAY + DAY * 7, 30)]


def test_overload_that_began_earlier_begins_with_the_window(calendar):
    wednesday = MONDAY + DAY * 2
    assert runs(calendar, wednesday)[0].starts_on == wednesday


def test_absence_within_an_overload_does_not_divide_it(calendar):
    away = replace(calendar, absences=(Span(0, MONDAY + DAY, MONDAY + DAY * 2),))
    assert len(runs(away, MONDAY)) == 1


def test_overload_without_end_says_so(calendar):
    booked = (*calendar.confirmed, Span(50, MONDAY + DAY * 14, FOREVER))
    found = runs(replace(calendar, confirmed=booked), MONDAY)
    assert [one.has_end for one in found] == [False]


def test_booking_that_came_earlier_can_be_lowered_or_end_before(calendar):
    run = runs(calendar, MONDAY)[0]
    found = resolution(run, calendar, calendar.confirmed[0])
    assert (found.lower_to, found.begin_on) == (50, None)
    assert found.end_on == MONDAY - DAY * 3


def test_booking_that_comes_later_can_begin_when_there_is_room(calendar):
    longer = Span(50, MONDAY, FRIDAY + DAY * 30)
    first = Span(80, MONDAY - DAY * 90, FRIDAY)
    calendar = Calendar(100, confirmed=(first, longer))
    run = runs(calendar, MONDAY)[0]
    assert resolution(run, calendar, longer).begin_on == MONDAY + DAY * 7


def test_booking_that_is_not_enough_alone_says_what_remains(calendar):
    third = Span(60, MONDAY, FRIDAY)
    calendar = replace(calendar, confirmed=(*calendar.confirmed, third))
    run = runs(calendar, MONDAY)[0]
    found = resolution(run, calendar, third)
    assert (found.lower_to, found.remains) == (None, 30)


@pytest.mark.parametrize("capacity", [100, 60, 0])
def test_tentative_work_is_no_overload(capacity):
    tentative = Calendar(capacity, tentative=(Span(100, MONDAY, FOREVER),) * 2)
    assert runs(tentative, MONDAY) == []


def test_two_bookings_one_after_the_other_are_no_overload():
    bookings = Span(100, MONDAY, FRIDAY), Span(100, FRIDAY + DAY, FOREVER)
    assert runs(Calendar(100, confirmed=bookings), MONDAY) == []


def test_booking_after_an_overload_has_nothing_to_do_with_it(calendar):
    run = runs(calendar, MONDAY)[0]
    assert all(run.touches(span) for span in calendar.confirmed)
    assert not run.touches(Span(10, FRIDAY + DAY * 10, FOREVER))
