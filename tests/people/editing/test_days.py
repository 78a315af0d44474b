"""Days as people type them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from people.editing.days import read_day
from people.profiles.forms import PastDayField, PickedDayField


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-14",
        "14.12.2026",
        "14. 12. 2026",
        "14 Dec",
        "14 dec 2026",
        "14 December 2026",
        "14. Dec. 2026",
        "Mon 14 Dec 2026",
        "Monday, 14 December 2026",
        "14.12.",
        "14/12/2026",
        "12/14/2026",
        " 14  Dec ",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert PickedDayField().clean(text) == date(2026, 12, 14)


def test_without_a_year_the_next_such_day_is_meant():
    assert PickedDayField().clean("9 Mar") == date(2026, 3, 9)
    assert PickedDayField().clean("8 Mar") == date(2027, 3, 8)
    assert PickedDayField().clean("29 Feb") == date(2028, 2, 29)


def test_of_the_past_without_a_year_the_last_such_day_is_meant():
    assert PastDayField().clean("9 Mar") == date(2026, 3, 9)
    assert PastDayField().clean("10 Mar") == date(2025, 3, 10)


def test_what_may_be_two_days_is_refused_with_both():
    with pytest.raises(ValidationError, match="may be 4 Mar 2026 or 3 Apr 2026"):
        read_day("3/4/2026")
    assert read_day("4/4/2026") == date(2026, 4, 4)


@pytest.mark.parametrize(
    "text", ["soon", "31 Feb", "31.2.2026", "13/13/2026", "14 Foo", "0 Mar", "٣ Mar x"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValidationError, match="Write a day like 9 Mar 2026"):
        read_day(text)


def test_nothing_stays_nothing():
    assert PickedDayField(required=False).clean(" ") is None
