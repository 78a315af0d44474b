"""The days of the sample, as whole numbers."""

from datetime import date

import pytest

from skillsdir.sample.days import at, friday, iso, monday

WEEK = [date(2026, 3, day).toordinal() for day in range(9, 16)]


@pytest.mark.parametrize("day", WEEK)
def test_week_begins_on_its_monday(day):
    assert date.fromordinal(monday(day)) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("day", "last"), [*zip(WEEK[:5], [13] * 5, strict=True), (WEEK[5], 20)]
)
def test_work_ends_on_the_friday_that_follows(day, last):
    assert date.fromordinal(friday(day)) == date(2026, 3, last)


def test_unknown_day_stays_unknown():
    assert iso(None) is None


def test_moment_is_written_as_the_database_reads_it():
    assert at(WEEK[0], 9, 5) == "2026-03-09 09:05:00+00"
