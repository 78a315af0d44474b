"""A project starts, closes, is cancelled and reopened; who may do so, and when."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from projects.life import changes as project_changes
from projects.models import Assignment
from tests.factories import (
    AssignmentFactory,
    ProjectFactory,
    SkillNeedFactory,
)
from tests.projects.life.life_pages import PLAN, PROJECT, TODAY, page_text, post
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


# Start


@pytest.fixture
def waiting(churn):
    churn.status = "staffing"
    churn.save()
    return churn


def test_a_project_is_started(manager_client, waiting):
    response = post(manager_client, "start")
    waiting.refresh_from_db()
    assert response["Location"] == PROJECT
    assert waiting.status == "active"


def test_a_start_without_needs_is_warned_of_and_allowed(manager_client, waiting):
    text = page_text(manager_client, "start/")
    assert "Nobody has stated yet what it needs." in text
    assert "Nobody is booked on it." in text


def test_a_start_tells_what_is_missing(manager_client, waiting):
    SkillNeedFactory(project=waiting, skill__name="SQL", people=2)
    text = page_text(manager_client, "start/")
    assert "0 of 2 seats found. Still open: SQL, Practitioner: 2 of 2" in text


def test_a_start_asks_for_a_missing_first_day(manager_client, waiting):
    waiting.starts_on = None
    waiting.save()
    page = manager_client.get(f"{PROJECT}start/").content.decode()
    assert 'value="2026-05-04"' in page
    post(manager_client, "start", {"starts_on": "2026-05-11"})
    waiting.refresh_from_db()
    assert waiting.starts_on == date(2026, 5, 11)


def test_a_project_may_start_without_a_first_day(manager_client, waiting):
    waiting.starts_on = None
    waiting.save()
    post(manager_client, "start", {"starts_on": ""})
    waiting.refresh_from_db()
    assert (waiting.status, waiting.starts_on) == ("active", None)


def test_a_first_day_after_the_last_is_told(manager_client, waiting):
    waiting.starts_on = None
    waiting.save()
    response = post(manager_client, "start", {"starts_on": "2026-06-29"})
    assert "The last day cannot be before the first." in text_of(response)


def test_a_planned_first_day_stays(manager_client, waiting):
    post(manager_client, "start", {"starts_on": "2026-05-11"})
    waiting.refresh_from_db()
    assert waiting.starts_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("begin", "first_day"), [("today", TODAY), ("planned", date(2026, 5, 11))]
)
def test_a_start_before_the_first_day_asks_when(
    begin, first_day, manager_client, waiting
):
    waiting.starts_on = date(2026, 5, 11)
    waiting.save()
    assert "On 11 May 2026, as planned" in page_text(manager_client, "start/")
    post(manager_client, "start", {"begin": begin})
    waiting.refresh_from_db()
    assert (waiting.status, waiting.starts_on) == ("active", first_day)


def test_a_start_without_an_answer_does_not_begin_early(manager_client, waiting):
    waiting.starts_on = date(2026, 5, 11)
    waiting.save()
    assert "Choose when it begins." in text_of(post(manager_client, "start"))
    waiting.refresh_from_db()
    assert waiting.status == "staffing"


# Cancel


def test_cancelling_tells_what_happens_to_the_bookings(
    manager_client, going_on, to_come
):
    text = page_text(manager_client, "cancel/")
    assert "2 bookings stay on record and take no time any more" in text
    assert "Ana" in text


def test_a_project_is_cancelled_and_frees_its_people(manager_client, going_on):
    post(manager_client, "cancel", {"outcome_note": "No budget."})
    going_on.project.refresh_from_db()
    assert going_on.project.status == "cancelled"
    assert not Assignment.objects.loading(TODAY, TODAY).exists()
    assert "No budget." in page_text(manager_client)


def test_a_cancelled_project_says_where_nobody_wrote_why(manager_client, churn):
    post(manager_client, "cancel")
    assert "It was cancelled; nobody wrote down why." in page_text(manager_client)


# Who, when, how


@pytest.mark.parametrize(
    ("status", "pages"),
    [
        ("proposed", {"edit", "needs", "shortlist", "start", "close", "cancel"}),
        ("staffing", {"edit", "needs", "shortlist", "start", "close", "cancel"}),
        ("active", {"edit", "needs", "shortlist", "close", "cancel"}),
        ("closed", {"edit", "close", "reopen"}),
        ("cancelled", {"edit", "reopen"}),
    ],
)
def test_a_page_leads_to_what_may_be_done(status, pages, manager_client):
    ProjectFactory(name="Churn", status=status)
    page = manager_client.get(PROJECT).content.decode()
    every = {"edit", "needs", "shortlist", "start", "close", "cancel", "reopen"}
    assert {one for one in every if f'href="{PROJECT}{one}/"' in page} == pages


def test_members_are_not_led_there(member_client, churn):
    page = member_client.get(PROJECT).content.decode()
    assert "What you may do" not in page
    assert "/projects/new/" not in member_client.get("/projects/").content.decode()


def test_managers_open_projects_from_the_list(manager_client):
    page = manager_client.get("/projects/").content.decode()
    assert 'href="/projects/new/"' in page


@pytest.mark.looks_again
@pytest.mark.parametrize(
    ("page", "status"),
    [
        *((page, "cancelled") for page in ("start", "close", "cancel")),
        ("start", "active"),
        ("cancel", "closed"),
        ("reopen", "active"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_done_already_changes_nothing(page, status, method, manager_client):
    churn = ProjectFactory(name="Churn", status=status)
    response = getattr(manager_client, method)(f"{PROJECT}{page}/", follow=True)
    churn.refresh_from_db()
    assert f"The project is {status}: nothing was changed." in text_of(response)
    assert churn.status == status


@pytest.mark.parametrize(
    "change", ["start", "close", "correct_outcome", "cancel", "reopen"]
)
def test_who_may_not_staff_ends_nothing_by_any_way(change, member, churn):
    data = {} if change == "reopen" else {"data": {}}
    with pytest.raises(PermissionDenied):
        getattr(project_changes, change)(project=churn, by=member, **data)


@pytest.mark.parametrize("rows", [3, 30])
def test_pages_of_a_life_cost_the_same_for_few_and_many(
    rows, manager_client, churn, django_assert_max_num_queries
):
    AssignmentFactory.create_batch(rows, project=churn)
    SkillNeedFactory.create_batch(rows, project=churn)
    for page in ("close", "cancel", "edit", "needs"):
        with django_assert_max_num_queries(11):
            assert manager_client.get(f"{PROJECT}{page}/").status_code == 200


@pytest.mark.parametrize("rows", [3, 30])
def test_cancelling_costs_the_same_for_few_and_many(
    rows, manager_client, churn, django_assert_max_num_queries
):
    AssignmentFactory.create_batch(rows, project=churn)
    with django_assert_max_num_queries(32):
        post(manager_client, "cancel")


def test_who_may_not_staff_changes_nothing_by_any_way(member, churn):
    with pytest.raises(PermissionDenied):
        project_changes.edit(project=churn, data={}, by=member)
    with pytest.raises(PermissionDenied):
        project_changes.create(data=PLAN, by=member)
