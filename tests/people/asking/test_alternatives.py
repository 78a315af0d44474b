"""What either of will do: “or” in signs and in words around a list."""

import pytest

from tests.people.asking.said import query_of

EITHER = {
    "Python | R": "skill=python&skill=r&match=any",
    "Python||R": "skill=python&skill=r&match=any",
    "docker|kubernetes|SQL in Berlin": (
        "skill=docker&skill=kubernetes&skill=sql&match=any&location=berlin"
    ),
    "expert Python | R": "skill=python:4&skill=r:4&match=any",
    "Python, R, or both": "skill=python&skill=r&match=any",
    "Spark, Flink or all of them": "skill=apache-spark&skill=apache-flink&match=any",
    "AWS/GCP: either will do": "skill=aws&skill=google-cloud&match=any",
    "AWS, GCP, Azure - one of them is enough": (
        "skill=aws&skill=google-cloud&skill=microsoft-azure&match=any"
    ),
    "R, SAS, doesn't matter which": "skill=r&skill=sas&match=any",
    "whichever of PyTorch, JAX": "skill=pytorch&skill=jax&match=any",
    "Python, else R": "skill=python&skill=r&match=any",
    "Spark, otherwise Flink": "skill=apache-spark&skill=apache-flink&match=any",
    "Tableau, and if not Looker": "skill=tableau&skill=looker&match=any",
    "SQL; if not, Python": "skill=sql&skill=python&match=any",
    "SQL. Otherwise R": "skill=sql&skill=r&match=any",
    "Kafka or Spark? either is ok": "skill=apache-kafka&skill=apache-spark&match=any",
    "Go, else Java": "skill=go&skill=java&match=any",
    "Go otherwise Rust in Berlin": "skill=go&skill=rust&match=any&location=berlin",
    "in Berlin, if not in Lisbon": "location=berlin&location=lisbon",
    "Berlin, failing that Lisbon": "location=berlin&location=lisbon",
    # Levels.
    "SQL expert or practitioner": "skill=sql:3",
    "practitioner / intermediate in R": "skill=r:2",
    "intermediate or expert Python, SQL": "skill=python:2&skill=sql:2",
    # Of different things it is a comma, and who else knows it is nobody else.
    "SQL | Berlin | January": "skill=sql&from=2027-01-01&to=2027-01-31&location=berlin",
    "SQL | Python | Berlin": "skill=sql&skill=python&location=berlin",
    "docker expert | Lisbon | 50 % free": "skill=docker:4&free=50&location=lisbon",
    "who else knows R": "skill=r",
    "anyone else with docker": "skill=docker",
    "one of them knows SQL": "skill=sql",
    "SQL expert or practitioner in Python": "skill=sql:4&skill=python:3&match=any",
    "SQL expert or expert in Python": "skill=sql:4&skill=python:4&match=any",
}


@pytest.mark.parametrize("text", EITHER)
def test_what_either_of_will_do(text, reading_of):
    reading = reading_of(text)
    assert sorted(reading.pairs) == sorted(
        tuple(pair.split("=", 1)) for pair in EITHER[text].split("&")
    )
    assert (reading.rest_text, reading.left_out) == ("", [])


@pytest.mark.parametrize("text", ["SQL, either is fine", "Python R or both"])
def test_an_either_of_which_nothing_is_known_is_named(text, reading_of):
    [left] = reading_of(text).left_out
    assert text.endswith(text[slice(*left.span)])


@pytest.mark.parametrize("text", ["SQL, Tableau|Looker", "Tableau|Looker, SQL"])
def test_an_or_beside_other_skills_is_named(text, reading_of):
    reading = reading_of(text)
    assert reading.pairs == [("skill", "sql")]
    [left] = reading.left_out
    assert text[left.span.start : left.span.end] == "Tableau|Looker"


# What a stroke between two skills means is not known: both are asked for.
STROKES = {
    "Java/Scala": ["match=any"],
    "Python/SQL in Berlin": ["match=any"],
    "experts in AWS/GCP": ["match=any"],
    "Java/Scala, SQL": ["", ""],
    "SQL, strong Python/R/Scala": ["", "", ""],
    # These are one or a list, or it is said.
    "Python / SQL / docker": [],
    "A/B testing": [],
    "CI/CD, C/C++": [],
    "AWS/GCP: either will do": [],
    "Python and/or R": [],
    "Python/Berlin": [],
}


@pytest.mark.parametrize("text", STROKES)
def test_either_side_of_a_stroke_is_offered(text, reading_of):
    reading = reading_of(text)
    offers = [offer for one in reading.remarks for offer in one.offers]
    assert [query_of(offer) for offer in offers] == STROKES[text]
    assert all(pair in reading.pairs for offer in offers for pair in offer.instead)


def test_beside_other_skills_either_side_takes_the_place_of_the_other(reading_of):
    [remark] = reading_of("SQL, strong Java/Scala").remarks
    only_java, only_scala = remark.offers
    assert only_java.instead == (("skill", "scala:3"),)
    assert only_scala.instead == (("skill", "java:3"),)
