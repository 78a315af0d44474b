"""Dates as mails, spreadsheets and calendars write them; today is 28 November 2026."""

import pytest

from tests.people.asking.said import query_of

DATES = {
    # The year first.
    "SQL from 2027/03/04": "skill=sql&from=2027-03-04",
    "2027.01.04, SQL": "skill=sql&from=2027-01-04&to=2027-01-04",
    "SQL 20270104": "skill=sql&from=2027-01-04&to=2027-01-04",
    "from 2027/02, SQL": "skill=sql&from=2027-02-01",
    "SQL 2027-W03": "skill=sql&from=2027-01-18&to=2027-01-24",
    "2027-W03 to 2027-W05": "from=2027-01-18&to=2027-02-07",
    # The day first, with strokes.
    "SQL 31-12-2026": "skill=sql&from=2026-12-31&to=2026-12-31",
    "4-1-2027 to 31-3-2027": "from=2027-01-04&to=2027-03-31",
    "SQL until 04-01-27": "skill=sql&to=2027-01-04",
    # Days alone tell that it is the month first.
    "12/14/2026, SQL": "skill=sql&from=2026-12-14&to=2026-12-14",
    # The month as a word.
    "SQL from 04-Jan-2027": "skill=sql&from=2027-01-04",
    "until 4/January": "to=2027-01-04",
    "4.Jan.2027, SQL": "skill=sql&from=2027-01-04&to=2027-01-04",
    "4-Dec-26 to 31-Mar-27": "from=2026-12-04&to=2027-03-31",
    "04JAN2027 to 5FEB27": "from=2027-01-04&to=2027-02-05",
    "Jan-4, SQL": "skill=sql&from=2027-01-04&to=2027-01-04",
    "until Dec-24": "to=2026-12-24",
    "1-15-Jan": "from=2027-01-01&to=2027-01-15",
    "1st-15th January": "from=2027-01-01&to=2027-01-15",
    "Feb-2027": "from=2027-02-01&to=2027-02-28",
    "Jan-27 to Mar-27": "from=2027-01-01&to=2027-03-31",
    "from Apr/27, SQL": "skill=sql&from=2027-04-01",
    "Jan'27 to Mar'27": "from=2027-01-01&to=2027-03-31",
    "SQL Q1/27": "skill=sql&from=2027-01-01&to=2027-03-31",
    "Q2-2027": "from=2027-04-01&to=2027-06-30",
    "SQL Q1'27": "skill=sql&from=2027-01-01&to=2027-03-31",
    "H1/2027": "from=2027-01-01&to=2027-06-30",
    # From one to another.
    "2026-12-14..2026-12-18": "from=2026-12-14&to=2026-12-18",
    "2026-12-14/2026-12-18": "from=2026-12-14&to=2026-12-18",
    "14/12/2026 - 18/12/2026": "from=2026-12-14&to=2026-12-18",
    "Jan/Feb 2027, SQL": "skill=sql&from=2027-01-01&to=2027-02-28",
    "between now and March, SQL": "skill=sql&to=2027-03-31",
    "from now to 15 January": "to=2027-01-15",
    # Days of one month that adjoin.
    "4, 5 and 6 January": "from=2027-01-04&to=2027-01-06",
    "the 4th & 5th of January": "from=2027-01-04&to=2027-01-05",
    "SQL 4/5 January": "skill=sql&from=2027-01-04&to=2027-01-05",
    "January 4 and 5": "from=2027-01-04&to=2027-01-05",
    "between 4 and 15 January": "from=2027-01-04&to=2027-01-15",
    "SQL 3-4 January": "skill=sql&from=2027-01-03&to=2027-01-04",
    "Jan - 30 %": "from=2027-01-01&to=2027-01-31&free=30",
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_as_it_is_written(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == DATES[text]
    assert not reading.left_out


@pytest.mark.parametrize(
    "text",
    [
        *("4 or 5 January", "14, 15 or 16 March"),
        *("4 and 11 January", "January 4 and 11", "4, 6 and 8 January"),
        *("31-02-2027", "2027/13/40", "14/14/2027"),
    ],
)
def test_days_that_are_no_window_are_named(text, reading_of):
    reading = reading_of(f"{text}, SQL")
    assert reading.pairs == [("skill", "sql")]
    [left] = reading.left_out
    assert text == reading.text[left.span.start : left.span.end]


@pytest.mark.parametrize("text", ["SQL/January", "CI/CD", "half-time", "Python-SQL"])
def test_strokes_between_words_are_what_they_were(text, reading_of):
    assert reading_of(text).left_out == []


@pytest.mark.parametrize(
    "text", ["04-Jan-27 to 31-Mar-27, SQL", "4, 5 and 6 January", "2027-W03"]
)
def test_dates_cost_few_queries(text, reading_of, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        reading_of(text)
