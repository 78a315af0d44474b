"""Closing with “stopped early” asks what the data could not do."""

import pytest

from tests.factories import ProjectFactory
from tests.projects.life.life_pages import closing, page_text, post
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
STOPPED = {"outcome": "stopped_evidence", "stage_reached": "idea"}
REASONS = {
    "signal": "Churn follows no pattern.",
    "data": "Half of the contracts have no end.",
    "fit": "Nobody calls within eight weeks.",
}
SAID = [
    "What the data did not show Churn follows no pattern.",
    "What was missing or wrong in the data Half of the contracts have no end.",
    "Why it did not fit the use Nobody calls within eight weeks.",
]


@pytest.fixture
def stopped(churn):
    churn.status, churn.outcome = "closed", "stopped_evidence"
    churn.signal = REASONS["signal"]
    churn.save()
    return churn


def test_what_stopped_early_says_why(manager_client, churn):
    post(manager_client, "close", closing(**STOPPED, **REASONS))
    text = page_text(manager_client)
    assert [words for words in SAID if words not in text] == []


@pytest.mark.parametrize("name", REASONS)
def test_one_reason_will_do(manager_client, churn, name):
    post(manager_client, "close", closing(**STOPPED, **{name: "No."}))
    churn.refresh_from_db()
    assert (churn.status, getattr(churn, name)) == ("closed", "No.")


def test_without_any_reason_it_is_not_closed(manager_client, churn):
    response = post(manager_client, "close", closing(**STOPPED, fit=" "))
    churn.refresh_from_db()
    assert "Say at least one of the three" in text_of(response)
    assert churn.status == "active"


def test_what_ended_otherwise_has_no_reason(manager_client, churn):
    post(manager_client, "close", closing(**REASONS))
    churn.refresh_from_db()
    assert (churn.outcome, churn.signal, churn.data) == ("in_use", "", "")


def test_a_reason_is_corrected(manager_client, stopped):
    stopped.refresh_from_db()
    post(manager_client, "close", STOPPED | {"version": stopped.version, "fit": "No."})
    stopped.refresh_from_db()
    assert (stopped.signal, stopped.fit) == ("", "No.")


def test_two_who_correct_a_reason_are_told_of_each_other(manager_client, stopped):
    stopped.refresh_from_db()
    sent = STOPPED | {"version": stopped.version, "seen-signal": stopped.signal}
    stopped.signal = "None at all."
    stopped.save()
    text = text_of(post(manager_client, "close", sent | {"signal": "Mine."}))
    assert "Which is right?" in text
    assert "None at all." in text


def test_what_is_reopened_keeps_its_reasons_for_the_next_closing(
    manager_client, stopped
):
    post(manager_client, "reopen")
    assert REASONS["signal"] not in page_text(manager_client)
    page = manager_client.get("/projects/churn/close/").content.decode()
    assert REASONS["signal"] in page


def test_a_member_reads_reasons_of_projects_of_the_own_alone(
    stopped, member, member_client, settings
):
    settings.DIRECTORY = settings.DIRECTORY | {"OUTCOMES_VISIBLE_TO": "managers"}
    ProjectFactory(name="Led", lead=member.person, status="closed", **reasons("Ours."))
    assert REASONS["signal"] not in page_text(member_client)
    assert "Ours." in text_of(member_client.get("/projects/led/"))


def reasons(words):
    return {"outcome": "stopped_evidence", "signal": words}
