"""Numbers with a point: versions, marks and lengths, and days only where they are."""

import pytest

from tests.people.asking.said import query_of

# What is asked for, and what is named.
SAID = {
    "Python 3.11": ("skill=python", "3.11"),
    "Python3.12 and SQL": ("skill=python&skill=sql", "3.12"),
    "spark 3.5, kafka 3.7 from 4 January": (
        "skill=apache-spark&skill=apache-kafka&from=2027-01-04",
        "3.5, 3.7",
    ),
    "tensorflow >= 2.1": ("skill=tensorflow-keras", "2.1"),
    "R 4.3 or SAS 9.4": ("skill=r&skill=sas&match=any", "4.3, 9.4"),
    "Python 3.11 experts": ("skill=python:4", "3.11"),
    "Python 3.8 - 3.11": ("skill=python", "3.11, 3.8"),
    "SQL version 4.1": ("skill=sql", "4.1, version"),
    "SQL level 2.5": ("skill=sql", "2.5"),
    "SQL 3.5+ years": ("skill=sql", "3.5+ years"),
    "sql 4,5/5": ("skill=sql", "4,5, 5"),
    "SQL, 4.1": ("skill=sql", "4.1"),
    "SQL (8/10)": ("skill=sql", "8/10"),
    # Lengths and shares.
    "SQL at 4.5 days/week": ("skill=sql&free=90", ""),
    "7.5h a week, SQL": ("skill=sql&free=19", ""),
    "from 2.5 days a week, SQL": ("skill=sql&free=50", ""),
    "4.5 hours with London": ("tz=Europe/London&overlap=4.5", ""),
    "success rate over 87.5": ("success=88", ""),
    "success rate over 0.8": ("success=80", ""),
    # Days are those that are said to be some.
    "free 4.1, SQL": ("skill=sql&from=2027-01-04&to=2027-01-04&free=50", ""),
    "from 4.1 to 15.2": ("from=2027-01-04&to=2027-02-15", ""),
    "from 11 Jan to 15.2": ("from=2027-01-11&to=2027-02-15", ""),
    "SQL 4.1. - 8.1.": ("skill=sql&from=2027-01-04&to=2027-01-08", ""),
    "start: 4.1": ("from=2027-01-04", ""),
    "Mon 4.1, SQL": ("skill=sql&from=2027-01-04&to=2027-01-04", ""),
}


@pytest.mark.parametrize("text", SAID)
def test_a_number_with_a_point_is_a_day_only_where_it_is_said(text, reading_of):
    reading = reading_of(text)
    named = [text[one.span.start : one.span.end] for one in reading.left_out]
    assert (query_of(reading), ", ".join(named)) == SAID[text]


@pytest.mark.parametrize("text", ["SQL, 4.1", "SQL 9/10", "python: 4/10"])
def test_a_number_that_could_be_a_day_is_offered_as_one(text, reading_of):
    [left] = reading_of(text).left_out
    assert [offer.pairs[0][0] for offer in left.offers] == ["from"]


@pytest.mark.parametrize("text", ["SQL 4.1", "room 4.1, SQL", "SQL >= 4.1"])
def test_a_version_is_not_offered_as_a_day(text, reading_of):
    assert not any(left.offers for left in reading_of(text).left_out)


@pytest.mark.parametrize(
    "text", ["Python 3.11, 7/10", "SQL, 4.1", "R 4.3 from 4.1 to 15.2"]
)
def test_numbers_cost_few_queries(text, reading_of, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        reading_of(text)
