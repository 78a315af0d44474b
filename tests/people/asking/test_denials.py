"""What is denied is named and never asked for: there is no “not”."""

import pytest

NOT = "there is no “not”"
# A unit of each kind, and how each may be denied.
DENIED = (
    *("not Python", "no expert in SQL", "without data warehousing", "never in Berlin"),
    *("not from team Data Engineering", "not in the marketing team", "not Julia"),
    *("not in the platform team", "not data engineering", "not Databases & storage"),
    *("has not worked on churn", "who never worked on churn", "not been on loyalty"),
    *("who has never worked on churn", "has never been on churn", "not project churn"),
    *("not the churn project", "not worked on Feature store", "not Stan Kowalski"),
    *("doesn't want to learn MLOps", "not 50 % free", "not free", "not in March 2027"),
    *("not 4 hours with New York", "no success rate over 80 %", "not go"),
    *("not in the same time zone as London", "not part time", "not on the bench"),
)


@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_is_named_and_not_asked_for(text, reading_of):
    reading = reading_of(text)
    assert (reading.pairs, reading.rest_text) == ([], "")
    assert any(NOT in one.reason for one in reading.left_out)
