from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects.bookings.leaving import Departure, mark_as_left
from tests.factories import AssignmentFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 13)


@pytest.fixture
def by():
    return UserFactory(is_superuser=True)


def test_open_bookings_end_on_the_last_day(by):
    booking = AssignmentFactory(ends_on=None)
    mark_as_left(people=[booking.person], left_on=FRIDAY, by=by)
    booking.refresh_from_db()
    assert booking.ends_on == FRIDAY
    assert booking.person.left_on == FRIDAY


@pytest.mark.parametrize("ends_on", [date(2026, 3, 12), FRIDAY])
def test_bookings_that_ended_by_then_stay_as_they_are(ends_on, by):
    booking = AssignmentFactory(ends_on=ends_on)
    mark_as_left(people=[booking.person], left_on=FRIDAY, by=by)
    booking.refresh_from_db()
    assert booking.ends_on == ends_on


def test_bookings_that_were_to_begin_later_are_removed(by):
    person = PersonFactory()
    AssignmentFactory(person=person, starts_on=FRIDAY)
    AssignmentFactory(person=person, starts_on=date(2026, 3, 14))
    assert mark_as_left(people=[person], left_on=FRIDAY, by=by) == Departure(
        people=1, ended=1, removed=1
    )


def test_the_bookings_of_others_are_left_alone(by):
    booking = AssignmentFactory()
    mark_as_left(people=[PersonFactory()], left_on=FRIDAY, by=by)
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_nobody_leaves_before_joining(by):
    ana = PersonFactory(name="Ana", joined_on=date(2026, 3, 14))
    booking = AssignmentFactory(person=ana)
    with pytest.raises(ValidationError, match=r"Joined after that day: Ana\."):
        mark_as_left(people=[ana], left_on=FRIDAY, by=by)
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_marking_twice_does_nothing_more(by):
    booking = AssignmentFactory()
    mark_as_left(people=[booking.person], left_on=FRIDAY, by=by)
    again = mark_as_left(people=[booking.person], left_on=FRIDAY, by=by)
    assert (again.ended, again.removed) == (0, 0)


def test_a_superusers_last_day_takes_a_superuser():
    root = UserFactory(is_superuser=True)
    booking = AssignmentFactory(person=PersonFactory(user=root), ends_on=None)
    with pytest.raises(PermissionDenied):
        mark_as_left(people=[booking.person], left_on=FRIDAY, by=UserFactory())
    booking.refresh_from_db()
    assert (booking.ends_on, booking.person.left_on) == (None, None)
