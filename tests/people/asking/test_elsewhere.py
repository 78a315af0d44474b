"""Places and teams where somebody was or would go: nobody is found there now."""

import pytest

from tests.people.asking.said import query_of

REASON = "where people were or would go"
# What is asked for, and the places that are named.
ELSEWHERE = {
    "willing to relocate to Berlin, SQL": (
        "skill=sql",
        "willing to relocate to Berlin",
    ),
    "docker, can travel to Lisbon or London": (
        "skill=docker",
        "travel to Lisbon, London",
    ),
    "SQL people in Lisbon, happy to move to Berlin": (
        "skill=sql&location=lisbon",
        "happy to move to Berlin",
    ),
    "originally from Lisbon, now in Berlin": (
        "location=berlin",
        "originally from Lisbon",
    ),
    "R, wants to move to Berlin": ("skill=r", "move to Berlin"),
    "R, born in London": ("skill=r", "born in London"),
    "relocating from London to Berlin": ("", "relocating from London, Berlin"),
    "R, commutes to Warsaw": ("skill=r", "commutes to Warsaw"),
    "formerly in team Data Engineering, SQL": (
        "skill=sql",
        "formerly in team Data Engineering",
    ),
    "worked in Data Engineering": ("", "worked in Data Engineering"),
    "R, relocating from London, based in Lisbon": (
        "skill=r&location=lisbon",
        "relocating from London",
    ),
    # Where people are, and what is no place.
    "lives in Berlin": ("location=berlin", ""),
    "SQL, back from 1 February": ("skill=sql&from=2027-02-01", ""),
    "moved to the London office, R": ("skill=r", "moved to the London"),
    "used to work in Python": ("skill=python", ""),
    "worked in the churn project": ("project=churn-early-warning", ""),
    "going to learn SQL": ("goal=sql", ""),
    "wants to move to ML": ("goal=machine-learning", ""),
}


@pytest.mark.parametrize("text", ELSEWHERE)
def test_where_somebody_is_not_is_offered(text, reading_of):
    reading = reading_of(text)
    left = [one for one in reading.left_out if one.reason.startswith(REASON)]
    named = ", ".join(text[one.span.start : one.span.end] for one in left)
    assert (query_of(reading), named) == ELSEWHERE[text]
    assert all(one.offers for one in left)


def test_who_would_not_go_there_is_denied(reading_of):
    [left] = reading_of("not willing to relocate to Berlin").left_out
    assert "no “not”" in left.reason
