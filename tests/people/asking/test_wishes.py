"""Wishes to learn, and wishes to pass on what somebody knows: no wish to learn it."""

import pytest

from tests.people.asking.said import query_of

TEACHING = {
    "who would like to teach Python": "skill=python",
    "who would like to teach me Rust": "skill=rust",
    "looking to mentor in SQL": "skill=sql",
    "willing to mentor in SQL": "skill=sql",
    "who is willing to mentor others in Spark": "skill=apache-spark",
    "wants to give a talk on Kafka": "skill=apache-kafka",
    "wants to run a workshop on Kafka": "skill=apache-kafka",
    "people interested in teaching deep learning": "skill=deep-learning",
    "interested in mentoring juniors in R": "skill=r",
    "wants to be a mentor for Spark": "skill=apache-spark",
    "keen to coach people in causal inference": "skill=causal-inference",
    "would love to share knowledge about Kafka": "skill=apache-kafka",
    "eager to explain Kafka": "skill=apache-kafka",
    "wants to train others in SQL": "skill=sql",
    "wants to teach SQL and learn Rust": "skill=sql&goal=rust",
    "wants to learn Rust and teach SQL": "skill=sql&goal=rust",
}


@pytest.mark.parametrize("text", TEACHING)
def test_who_would_like_to_teach_knows_it(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == TEACHING[text]
    # As of “who can teach SQL”, a level is offered and not applied.
    [offered] = reading.remarks
    assert "Practitioner or above" in offered.offers[0].label


LEARNING = {
    "would like to learn Python": "goal=python",
    "who'd like Kafka": "goal=apache-kafka",
    "people who'd love to learn Rust": "goal=rust",
    "they'd like a/b tests": "goal=a-b-testing",
    "who'd know a/b tests": "skill=a-b-testing",
    "who joined Metric library and wants to get started with Kafka": (
        "goal=apache-kafka&project=metric-library"
    ),
    "wants a mentor in Python": "goal=python",
    "would like a coach for SQL": "goal=sql",
    "wants to learn from a mentor in SQL": "goal=sql",
    "wants to be taught Python": "goal=python",
    "wants to be mentored in SQL": "goal=sql",
    "wants to become senior in NLP": "goal=natural-language-processing",
    "interested in mentoring": "goal=mentoring-teaching",
    "keen on teaching": "goal=mentoring-teaching",
    "wants to learn mentoring and Python": "goal=mentoring-teaching&goal=python",
    "keen to help with dashboards": "skill=dashboard-design",
    "who can teach": "",
}


@pytest.mark.parametrize("text", LEARNING)
def test_a_wish_to_learn_stays_one(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == LEARNING[text]
    assert not reading.remarks


# What is asked for, and what is named with the skill offered.
MOVES = {
    "wants to go from SQL to Rust": ("goal=rust", "SQL"),
    "wants to move away from SAS to Python": ("goal=python", "SAS"),
    "wants to get from SQL into Rust, in Berlin": ("goal=rust&location=berlin", "SQL"),
    "would like to move from BI to data engineering": ("", "BI, data engineering"),
    "wants to go from R, SQL to Python": ("goal=python", "R, SQL"),
    "from R to Python": ("", "R, Python"),
    "from SQL and R to Python": ("", "SQL, R, Python"),
    "switch from R to Python, free": ("free=50", "R, Python"),
    "experience migrating from SAS to Python": ("", "SAS, Python"),
}


@pytest.mark.parametrize("text", MOVES)
def test_who_moves_from_one_skill_to_another_is_asked_for_by_the_goal(text, reading_of):
    reading = reading_of(text)
    named = ", ".join(text[one.span.start : one.span.end] for one in reading.left_out)
    assert (query_of(reading), named) == MOVES[text]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("from Data Engineering to learn Rust", "team=data-engineering&goal=rust"),
        ("wants to learn Rust from SQL people", "goal=rust&goal=sql"),
        ("wants to go into MLOps", "goal=mlops"),
        ("wants to learn go", "goal=go"),
        ("from Berlin to Lisbon", "location=berlin&location=lisbon"),
        ("did anyone build SQL dashboards", "skill=sql&skill=dashboard-design"),
    ],
)
def test_what_is_no_move_from_one_skill_to_another(text, query, reading_of):
    assert query_of(reading_of(text)) == query


# Wishes that are said behind their skills, or in other words.
SAID_SO = {
    "has SQL and R on their wish list": "goal=sql&goal=r",
    "docker expert, Rust on her bucket list": "skill=docker:4&goal=rust",
    "needs a Python trainer": "skill=python",
    "needs Python course material": "skill=python",
    "on their wish list: SQL": "goal=sql",
    "docker, on the development plan: SQL and R": "skill=docker&goal=sql&goal=r",
    "SQL is something on their wish list": "goal=sql",
    "wants to learn Rust, Go expert": "skill=go:4&goal=rust",
    "wants to learn Rust and R at level 3": "skill=r:3&goal=rust",
    "wants to learn Rust; Go - expert": "skill=go:4&goal=rust",
    "wants to learn Rust, Go basics": "goal=rust&goal=go",
    "docker expert; Rust on her bucket list": "skill=docker:4&goal=rust",
    "Python, SQL on the development plan": "skill=python&goal=sql",
    "Rust is on her development plan": "goal=rust",
    "SQL as one of their goals": "goal=sql",
    "needs SQL training": "goal=sql",
    "who needs a docker course in Lisbon": "goal=docker&location=lisbon",
    "mentees for MLOps": "goal=mlops",
    "mentees in Berlin": "location=berlin",
    "signed up for Rust": "goal=rust",
    "would jump at the chance to do NLP": "goal=natural-language-processing",
    "wants to have a go at SQL": "goal=sql",
    "wants out of dashboards and into ML": "goal=machine-learning",
}


@pytest.mark.parametrize("text", SAID_SO)
def test_wishes_in_other_words(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == SAID_SO[text]
    assert reading.rest_text == ""


def test_a_course_that_nobody_needs_is_named(reading_of):
    reading = reading_of("SQL training")
    assert (reading.pairs, len(reading.left_out)) == ([("skill", "sql")], 1)


def test_what_is_denied_is_no_wish(reading_of):
    assert reading_of("not SQL on the wish list").pairs == []
