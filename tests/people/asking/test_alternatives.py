"""What either of will do: “or” in signs and in words around a list."""

import pytest

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
