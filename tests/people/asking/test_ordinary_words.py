"""Words of every sentence that a skill is called by, too."""

import pytest

from tests.people.asking.said import query_of

ORDINARY = {
    "having a go at SQL": "skill=sql",
    "ready to go, docker": "skill=docker",
    "who excels at Python": "skill=python",
    "people who excel in docker": "skill=docker",
    "a dash of CSS": "skill=html-css",
    "a spark of genius and SQL": "skill=sql",
    "legal notices: SQL": "skill=sql",
    "full of energy, R": "skill=r",
    "with energy and drive, R": "skill=r",
    "knows energy, R": "skill=energy-utilities&skill=r",
    "rusty SQL": "skill=sql",
    "sparky docker": "skill=docker",
    # Of “experten” the beginning is what is meant.
    "SQL Experten": "skill=sql:4",
    # The same words as names.
    "Excel in Berlin": "skill=microsoft-excel&location=berlin",
    "excel at 50 %": "skill=microsoft-excel&free=50",
    "Go and Rust": "skill=go&skill=rust",
    "Dash, CSS": "skill=plotly-dash&skill=html-css",
    "rusts SQL": "skill=rust&skill=sql",
}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_word_is_no_skill(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == ORDINARY[text]
    assert reading.rest_text == ""


@pytest.mark.parametrize("text", ["GPT-4", "GPT-4, docker", "docker, Python-3.0"])
def test_a_version_behind_a_stroke_is_no_level(text, reading_of):
    assert not any(":" in value for _, value in reading_of(text).pairs)


@pytest.mark.parametrize("text", ["SQL - 3", "SQL (3)", "SQL: 3", "SQL -3+"])
def test_a_level_behind_a_sign_is_one(text, reading_of):
    assert reading_of(text).pairs == [("skill", "sql:3")]
