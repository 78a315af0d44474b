"""From which day on somebody takes over, why, and what stays of the booking."""

from datetime import date, timedelta

import pytest

from people.availability.calendar import FOREVER, calendars
from projects.handovers.days import aftermath, causes_of, days_left
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to("2026-03-09T10:00:00Z", tick=False)


def day(number):
    return None if number is None else MONDAY + DAY * number


def book(first=-30, last=None, *, left=None, ends=None, **fields):
    """Book Ana on Churn, from and to days counted from Monday."""
    return AssignmentFactory(
        project=ProjectFactory(name="Churn", ends_on=day(ends)),
        person=PersonFactory(name="Ana", left_on=day(left)),
        starts_on=day(first),
        ends_on=day(last),
        **fields,
    )


def causes(booking):
    person = booking.person
    known = calendars({person.pk: person.capacity}, MONDAY, FOREVER)
    found = causes_of(booking, known[person.pk], MONDAY)
    return [(one.label, one.ends_on and (one.ends_on - MONDAY).days) for one in found]


@pytest.mark.parametrize(
    ("booked", "found"),
    [
        ({"left": 9}, ("Ana leaves on 18 Mar: from 19 Mar", None)),
        ({"left": 9, "last": 30}, ("Ana leaves on 18 Mar: from 19 Mar", 30)),
        ({"left": 9, "ends": 60}, ("Ana leaves on 18 Mar: from 19 Mar", 60)),
        ({"left": 9, "last": 9, "ends": 60}, ("Ana leaves on 18 Mar: from 19 Mar", 60)),
        ({"left": 11}, ("Ana leaves on 20 Mar: from 23 Mar", None)),
        ({"left": -9}, ("Ana left on 28 Feb: from 9 Mar", None)),
        ({"left": 9, "first": 14}, ("Ana leaves on 18 Mar: from 23 Mar", None)),
    ],
)
def test_after_the_last_day_at_work_another_has_it(booked, found):
    assert causes(book(**booked))[0] == found


def test_of_a_booking_that_ends_before_its_person_leaves_nothing_is_said_of_that():
    assert causes(book(last=7, left=9)) == [("From 9 Mar", 7)]


@pytest.mark.parametrize(
    ("booked", "found"),
    [
        ({}, ("Ana is away 16 Mar – 22 Mar: from 16 Mar", 13)),
        ({"first": 9, "last": 30}, ("Ana is away 16 Mar – 22 Mar: from 18 Mar", 13)),
        ({"last": 11}, ("Ana is away 16 Mar – 22 Mar: from 16 Mar", 11)),
    ],
)
def test_in_the_days_of_an_absence_another_has_it(booked, found):
    booking = book(**booked)
    AbsenceFactory(person=booking.person, starts_on=day(7), ends_on=day(13))
    assert found in causes(booking)


@pytest.mark.parametrize("away", [(7, 9), (-14, -8)])
def test_short_and_past_absences_are_no_cause(away):
    booking = book()
    AbsenceFactory(person=booking.person, starts_on=day(away[0]), ends_on=day(away[1]))
    assert causes(booking) == [("From 9 Mar", None)]


def test_on_the_weekend_after_an_absence_it_is_over(time_machine):
    time_machine.move_to("2026-03-14T10:00:00Z", tick=False)
    booking = book()
    AbsenceFactory(person=booking.person, starts_on=day(-7), ends_on=day(6))
    known = calendars({booking.person_id: 100}, day(5), FOREVER)
    found = causes_of(booking, known[booking.person_id], day(5))
    assert [one.label for one in found] == ["From 16 Mar"]


def test_from_where_it_is_too_much_another_has_it():
    booking = book(last=60, percent=60)
    AssignmentFactory(person=booking.person, starts_on=day(7), ends_on=day(11))
    found = ("Ana is over-booked by 10 %: from 16 Mar", 60)
    assert causes(booking) == [found, ("From 9 Mar", 60)]


def test_a_tentative_booking_makes_nobody_over_booked():
    booking = book(percent=60, status="tentative")
    AssignmentFactory(person=booking.person, starts_on=day(7), ends_on=day(11))
    assert causes(booking) == [("From 9 Mar", None)]


@pytest.mark.parametrize(
    ("booked", "found"),
    [
        ({"last": 9, "ends": 60}, ("The booking ends on 18 Mar: from 19 Mar", 60)),
        ({"last": -4, "ends": 60}, ("The booking ended on 5 Mar: from 9 Mar", 60)),
        ({"last": -4}, ("The booking ended on 5 Mar: from 9 Mar", None)),
    ],
)
def test_after_a_booking_that_ends_before_its_project_another_goes_on(booked, found):
    assert causes(book(**booked))[0] == found


@pytest.mark.parametrize(
    ("booked", "found"),
    [
        ({"last": 60, "ends": 60}, ("From 9 Mar", 60)),
        ({"last": 60}, ("From 9 Mar", 60)),
        ({"first": 8, "last": 40, "ends": 60}, ("From 17 Mar", 40)),
        ({"first": 5}, ("From 16 Mar", None)),
        ({"ends": 60}, ("From 9 Mar", 60)),
        ({"last": 60, "ends": -3}, ("From 9 Mar", 60)),
    ],
)
def test_else_another_has_it_from_the_next_working_day_on(booked, found):
    assert causes(book(**booked)) == [found]


def test_what_comes_first_stands_first():
    booking = book(left=30)
    AbsenceFactory(person=booking.person, starts_on=day(7), ends_on=day(13))
    assert [label for label, _ in causes(booking)] == [
        "Ana is away 16 Mar – 22 Mar: from 16 Mar",
        "Ana leaves on 8 Apr: from 9 Apr",
        "From 9 Mar",
    ]


@pytest.mark.parametrize(
    ("booked", "taken", "left", "words"),
    [
        ({}, (7, None), (-30, 4), "ends on 13 Mar."),
        ({}, (8, None), (-30, 7), "ends on 16 Mar."),
        ({"ends": 60}, (7, 60), (-30, 4), "ends on 13 Mar."),
        ({"first": 5}, (7, None), (5, 6), "ends on 15 Mar."),
        ({"first": 7}, (7, None), None, "goes: nothing has come of it."),
        ({"first": 9}, (7, None), None, "goes: nothing has come of it."),
        ({"last": 30}, (7, 13), (-30, 30), "stays as it is."),
        ({"last": 4}, (7, 30), (-30, 4), "stays as it is."),
        ({"first": 14}, (7, 11), (14, None), "stays as it is."),
        ({"first": 7, "last": 30}, (7, 11), (14, 30), "begins on 23 Mar."),
        ({"first": 7, "last": 13}, (7, 11), None, "goes: nothing has come of it."),
        ({"last": 30, "left": 9}, (10, 30), (-30, 9), "ends on 18 Mar."),
        ({"last": 30, "left": 9}, (21, 30), (-30, 9), "ends on 18 Mar."),
        ({"last": 9, "left": 9}, (10, 30), (-30, 9), "stays as it is."),
        ({"first": 14, "left": 9}, (14, None), None, "goes: nothing has come of it."),
    ],
)
def test_what_stays_of_a_booking_is_what_others_do_not_have(booked, taken, left, words):
    booking, taken = book(**booked), tuple(map(day, taken))
    assert days_left(booking, *taken) == (left and tuple(map(day, left)))
    assert aftermath(booking, *taken) == f"Ana’s booking {words}"
