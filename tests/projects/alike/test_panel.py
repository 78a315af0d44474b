"""What the page of a project says of those that are like it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.text import text_of

pytestmark = pytest.mark.django_db
STOPPED = {
    "status": "closed",
    "outcome": "stopped_evidence",
    "outcome_note": "Ask billing first.",
    "signal": "Quaggas leave without a sign.",
}


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn early warning", summary="Customers who leave.")


@pytest.fixture
def other():
    ana = PersonFactory(name="Ana Silva", email="ana@example.org")
    return ProjectFactory(
        name="Early churn", summary="Who of the customers leaves.", lead=ana, **STOPPED
    )


def panel(client):
    text = text_of(client.get("/projects/churn-early-warning/"))
    return text.partition("Alike projects")[2].partition("About")[0]


def test_an_alike_project_is_told_with_why(member_client, churn, other):
    skill = SkillFactory(name="Churn modelling")
    for project in (churn, other):
        SkillNeedFactory(project=project, skill=skill)
    text = panel(member_client)
    assert "Early churn Closed" in text
    words = "churn, customers, early, leave"
    assert f"Shares Churn modelling; same aim; words: {words}" in text


def test_how_it_ended_and_what_was_learned_is_told(member_client, churn, other):
    text = panel(member_client)
    assert "Stopped early: the evidence said so" in text
    assert "What the data did not show Quaggas leave without a sign." in text
    assert "Ask billing first." in text


def test_who_knows_is_told_the_lead_first(member_client, churn, other):
    ben = PersonFactory(name="Ben", email="ben@example.org")
    today = timezone.localdate()
    AssignmentFactory(project=other, person=ben, starts_on=today)
    AssignmentFactory(project=other, person=other.lead, starts_on=today)
    gone = PersonFactory(name="Gone", left_on=date(2026, 1, 1))
    AssignmentFactory(project=other, person=gone)
    to_come = today + timedelta(days=9)
    AssignmentFactory(project=other, starts_on=to_come)
    assert "Who knows: Ana Silva (lead) · Ben · Write to them" in panel(member_client)
    html = member_client.get("/projects/churn-early-warning/").content.decode()
    assert 'href="mailto:ana@example.org,ben@example.org"' in html


def test_of_many_who_know_three_are_named(member_client, churn, other):
    for number in range(4):
        person = PersonFactory(name=f"No {number}", email=None)
        AssignmentFactory(project=other, person=person, starts_on=date(2026, 1, 5))
    assert "Ana Silva (lead) · No 0 · No 1 and 2 more" in panel(member_client)


def test_without_alike_projects_there_is_no_panel(member_client, churn):
    assert panel(member_client) == ""


@pytest.mark.parametrize("is_own", [True, False])
def test_a_member_is_told_the_ends_of_projects_of_the_own_alone(
    member, member_client, churn, other, settings, is_own
):
    settings.DIRECTORY = settings.DIRECTORY | {"OUTCOMES_VISIBLE_TO": "managers"}
    if is_own:
        AssignmentFactory(project=other, person=member.person)
    text = panel(member_client)
    told = ["Stopped early", "Quaggas", "Ask billing first."]
    assert "Early churn Closed" in text
    assert [words in text for words in told] == [is_own] * 3


@pytest.mark.parametrize("count", [3, 30])
def test_the_panel_costs_the_same_for_3_and_30(
    member_client, churn, django_assert_num_queries, count
):
    SkillNeedFactory(project=churn)
    AssignmentFactory(project=churn)
    for number in range(count):
        project = ProjectFactory(
            name=f"Churn warning {number}", summary="Customers who leave early."
        )
        AssignmentFactory.create_batch(3, project=project)
    with django_assert_num_queries(14):
        assert "Churn warning" in panel(member_client)
