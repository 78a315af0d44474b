"""Whoever opens a project sees what is like it, early stops first."""

import pytest

from projects.models import Project
from tests.factories import ProjectFactory, SkillFactory, SkillNeedFactory
from tests.projects.life.life_pages import PLAN
from tests.text import text_of

pytestmark = pytest.mark.django_db
NEW = "/projects/new/"
SUMMARY = "Which customers are about to leave."
TYPED = PLAN | {"name": "Churn early warning", "summary": SUMMARY}
LOOK = TYPED | {"look": "1"}
SALES = {"name": "Sales forecast for stores", "summary": "", "aim": "build"}


@pytest.fixture
def running():
    return ProjectFactory(name="Early churn warning", summary=SUMMARY)


@pytest.fixture
def stopped():
    return ProjectFactory(
        name="Churn signals",
        summary="Customers who leave.",
        status="closed",
        outcome="stopped_evidence",
        fit="Nobody calls in time.",
    )


def shown(client, data):
    return [one.project for one in client.post(NEW, data).context["alike"]]


def test_what_stopped_early_is_shown_first(manager_client, running, stopped):
    ProjectFactory(name="Route planner", summary="Daily routes for vans.")
    assert shown(manager_client, LOOK) == [stopped, running]


def test_it_is_told_with_why_it_stopped(manager_client, stopped):
    text = text_of(manager_client.post(NEW, LOOK))
    assert "1 alike project: do they do it already" in text
    assert "Why it did not fit the use Nobody calls in time." in text


def test_looking_opens_nothing_and_keeps_what_was_typed(manager_client, running):
    sent = LOOK | {"starts_on": "soon", "lead": "Nobody", "aim": "build"}
    page = manager_client.post(NEW, sent).content.decode()
    assert Project.objects.count() == 1
    assert f"{SUMMARY}</textarea>" in page
    assert [f'value="{one}"' in page for one in ("soon", "Nobody")] == [True, True]
    assert "errorlist" not in page


def test_what_cannot_be_saved_shows_them_too(manager_client, running):
    assert shown(manager_client, TYPED | {"ends_on": "2026-01-01"}) == [running]


def test_a_skill_that_the_text_names_counts(manager_client):
    need = SkillNeedFactory(skill=SkillFactory(name="Survival analysis"))
    sent = LOOK | {"name": "Leavers", "summary": "Survival analysis of contracts"}
    assert shown(manager_client, sent) == [need.project]


@pytest.mark.parametrize("name", ["", " ", "\x00", "Whales"])
def test_nothing_is_told_where_nothing_is_alike(manager_client, running, name):
    response = manager_client.post(NEW, LOOK | {"name": name, "summary": ""})
    assert not response.context["alike"]
    assert "Nothing alike is here so far." in text_of(response)


def test_what_shares_but_a_word_is_no_nothing(manager_client):
    ProjectFactory(
        name="Demand forecasting for spare parts", summary="A plan of what to keep."
    )
    response = manager_client.post(NEW, LOOK | SALES)
    assert not response.context["alike"]
    text = text_of(response)
    assert "Nothing" not in text
    assert "Some share a word: Demand forecasting for spare parts" in text


@pytest.mark.parametrize("count", [3, 30])
def test_what_shares_a_word_costs_the_same_for_3_and_30(
    count, manager_client, django_assert_max_num_queries
):
    for number in range(count):
        ProjectFactory(name=f"Demand forecasts for spare parts {number}")
    with django_assert_max_num_queries(12):
        response = manager_client.post(NEW, LOOK | SALES)
    assert len(response.context["sharing"]) == min(count, 5)


def test_words_that_are_said_everywhere_are_none_in_common(manager_client):
    ProjectFactory(name="Warning of whales", summary="Two tools help us, used daily.")
    sent = LOOK | {"name": "Leavers", "summary": "It helps us to use two of them."}
    assert "Nothing alike is here" in text_of(manager_client.post(NEW, sent))


def test_enter_saves_and_does_not_look(manager_client):
    # It presses the first button of a form.
    page = manager_client.get(NEW).content.decode()
    assert page.index("Save and state needs") < page.index("Look for alike projects")


def test_members_look_for_nothing_here(member_client, running):
    assert member_client.post(NEW, LOOK).status_code == 403


@pytest.mark.parametrize("count", [3, 30])
def test_looking_costs_the_same_for_3_and_30(
    count, manager_client, django_assert_max_num_queries
):
    for number in range(count):
        ProjectFactory(name=f"Churn warning {number}", summary=SUMMARY)
    with django_assert_max_num_queries(12):
        assert len(shown(manager_client, LOOK)) == min(count, 5)
