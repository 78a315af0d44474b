from datetime import date
from types import SimpleNamespace

import pytest

from people.words import period_words
from projects.page.timeline import timeline_of

TODAY = date(2026, 3, 9)


def days(start, end=None):
    return SimpleNamespace(starts_on=start, ends_on=end)


JANUARY = days(date(2026, 1, 1), date(2026, 1, 30))


def test_the_scale_spans_the_project_and_its_bookings():
    early = days(date(2025, 12, 1), date(2025, 12, 31))

    scale = timeline_of(JANUARY, [early], TODAY)

    assert (scale.starts_on, scale.ends_on) == (date(2025, 12, 1), date(2026, 1, 30))


def test_what_is_open_reaches_to_today_at_least():
    assert timeline_of(days(date(2026, 1, 1)), [], TODAY).ends_on == TODAY
    assert timeline_of(JANUARY, [days(date(2026, 1, 5))], TODAY).ends_on == TODAY


def test_nothing_is_drawn_without_days():
    assert timeline_of(days(None), [], TODAY) is None


def test_a_bar_lies_where_its_days_are():
    bar = timeline_of(JANUARY, [], TODAY).bar(date(2026, 1, 16), date(2026, 1, 30))

    assert bar.solid == "M120 1h120v8h-120z"
    assert bar.slot == "M0 4h240v2h-240z"
    assert bar.hatched == ""


def test_a_tentative_booking_is_hatched():
    bar = timeline_of(JANUARY, [], TODAY).bar(date(2026, 1, 1), None, is_tentative=True)

    assert bar.hatched == "M0 1h240v8h-240z"
    assert bar.solid == ""


def test_a_single_day_of_many_years_can_be_seen():
    scale = timeline_of(days(date(2020, 1, 1), date(2029, 12, 31)), [], TODAY)

    assert "h1v8h-1z" in scale.bar(TODAY, TODAY).solid


@pytest.mark.parametrize(
    ("today", "mark"), [(date(2026, 1, 16), "M120 0v10"), (TODAY, "")]
)
def test_today_is_marked_where_it_is_in_sight(today, mark):
    scale = timeline_of(JANUARY, [], today)

    assert scale.bar(JANUARY.starts_on, None).today == mark


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 3, 9), date(2026, 9, 4), "9 Mar 2026 – 4 Sep 2026"),
        (date(2026, 3, 9), date(2026, 3, 9), "9 Mar 2026"),
        (date(2026, 3, 9), None, "9 Mar 2026 – open"),
        (None, date(2026, 9, 4), "until 4 Sep 2026"),
        (None, None, "No dates yet"),
    ],
)
def test_a_period_says_what_is_known(start, end, words):
    assert period_words(start, end) == words
