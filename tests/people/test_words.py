from datetime import UTC, date, datetime

import pytest

from people.words import clock, months_between

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 3, 9), 0),
        (date(2026, 2, 10), 0),
        (date(2026, 2, 9), 1),
        (date(2025, 3, 9), 12),
        (date(2025, 3, 10), 11),
        (date(2025, 8, 31), 6),
        (date(2027, 1, 1), 0),
    ],
)
def test_months_are_complete_calendar_months(day, months):
    assert months_between(day, TODAY) == months


def test_a_month_that_is_too_short_completes_on_the_next_day():
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2026, 1, 31), date(2026, 3, 1)) == 1


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "11:30"),
        ("Pacific/Kiritimati", "Tue 00:30"),
        ("Pacific/Pago_Pago", "Sun 23:30"),
        ("", ""),
    ],
)
def test_a_clock_tells_the_weekday_where_it_is_another(zone, words):
    """It is Monday here."""
    assert clock(zone, datetime(2026, 3, 9, 10, 30, tzinfo=UTC)) == words
