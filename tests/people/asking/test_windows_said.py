"""The window that days and lengths make; today is Saturday 28 November 2026."""

import re

import pytest

from tests.people.asking.said import query_of

WINDOWS = {
    # A day by itself is where a length begins.
    "5 Jan for 3 weeks": "from=2027-01-05&to=2027-01-25",
    "on 5 January for 3 weeks": "from=2027-01-05&to=2027-01-25",
    "from 5 Jan for 3 weeks": "from=2027-01-05&to=2027-01-25",
    "for 3 weeks on 2027-01-05": "from=2027-01-05&to=2027-01-25",
    "tomorrow for 2 weeks": "from=2026-11-29&to=2026-12-12",
    "a month from 11 January": "from=2027-01-11&to=2027-02-10",
    "3 weeks from 7 December": "from=2026-12-07&to=2026-12-27",
    "six weeks starting 11 January": "from=2027-01-11&to=2027-02-21",
    "for 3 weeks": "from=2026-11-28&to=2026-12-18",
    "From: 5 Jan": "from=2027-01-05",
    "Available from: 5 Jan": "from=2027-01-05&free=50",
    "From: 5 Jan\nTo: 31 March": "from=2027-01-05&to=2027-03-31",
    # What is said twice is said.
    "from 1 Feb, R. From 1 Feb.": "skill=r&from=2027-02-01",
    "in January, R, free in January": "skill=r&from=2027-01-01&to=2027-01-31&free=50",
    # A month begins and ends on days of one number, as far as it has them.
    "for one month from 31 January": "from=2027-01-31&to=2027-02-28",
    "for one month from 1 February": "from=2027-02-01&to=2027-02-28",
    "for two months from 31 December": "from=2026-12-31&to=2027-02-28",
    "for a year from 29 February 2028": "from=2028-02-29&to=2029-02-28",
    # Of what has begun, what is left is meant, with the year or without.
    "in November, Python": "skill=python&from=2026-11-28&to=2026-11-30",
    "November 2026": "from=2026-11-28&to=2026-11-30",
    "Q4 2026": "from=2026-11-28&to=2026-12-31",
    "this quarter": "from=2026-11-28&to=2026-12-31",
    "week 48 of 2026": "from=2026-11-28&to=2026-11-29",
    "in 2026": "from=2026-11-28&to=2026-12-31",
    # Both ends of a range are said by what one of them says.
    "December 14-18": "from=2026-12-14&to=2026-12-18",
    "from Dec 14 to 18": "from=2026-12-14&to=2026-12-18",
    "December 14-18 2027": "from=2027-12-14&to=2027-12-18",
    "Dec 14 to January 5": "from=2026-12-14&to=2027-01-05",
    "Dec 14 to 18 %": "from=2026-12-14&to=2026-12-14&free=18",
    "10.-20.12.": "from=2026-12-10&to=2026-12-20",
    "10-20.12.2027": "from=2027-12-10&to=2027-12-20",
    "1-15 March": "from=2027-03-01&to=2027-03-15",
    "week 50-51": "from=2026-12-07&to=2026-12-20",
    "weeks 50 to 2": "from=2026-12-07&to=2027-01-17",
    "week 50 - 50 % free": "from=2026-12-07&to=2026-12-13&free=50",
    "Jan–Mar 2027": "from=2027-01-01&to=2027-03-31",
    "Jan-Mar": "from=2027-01-01&to=2027-03-31",
    "from Jan to Mar 2028": "from=2028-01-01&to=2028-03-31",
    "Nov - Jan 2028": "from=2027-11-01&to=2028-01-31",
    "5 Jan to 20 Mar 2028": "from=2028-01-05&to=2028-03-20",
    "two days a week from 5 January": "from=2027-01-05&free=40",
    "who can join in January": "from=2027-01-01&to=2027-01-31&free=50",
    "SQL, can start in January": "skill=sql&from=2027-01-01&to=2027-01-31&free=50",
    # Who starts on a day is needed from then on.
    "able to begin on Monday, SQL": "skill=sql&from=2026-11-30&free=50",
    "can join on 4 January, SQL": "skill=sql&from=2027-01-04&free=50",
    "could start tomorrow": "from=2026-11-29&free=50",
    "can start Monday for 3 weeks": "from=2026-11-30&to=2026-12-20&free=50",
    "can start Monday until 15 Jan": "from=2026-11-30&to=2027-01-15&free=50",
    "starts in the week of 11 January": "from=2027-01-11",
    "commencing 4 January, SQL": "skill=sql&from=2027-01-04",
    "effective as of 1 Feb, SQL": "skill=sql&from=2027-02-01",
    "w.e.f. 4 January, SQL": "skill=sql&from=2027-01-04",
    "free on Monday, SQL": "skill=sql&from=2026-11-30&to=2026-11-30&free=50",
    "SQL 4 January onwards": "skill=sql&from=2027-01-04",
    "January onward, SQL": "skill=sql&from=2027-01-01",
    "returning from leave on 4 January": "from=2027-01-04&free=50",
    # A word of more than one ends where days begin.
    "coming from January, SQL": "skill=sql&from=2027-01-01",
    "working on Friday, SQL": "skill=sql&from=2026-12-04&to=2026-12-04",
    # Behind what somebody did, by itself.
    "worked on Feature store and free in January": (
        "project=feature-store&from=2027-01-01&to=2027-01-31&free=50"
    ),
    "worked with SQL from 11 January": "skill=sql&from=2027-01-11",
    "skilled in SQL in January": "skill=sql&from=2027-01-01&to=2027-01-31",
    # A weekday with its date is one day.
    "free from Monday 11 January": "from=2027-01-11&free=50",
    "Friday 18 December": "from=2026-12-18&to=2026-12-18",
    "Fri, 18 Dec, Python": "skill=python&from=2026-12-18&to=2026-12-18",
    "Friday, December 18, 2026": "from=2026-12-18&to=2026-12-18",
    "on Friday the 18th of December": "from=2026-12-18&to=2026-12-18",
    "from Monday 11 January to Friday 29 January": "from=2027-01-11&to=2027-01-29",
    "next Monday 11 January": "from=2027-01-11&to=2027-01-11",
    "Sat 19 December": "from=2026-12-19&to=2026-12-19",
    "Mon 11/1": "from=2027-01-11&to=2027-01-11",
    "Monday 2027-01-11": "from=2027-01-11&to=2027-01-11",
    "until Friday 18 December": "to=2026-12-18",
    # By themselves weekdays are the next ones.
    "Friday, SQL": "skill=sql&from=2026-12-04&to=2026-12-04",
    "next Monday to Friday": "from=2026-11-30&to=2026-12-04",
    "Monday 50 %": "from=2026-11-30&to=2026-11-30&free=50",
    # A month in digits.
    "Python from 2027-02": "skill=python&from=2027-02-01",
    "2027-02 to 2027-04": "from=2027-02-01&to=2027-04-30",
    "from 02/2027": "from=2027-02-01",
    "between the 7th and the 18th of January": "from=2027-01-07&to=2027-01-18",
    "from the 7th to the 18th of January": "from=2027-01-07&to=2027-01-18",
    # A week later than the weekday.
    "from Monday week": "from=2026-12-07",
    "a week on Monday": "from=2026-12-07&to=2026-12-07",
    "Friday fortnight": "from=2026-12-18&to=2026-12-18",
    "next Monday week": "from=2026-12-07&to=2026-12-07",
    "two weeks on Monday": "from=2026-12-14&to=2026-12-14",
    "a week tomorrow": "from=2026-12-06&to=2026-12-06",
    "end of the day": "from=2026-11-28&to=2026-11-28",
    "for a week on Monday": "from=2026-11-30&to=2026-12-06",
    # Where a stretch begins or ends, somebody works.
    "end of January": "from=2027-01-29&to=2027-01-31",
    "end of next week": "from=2026-12-04&to=2026-12-06",
    "from the end of January": "from=2027-01-29",
    "until the end of January": "to=2027-01-31",
    "before the end of January": "to=2027-01-30",
    "beginning of August": "from=2027-08-01&to=2027-08-02",
    "mid August 2027": "from=2027-08-15&to=2027-08-16",
    "EOM, SQL": "skill=sql&from=2026-11-30&to=2026-11-30",
    "by EOW, SQL": "skill=sql&to=2026-11-29",
    "for 10 working days from 10 December": "from=2026-12-10&to=2026-12-23",
    "next 5 business days": "from=2026-11-28&to=2026-12-04",
    # Weekdays of a month.
    "first Tuesday in February, SQL": "skill=sql&from=2027-02-02&to=2027-02-02",
    "from the 2nd Monday of January": "from=2027-01-11",
    "until the last Friday in March": "to=2027-03-26",
    "first of February, SQL": "skill=sql&from=2027-02-01&to=2027-02-01",
    "from the second of January": "from=2027-01-02",
    "third Wednesday of next month": "from=2026-12-16&to=2026-12-16",
    "first Monday in January to last Friday in January": (
        "from=2027-01-04&to=2027-01-29"
    ),
    # Stretches that adjoin are one.
    "in January and February, SQL": "skill=sql&from=2027-01-01&to=2027-02-28",
    "Dec, Jan & Feb": "from=2026-12-01&to=2027-02-28",
    "free on Thursday and Friday": "from=2026-12-03&to=2026-12-04&free=50",
    "Q1 and Q2 2027": "from=2027-01-01&to=2027-06-30",
    # Weeks by their days, and each of them.
    "w/c 11 Jan": "from=2027-01-11&to=2027-01-17",
    "wk commencing 13/1": "from=2027-01-11&to=2027-01-17",
    "2 days free in each week of January": "from=2027-01-01&to=2027-01-31&free=40",
    "KW3-8": "from=2027-01-18&to=2027-02-28",
    "KW 3 bis KW 8": "from=2027-01-18&to=2027-02-28",
    "4.1. bis 15.2.": "from=2027-01-04&to=2027-02-15",
    "ab Feb": "from=2027-02-01",
    # Years and halves of them.
    "Jan '27": "from=2027-01-01&to=2027-01-31",
    "Jan ’27 to Mar ’27": "from=2027-01-01&to=2027-03-31",
    "1 Jan 27 to 31 Mar 27": "from=2027-01-01&to=2027-03-31",
    "from 5 Jan 27 h a week": "from=2027-01-05&free=68",
    "H1 2027": "from=2027-01-01&to=2027-06-30",
    "in H2, SQL": "skill=sql&from=2026-11-28&to=2026-12-31",
    # Days of a month that is not said.
    "Thursday 10th": "from=2026-12-10&to=2026-12-10",
    "on the 15th, SQL": "skill=sql&from=2026-12-15&to=2026-12-15",
    "from the 10th to the 20th": "from=2026-12-10&to=2026-12-20",
    "on the 31st": "from=2026-12-31&to=2026-12-31",
}


@pytest.mark.parametrize("text", WINDOWS)
def test_the_window_that_is_said(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == WINDOWS[text]
    assert not reading.left_out


# What of the days is named as not asked for.
NAMED = {
    "free in January for 3 weeks": "for 3 weeks",
    "free a week in March": "a week",
    "free next week for 2 days": "for 2 days",
    "until March for 3 weeks": "until March, for 3 weeks",
    "in October 2026": "in October 2026",
    # What does not fit together, and what comes again and again.
    "Monday 12 January, SQL": "Monday 12 January",
    "from Sunday 11 January": "from Sunday 11 January",
    "Friday or 18 December": "Friday, 18 December",
    "every Friday, SQL": "every Friday",
    "each Monday": "each Monday",
    "on Fridays, SQL": "Fridays",
    "between Christmas and New Year, SQL": "Christmas, New Year",
    "in the new year, SQL": "new year",
    # Parts of a stretch of which nobody knows the days.
    "second week of January": "second week of January",
    "from the 2nd week of Jan": "from the 2nd week of Jan",
    "first half of February, SQL": "first half of February",
    "2nd wk Feb, SQL": "2nd wk Feb",
    "last wk of Jan, SQL": "last wk of Jan",
    "first Monday of November, SQL": "first Monday of November",
    "every first Monday of the month, SQL": "first Monday of the month",
    "last Tuesday, SQL": "last Tuesday",
    "last two weeks of January": "last two weeks of January",
    "late January": "late January",
    "in early March": "in early March",
    "week of January": "week of January",
    "Friday 10th": "Friday 10th",
    "in January and March, SQL": "in January, March",
    "January or February, SQL": "January, February",
    "on the 32nd, SQL": "on the 32nd",
    "SQL 1st, Python 2nd": "1st, 2nd",
    # What somebody did is no window.
    "who started in 2026": "started in 2026",
    "new joiners this month": "new joiners this month",
    "who joined in March": "joined in March",
    "hired last year": "hired last year",
    "who left in March": "who left in March",
    "used Python in 2026, SQL": "in 2026",
    "worked on Feature store in 2026": "in 2026",
    "has worked with SQL for 2 months": "for 2 months",
    "who was on Feature store during January": "during January",
    "who were free in November": "were free, in November",
    "who was available in October, SQL": "was available, in October",
    "who leads Life Sciences": "who leads",
    "who manages Life Sciences": "who manages",
    "from the start of November 2026 to mid November 2026": (
        "from the start of November 2026 to mid November 2026"
    ),
}


@pytest.mark.parametrize("text", NAMED)
def test_days_that_are_not_asked_for_are_named(text, reading_of):
    named = [text[one.span.start : one.span.end] for one in reading_of(text).left_out]
    assert ", ".join(named) == NAMED[text]


@pytest.mark.parametrize(
    "text",
    [
        *("who started in 2026", "new joiners this month", "who joined in March"),
        *("who were free in November", "was available this month"),
    ],
)
def test_days_of_what_somebody_did_are_not_asked_for(text, reading_of):
    assert reading_of(text).pairs == []


def test_days_cost_few_queries(reading_of, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        reading_of("from Monday 11 January to 2027-02, new joiners this month")


# Days of something else, and what is asked for beside them.
OTHERS = {
    "contract expires 31 Jan, SQL": "skill=sql",
    "SQL, assignment finishes in January": "skill=sql",
    "internship ends before 15 Jan": "",
    "their project ends in January, SQL": "skill=sql",
    "her placement is over in January, SQL": "skill=sql",
    "report due in January, SQL": "skill=sql",
    "people on leave in January": "",
    "rolling off on 15 Jan, SQL": "skill=sql",
    "on maternity leave from February": "",
    "on sabbatical until 11 Jan": "",
    "out of office next week, SQL": "skill=sql",
    "closing date: 15 Jan. SQL": "skill=sql",
    "let us know by Friday: SQL": "skill=sql",
    "SQL interviews on Monday": "skill=sql",
    "signed off on 20 Nov, SQL": "skill=sql",
    "15 January is the deadline, SQL": "skill=sql",
    "ready no later than 4 Jan, SQL": "skill=sql",
}


@pytest.mark.parametrize("text", OTHERS)
def test_days_of_something_else_are_named_and_no_window(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == OTHERS[text]
    named = [text[one.span.start : one.span.end] for one in reading.left_out]
    assert re.search(r"Jan|February|week|Friday|Monday|Nov", " ".join(named))


@pytest.mark.parametrize(
    "text",
    [
        *("SQL assignment from 4 January", "SQL contract starting 4 January"),
        *("SQL, not before 4 January", "SQL, no earlier than 4 Jan"),
        *("SQL but not until 4 January", "SQL, deadlines, from 4 January"),
    ],
)
def test_a_start_of_what_is_sought_for_is_one(text, reading_of):
    assert reading_of(text).pairs == [("skill", "sql"), ("from", "2027-01-04")]
