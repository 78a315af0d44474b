"""Which days off are asked about: see `projects.load.off_days`."""

from datetime import date, timedelta

import pytest

from people.availability.calendar import FOREVER, Calendar, Span
from projects.load.off_days import off_days, off_days_to_ask

MONDAY = date(2026, 3, 9)


def asked(days_off, days, *, is_tentative=False):
    """Whether so many days off at the beginning are asked about; no `days`: open."""
    away = Span(0, MONDAY, MONDAY + timedelta(days=days_off - 1))
    end = MONDAY + timedelta(days=days - 1) if days else FOREVER
    calendar = Calendar(100, absences=(away,))
    told = off_days_to_ask(calendar, MONDAY, end, is_tentative=is_tentative)
    assert told in ([], off_days(calendar, MONDAY, end))
    return bool(told)


@pytest.mark.parametrize(
    ("days_off", "days", "is_asked"),
    [(2, 112, False), (1, 5, False), (2, 5, True), (5, 26, True), (5, 33, False)],
)
def test_more_than_a_fifth_of_the_working_days_is_asked_about(days_off, days, is_asked):
    assert asked(days_off, days) == is_asked


@pytest.mark.parametrize(("days_off", "is_asked"), [(4, False), (5, True), (7, True)])
def test_of_a_plan_only_all_of_them_are(days_off, is_asked):
    assert asked(days_off, 5, is_tentative=True) == is_asked


@pytest.mark.parametrize(("days_off", "is_asked"), [(14, False), (28, True)])
def test_a_booking_without_end_is_judged_by_its_first_quarter(days_off, is_asked):
    assert asked(days_off, None) == is_asked
