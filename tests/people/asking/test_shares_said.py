"""Shares of a week as they are written, and what looks like one or like a day."""

import pytest

from tests.people.asking.said import query_of

SHARES = {
    "somebody 4/5 free who knows Hadoop": "skill=hadoop-hive&free=80",
    "4/5 available": "free=80",
    "2/5 of a week, SQL": "skill=sql&free=40",
    "SQL, 1/3 of the week": "skill=sql&free=33",
    "SQL for 3/5 of their time": "skill=sql&free=60",
    "3/5 FTE Python": "skill=python&free=60",
    "1/3 FTE": "free=33",
    "free 1/2 time in May": "from=2027-05-01&to=2027-05-31&free=50",
    "1/2 day a week, SQL": "skill=sql&free=10",
    "at least 3/4 time": "free=75",
    "80 % FTE, SQL": "skill=sql&free=80",
    "still 20% left in May": "from=2027-05-01&to=2027-05-31&free=20",
    "4 working days a week, SQL": "skill=sql&free=80",
    "a third of their time, SQL": "skill=sql&free=33",
    "3 full days per week": "free=60",
    "3 out of 5 days, SQL": "skill=sql&free=60",
    "two days out of five a week": "free=40",
    "4 of the 5 days": "free=80",
    # Beside other days it is no day.
    "3/4 Spark from February": "skill=apache-spark&from=2027-02-01&free=75",
    "SQL 1/2 in March": "skill=sql&from=2027-03-01&to=2027-03-31&free=50",
    # These are days.
    "9/3, SQL": "skill=sql&from=2027-03-09&to=2027-03-09",
    "free 9/3": "from=2027-03-09&to=2027-03-09&free=50",
    "from 2/1": "from=2027-01-02",
    "on 4/5": "from=2027-05-04&to=2027-05-04",
    "free from 4/5": "from=2027-05-04&free=50",
    "1/2 - 15/2": "from=2027-02-01&to=2027-02-15",
    "9/10 free": "from=2027-10-09&to=2027-10-09&free=50",
    "from 24/7 to 31/7": "from=2027-07-24&to=2027-07-31",
}


@pytest.mark.parametrize("text", SHARES)
def test_a_fraction_of_a_week_is_no_day(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == SHARES[text]
    assert not reading.left_out


@pytest.mark.parametrize("text", ["SQL for 24/7 support", "24/7 SQL", "SQL, 24/7"])
def test_round_the_clock_is_no_day(text, reading_of):
    reading = reading_of(text)
    assert reading.pairs == [("skill", "sql")]
    assert "24/7" in named(reading)


@pytest.mark.parametrize("text", ["SQL 4/5", "3/4 SQL", "SQL, 1/2", "2/5: SQL"])
def test_what_may_be_a_day_or_a_share_is_offered_as_both(text, reading_of):
    reading = reading_of(text)
    assert reading.pairs == [("skill", "sql")]
    [left] = reading.left_out
    assert [offer.pairs[0][0] for offer in left.offers] == ["free", "from"]


# Of a range the lower end is asked for, and the upper one named.
RANGES = {
    "free 40-60 %": ("free=40", "-60"),
    "40 to 60 % free": ("free=40", "to 60"),
    "between 40 and 60 % free": ("free=40", "and 60"),
    "from 40 to 60 percent": ("free=40", "to 60"),
    "50-80% free in Feb": ("from=2027-02-01&to=2027-02-28&free=50", "-80"),
    "2-3 days a week, SQL": ("skill=sql&free=40", "-3"),
    "2/3 days a week": ("free=40", "/3"),
    "two or three days per week": ("free=40", "or three"),
    "50%-60% free": ("free=50", "-60%"),
    "between 2 days a week and 3 days a week": ("free=40", "and 3 days a week"),
    "10-20 hours a week": ("free=25", "-20"),
    "success rate over 80 %, 50 %": ("free=50&success=80", ""),
    "Python 3, 50 % free": ("skill=python&free=50", ""),
}


@pytest.mark.parametrize("text", RANGES)
def test_of_a_range_the_lower_end_is_asked_for(text, reading_of):
    reading = reading_of(text)
    asked = query_of(reading)
    assert sorted(asked.split("&")) == sorted(RANGES[text][0].split("&"))
    assert ", ".join(named(reading)) == RANGES[text][1]


# What is no share of a week, and is named, or offered as one.
OTHERS = {
    "SQL, 95% certain": "95%",
    "SQL, 30% hybrid": "30%",
    "4 days a week on site, SQL": "4 days a week",
    "the best 5% in SQL": "5%",
    "SQL with 99% precision": "99%",
    "SQL, 15 percent precision": "15 percent",
    "cut costs by at least 30%, SQL": "at least 30%",
    "finished 70% of the projects, SQL": "70%",
    "SQL delivered 90% of the time": "90%",
    "knows 90% of SQL": "90%",
}


@pytest.mark.parametrize("text", OTHERS)
def test_a_share_of_something_else_is_none_of_a_week(text, reading_of):
    reading = reading_of(text)
    assert reading.pairs == [("skill", "sql")]
    assert OTHERS[text] in named(reading)


@pytest.mark.parametrize(
    "text",
    [
        *("50% allocated, SQL", "SQL, workload 50%", "SQL 50% urgently"),
        *("50% load, SQL", "can spend 50% on SQL", "SQL, 50% of their time"),
        *("SQL 50%. Regards, Xyz", "Allocation: 50% Blorf SQL", "50% Period: SQL"),
        *("half-free, SQL", "SQL 50% consultant", "SQL, approximately 50%"),
        *("SQL, 50% Kotlin", "50% Vue.jsx, SQL", "SQL, remote half-time"),
        *("half-time remote, SQL", "SQL remote 0.5 FTE", "50% of a SQL person"),
    ],
)
def test_a_share_of_a_week_remains_one(text, reading_of):
    assert dict(reading_of(text).pairs) == {"skill": "sql", "free": "50"}


@pytest.mark.parametrize("text", ["allocation", "Kowalski, workload", "no booking"])
def test_a_word_of_shares_or_days_alone_is_one_like_others(text, reading_of):
    reading = reading_of(f"{text}, SQL")
    assert text.split()[-1].casefold() in " ".join([*named(reading), reading.rest_text])


def test_a_share_of_projects_is_offered_as_success_to_who_may_see_it(reading_of):
    text = "delivered 80% of their projects, SQL"
    [left] = reading_of(text).left_out
    assert [offer.pairs for offer in left.offers] == [(("success", "80"),)]
    [left] = reading_of(text, may_see_rates=False).left_out
    assert not left.offers


def test_days_beside_a_share_of_something_else_are_asked_for(reading_of):
    reading = reading_of("10% discount in January")
    assert reading.pairs == [("from", "2027-01-01"), ("to", "2027-01-31")]


@pytest.mark.parametrize(
    "text", ["bug-free", "feel free", "free of charge", "tax-free"]
)
def test_what_is_free_of_something_is_not_free(text, reading_of):
    reading = reading_of(f"{text}, SQL")
    assert reading.pairs == [("skill", "sql")]
    assert text in named(reading)


def named(reading):
    return [reading.text[one.span.start : one.span.end] for one in reading.left_out]


@pytest.mark.parametrize("text", ["2/5 of a week", "40-60 %, SQL", "4/5 xyzzy"])
def test_a_share_costs_few_queries(text, reading_of, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        reading_of(text)
