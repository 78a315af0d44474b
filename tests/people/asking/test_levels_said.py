"""Numbers behind a skill that may be part of its name: “Python 3” is an alias."""

import pytest

from tests.people.asking.said import query_of

LEVELS = {
    "Python 3": "skill=python",
    "python 3, SQL": "skill=python&skill=sql",
    "Python 3 or SQL": "skill=python&skill=sql&match=any",
    "python 3 + sql": "skill=python&skill=sql",
    "python 3, 50 % free": "skill=python&free=50",
    "python 3 at least half time": "skill=python&free=50",
    "tensorflow 2": "skill=tensorflow-keras",
    # A sign of a level behind it, or before.
    "python 3+": "skill=python:3",
    "python 3+ and SQL": "skill=python:3&skill=sql",
    "python >= 3": "skill=python:3",
    "python>=3": "skill=python:3",
    "Python ≥ 3": "skill=python:3",
    "python 3 or more": "skill=python:3",
    "python 3 or better": "skill=python:3",
    "python 3 and above, SQL": "skill=python:3&skill=sql",
    "python 3 at least": "skill=python:3",
    "python 3 minimum": "skill=python:3",
    "python 3 (expert)": "skill=python:4",
    "tensorflow 2 or better": "skill=tensorflow-keras:2",
    "SQL 3+": "skill=sql:3",
    # More than a level is not the level itself.
    "python > 2": "skill=python:3",
    "python over 2, SQL": "skill=python:3&skill=sql",
    "above level 2 in SQL": "skill=sql:3",
    "better than practitioner in python": "skill=python:4",
    "python > 4": "skill=python:4",
    # A level that begins other words, too.
    "higher than working in SQL": "skill=sql:3",
    "at least working with python in Berlin": "skill=python:2&location=berlin",
    "at least working in Berlin": "location=berlin",
    "SQL, more than just the basics": "skill=sql:2",
    "greater than just working in SQL": "skill=sql:3",
    "beyond working knowledge of SQL": "skill=sql:3",
    # As people number them.
    "L2+ SQL": "skill=sql:2",
    "SQL l3, Python L4": "skill=sql:3&skill=python:4",
    "SQL lvl4": "skill=sql:4",
    "Level II in SQL": "skill=sql:2",
    "SQL, Level: III": "skill=sql:3",
    "Experts in: SQL, R": "skill=sql:4&skill=r:4",
    # What stands behind one of a list is its own.
    "strong SQL, dbt guru": "skill=sql:3&skill=dbt:4",
    "expert in SQL, docker (2) and R": "skill=sql:4&skill=docker:2&skill=r:4",
    # What is said counts, and not what only some mean.
    "senior SQL expert": "skill=sql:4",
    "lead SQL experts, R": "skill=sql:4&skill=r",
    "senior R; SQL, Level II": "skill=r&skill=sql:2",
    "junior SQL (2)": "skill=sql:2",
    "expert in Python advanced R basic SQL": "skill=python:4&skill=r:3&skill=sql",
    "Python expert R advanced SQL basic": "skill=python:4&skill=r:3&skill=sql",
    # Of one that is said twice it is the higher.
    "SQL. SQL expert": "skill=sql:4",
    "SQL (3), docker, who knows SQL": "skill=sql:3&skill=docker",
    "lvl iv SQL": "skill=sql:4",
    "SQL=2": "skill=sql:2",
    "SQL = 4, Python = expert": "skill=sql:4&skill=python:4",
    "SQL => 3": "skill=sql:3",
    # Only levels follow such a sign.
    "from=2027-01-04, SQL": "skill=sql&from=2027-01-04",
    # How many or much of what is no skill.
    "lots of people who know SQL": "skill=sql",
    "plenty of time, SQL": "skill=sql",
    # Above the last one is nothing.
    "experts only: causal inference": "skill=causal-inference:4",
    "SQL experts only": "skill=sql:4",
    "only experts in SQL": "skill=sql:4",
    "expert: SQL, python": "skill=sql:4&skill=python:4",
    # What counts something else.
    "python 3/4 of the week": "skill=python&free=75",
    "python 3 days a week": "skill=python&free=60",
    "python 3 March": "skill=python&from=2027-03-03&to=2027-03-03",
    "python 3 hours with London": "skill=python&tz=Europe/London&overlap=3",
}


@pytest.mark.parametrize("text", LEVELS)
def test_a_number_with_a_sign_of_a_level_is_no_name(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == LEVELS[text]
    assert not reading.left_out


@pytest.mark.parametrize(
    "text", ["python <= 3", "python 3 at most", "python 3+ years", "python 3 years"]
)
def test_a_number_that_cannot_be_asked_for_is_named(text, reading_of):
    [left] = reading_of(text).left_out
    assert "3" in text[left.span.start : left.span.end]


@pytest.mark.parametrize("text", ["lots of SQL", "a lot of SQL", "tons of SQL"])
def test_much_of_a_skill_is_offered_as_a_level(text, reading_of):
    reading = reading_of(text)
    assert reading.pairs == [("skill", "sql")]
    [offered] = reading.remarks
    assert offered.offers[0].pairs == (("skill", "sql:3"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SQL 7 out of 10", "7 out of 10"),
        ("four out of five in SQL", "four out of five"),
        ("SQL, 9 of 10 projects", "9 of 10 projects"),
        ("beyond SQL, Python", "beyond"),
        ("SQL L2-L3", "L3"),
        ("SQL working to practitioner", "practitioner"),
    ],
)
def test_marks_out_of_others_are_named_as_one(text, words, reading_of):
    [left] = reading_of(text).left_out
    assert text[left.span.start : left.span.end] == words


@pytest.mark.parametrize(
    "text", ["only juniors in SQL", "SQL practitioners only", "up to expert in SQL"]
)
def test_an_upper_end_is_named(text, reading_of):
    assert reading_of(text).pairs == []


@pytest.mark.parametrize(
    ("text", "level"),
    [("python 4/4", 4), ("python 3/4 in March", 3), ("SQL 2/4", 2), ("SQL (4/4)", 4)],
)
def test_a_number_of_four_may_be_a_level(text, level, reading_of):
    reading = reading_of(text)
    [(_, slug)] = [pair for pair in reading.pairs if pair[0] == "skill"]
    [left] = reading.left_out
    assert left.offers[0].pairs == (("skill", f"{slug}:{level}"),)
    assert left.offers[0].instead == (("skill", slug),)


def test_a_number_of_four_behind_what_is_denied_is_no_level(reading_of):
    reading = reading_of("not python 4/4")
    assert reading.pairs == []
    assert "skill" not in dict(offer.pairs[0] for offer in reading.left_out[1].offers)


def test_a_level_ends_where_another_word_stands_in_its_place(reading_of):
    reading = reading_of("strong in python, fond of SQL")
    assert reading.pairs == [("skill", "python:3"), ("skill", "sql")]


@pytest.mark.parametrize("text", ["python over SQL", "python better than SQL"])
def test_what_is_compared_has_no_level(text, reading_of):
    reading = reading_of(text)
    assert reading.pairs == [("skill", "python"), ("skill", "sql")]
    assert "not compared" in reading.left_out[0].reason


@pytest.mark.parametrize(
    ("text", "level"),
    [("good with SQL", 2), ("who is good at SQL", 2), ("very good with SQL", 3)],
)
def test_good_with_a_skill_is_a_hint_as_a_good_one_is(text, level, reading_of):
    reading = reading_of(text)
    [hint] = reading.offers
    assert reading.pairs == [("skill", "sql")]
    assert hint.offers[0].pairs == (("skill", f"sql:{level}"),)


@pytest.mark.parametrize("text", ["good at maths", "good with numbers"])
def test_what_one_is_good_at_is_a_text(text, reading_of):
    assert reading_of(text).rest_text == text.split()[-1]


@pytest.mark.parametrize("text", ["L1 regularisation", "l2 norm", "L4 support"])
def test_a_code_is_no_level_where_no_skill_is(text, reading_of):
    assert reading_of(text).is_plain
