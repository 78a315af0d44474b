"""What did not work and why: the list of projects that stopped early."""

import re

import pytest

from tests.factories import ProjectFactory
from tests.text import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/projects/?outcome=stopped_evidence"
STOPPED = {"status": "closed", "outcome": "stopped_evidence"}
TITLE = "Stopped early, and why"
FAILED = "outcome=not_met&outcome=not_adopted&outcome=stopped_evidence"


@pytest.fixture
def churn():
    return ProjectFactory(
        name="Churn",
        **STOPPED,
        outcome_note="Ask billing first.",
        signal="Quaggas leave without a sign.",
        data="Contracts lack an end.",
        fit="Zebras cannot be called.",
    )


@pytest.fixture
def for_managers(settings):
    settings.DIRECTORY = settings.DIRECTORY | {"OUTCOMES_VISIBLE_TO": "managers"}


def listed(client, query):
    html = client.get(f"/projects/?{query}").content.decode()
    return re.findall(r'data-project="([^"]+)"', html)


def test_early_stops_have_a_page_of_their_own(member_client, churn):
    html = member_client.get(ADDRESS).content.decode()
    assert f"<title>{TITLE}" in html
    assert f"<h1>{TITLE}</h1>" in html


def test_what_did_not_work_is_more_than_what_stopped_early(member_client, churn):
    for outcome in ("not_met", "not_adopted", "in_use", "stopped_external"):
        ProjectFactory(
            name=outcome, status="closed", outcome=outcome, outcome_note="No"
        )
    html = member_client.get(f"/projects/?{FAILED}").content.decode()
    assert "<h1>What did not work and why</h1>" in html
    assert listed(member_client, FAILED) == ["churn", "not-adopted", "not-met"]
    assert html.count("<p>No</p>") == 2


def test_without_lessons_that_is_said(member_client):
    ProjectFactory(status="closed", outcome="not_met")
    assert "No lessons are" in text_of(member_client.get(f"/projects/?{FAILED}"))


def test_the_project_list_leads_there(member_client):
    address = f"/projects/?{FAILED}".replace("&", "&amp;")
    words = f'href="{address}">What did not work and why'
    assert words in member_client.get("/projects/").content.decode()


@pytest.mark.parametrize("query", ["", "&outcome=in_use", "&outcome=nothing"])
def test_no_other_list_is_called_so(member_client, churn, query):
    address = f"{ADDRESS}{query}" if query else "/projects/"
    assert f"<h1>{TITLE}" not in member_client.get(address).content.decode()


def test_its_cards_say_why(member_client, churn):
    text = text_of(member_client.get(ADDRESS))
    assert "What the data did not show Quaggas leave without a sign." in text
    assert "Why it did not fit the use Zebras cannot be called." in text
    assert "Ask billing first." in text


@pytest.mark.parametrize(
    "word", ["quaggas", "contracts", "zebra", "billing", "qaggas", "zebras+sign"]
)
def test_words_are_looked_for_in_the_reasons(member_client, churn, word):
    ProjectFactory(name="Other", **STOPPED, signal="None.")
    assert listed(member_client, f"outcome=stopped_evidence&q={word}") == ["churn"]


def test_lessons_are_found_in_every_list_once_the_project_is_over(member_client, churn):
    ProjectFactory(name="Again", status="active", outcome_note="Quaggas.")
    assert listed(member_client, "q=quaggas") == ["churn"]


@pytest.mark.parametrize("query", ["q=quaggas", "q=qaggas", "outcome=stopped_evidence"])
def test_a_member_finds_reasons_of_projects_of_the_own_alone(
    query, churn, member, member_client, manager_client, for_managers
):
    ProjectFactory(name="Led", lead=member.person, **STOPPED, fit="Quaggas.")
    assert listed(member_client, query) == ["led"]
    assert listed(manager_client, query) == ["churn", "led"]


def test_a_typo_is_not_corrected_by_what_a_member_may_not_read(
    churn, member_client, for_managers
):
    assert "quaggas" not in text_of(member_client.get("/projects/?q=qaggas"))


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same_for_3_and_30(
    count, member_client, django_assert_max_num_queries
):
    ProjectFactory.create_batch(count, **STOPPED, signal="Quaggas.")
    with django_assert_max_num_queries(13):
        member_client.get(f"{ADDRESS}&q=quaggas")
