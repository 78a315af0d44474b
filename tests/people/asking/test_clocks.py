"""The time at a place: no place to be at, and no hours that are shared with it."""

import pytest

from tests.people.asking.said import query_of

CLOCKS = (
    *("working hours like London", "working hours similar to London", "London time"),
    *("within 2 hours of London", "2 hours from London", "office hours as in London"),
    *("during London business hours", "working London hours", "London office hours"),
    *("on London time", "in the London time zone", "in the time zone of London"),
    *("time zone within 2 hours of London", "within 3 time zones of London"),
)


@pytest.mark.parametrize("text", CLOCKS)
def test_the_time_at_a_place_is_named_and_shared_hours_offered(text, reading_of):
    reading = reading_of(f"SQL, {text}")
    assert reading.pairs == [("skill", "sql")]
    left = [one for one in reading.left_out if "London" in words_of(reading, one)]
    assert left[0].offers[0].pairs == (("tz", "Europe/London"),)


def words_of(reading, left):
    return reading.text[left.span.start : left.span.end]


# Hours that are shared, and places with a time behind them that is none of theirs.
OTHERS = {
    "4 hours with Boston time": "tz=America/New_York&overlap=4",
    "overlap with Boston business hours": "tz=America/New_York",
    "same time zone as Boston": "tz=America/New_York&overlap=8",
    "SQL, 4 hours with London": "skill=sql&tz=Europe/London&overlap=4",
    "in Boston, full time": "location=boston&free=100",
    "Boston full time": "location=boston&free=100",
    "in Berlin half time": "location=berlin&free=50",
    "London, free time in January": (
        "location=london&from=2027-01-01&to=2027-01-31&free=50"
    ),
    "free 4 hours a week in London": "location=london&free=10",
    "London time series": "skill=time-series-analysis&location=london",
    "near London": "location=london",
}


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_time_at_a_place(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == OTHERS[text]
    assert not reading.left_out
