from datetime import date

import pytest
from django.core.exceptions import ValidationError

from projects.bookings.leaving import Departure, mark_as_left
from tests.factories import AssignmentFactory, PersonFactory

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 13)


def test_open_bookings_end_on_the_last_day():
    booking = AssignmentFactory(ends_on=None)
    mark_as_left(people=[booking.person], left_on=FRIDAY)
    booking.refresh_from_db()
    assert booking.ends_on == FRIDAY
    assert booking.person.left_on == FRIDAY


@pytest.mark.parametrize("ends_on", [date(2026, 3, 12), FRIDAY])
def test_bookings_that_ended_by_then_stay_as_they_are(ends_on):
    booking = AssignmentFactory(ends_on=ends_on)
    mark_as_left(people=[booking.person], left_on=FRIDAY)
    booking.refresh_from_db()
    assert booking.ends_on == ends_on


def test_bookings_that_were_to_begin_later_are_removed():
    person = PersonFactory()
    AssignmentFactory(person=person, starts_on=FRIDAY)
    AssignmentFactory(person=person, starts_on=date(2026, 3, 14))
    assert mark_as_left(people=[person], left_on=FRIDAY) == Departure(
        people=1, ended=1, removed=1
    )


def test_the_bookings_of_others_are_left_alone():
    booking = AssignmentFactory()
    mark_as_left(people=[PersonFactory()], left_on=FRIDAY)
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_nobody_leaves_before_joining():
    ana = PersonFactory(name="Ana", joined_on=date(2026, 3, 14))
    booking = AssignmentFactory(person=ana)
    with pytest.raises(ValidationError, match=r"Joined after that day: Ana\."):
        mark_as_left(people=[ana], left_on=FRIDAY)
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_marking_twice_does_nothing_more():
    booking = AssignmentFactory()
    mark_as_left(people=[booking.person], left_on=FRIDAY)
    again = mark_as_left(people=[booking.person], left_on=FRIDAY)
    assert (again.ended, again.removed) == (0, 0)
