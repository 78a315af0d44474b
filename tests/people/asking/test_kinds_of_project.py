"""A kind of project is not the one whose name has the word."""

import pytest

from tests.people.asking.said import query_of

# What is asked for, what is named, and the projects that are offered.
KINDS = {
    "a churn project": ("", "churn project", "churn-early-warning"),
    "for a fraud project, R": ("skill=r", "fraud project", "card-fraud-scoring"),
    "another invoice project in Berlin": (
        "location=berlin",
        "invoice project",
        "invoice-reading",
    ),
    "metric project needs SQL": ("skill=sql", "metric project", "metric-library"),
    "carbon projects, R": ("skill=r", "carbon projects", "carbon-reporting"),
    "a project about churn, SQL": (
        "skill=sql",
        "project about churn",
        "churn-early-warning",
    ),
    "R, worked on a churn project": (
        "skill=r",
        "worked on a churn project",
        "churn-early-warning",
    ),
    "for a phishing project, R": ("skill=r", "phishing project", ""),
}


@pytest.mark.parametrize("text", KINDS)
def test_a_kind_of_project_is_named_and_projects_are_offered(text, reading_of):
    reading = reading_of(text)
    [left] = reading.left_out
    named = text[left.span.start : left.span.end]
    offered = ",".join(offer.pairs[0][1] for offer in left.offers)
    pairs = query_of(reading)
    assert (pairs, named, offered) == KINDS[text]
    assert (reading.rest_text, reading.corrections) == ("", {})


@pytest.mark.parametrize(
    "text",
    ["the churn project", "project churn", "worked on churn", "our churn project"],
)
def test_a_project_by_a_word_of_its_name(text, reading_of):
    assert reading_of(text).pairs == [("project", "churn-early-warning")]
