"""Who changed which project, need and booking, from what to what; and who reads it."""

from datetime import date

import pytest

from projects.models import Assignment, AssignmentEvent, ProjectEvent
from tests.admin_pages import address, choose
from tests.factories import (
    AssignmentFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.text import text_of

pytestmark = pytest.mark.django_db
HISTORY = "/projects/churn/history/"


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn", status="active", starts_on=date(2026, 1, 5))


@pytest.fixture
def booking(churn):
    maria = PersonFactory(name="Maria Santos")
    return AssignmentFactory(person=maria, project=churn, status="tentative")


def history(client):
    return text_of(client.get(HISTORY))


def alter(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_a_new_project_is_told(churn, manager_client):
    assert "The system created the project (active)" in history(manager_client)


def test_status_and_dates_are_told(churn, manager_client):
    alter(churn, status="closed", ends_on=date(2026, 6, 30))
    text = history(manager_client)
    assert "changed the status from Active to Closed" in text
    assert "moved the project from 5 Jan 2026 – open to 5 Jan 2026 – 30 Jun" in text


def test_an_outcome_is_told_with_who_recorded_it(
    churn, manager_client, directory_admin_client
):
    sent = {"ends_on": "2026-03-09", "outcome": "in_use", "seen": ";"}
    directory_admin_client.post(f"{churn.get_absolute_url()}close/", sent)
    text = history(manager_client)
    assert "dana changed the status from Active to Closed" in text
    assert "the outcome “Delivered and in use”" in text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("not_met", "from “Delivered and in use” to “Finished, criteria not met”"),
        ("", "took back the outcome “Delivered and in use”"),
    ],
)
def test_a_changed_outcome_is_told(outcome, words, churn, manager_client):
    alter(churn, status="closed", outcome="in_use")
    alter(churn, outcome=outcome)
    assert words in history(manager_client)


def test_what_is_written_about_a_project_is_no_change(churn):
    alter(churn, summary="Who leaves, and why", name="Churn model")
    assert ProjectEvent.objects.count() == 1


def test_needs_are_told(churn, manager_client):
    need = SkillNeedFactory(project=churn, skill=SkillFactory(name="SQL"), people=2)
    alter(need, people=1, welcomes_learner=True)
    need.delete()
    text = history(manager_client)
    assert "asked for 2 people with SQL at Practitioner (must)" in text
    assert "the number of people from 2 to 1 and learners welcome from no to" in text
    assert "removed the need SQL at Practitioner" in text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "confirmed"}, "confirmed the booking of Maria Santos on Churn"),
        (
            {"ends_on": date(2026, 3, 6)},
            "ended the booking of Maria Santos on Churn on 6 Mar 2026",
        ),
        (
            {"starts_on": date(2026, 2, 2)},
            "moved the booking of Maria Santos on Churn from 5 Jan 2026 – open to 2",
        ),
        (
            {"percent": 80},
            "changed the booking of Maria Santos on Churn: the percent from 50 to 80",
        ),
    ],
)
def test_bookings_are_told(values, words, booking, manager_client):
    alter(booking, **values)
    assert words in history(manager_client)


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (["Analyst"], "Churn: the role from none to Analyst"),
        (["Analyst", "Lead"], "Churn: the role from Analyst to Lead"),
        (["Analyst", ""], "Churn: the role from Analyst to none"),
    ],
)
def test_a_role_is_told_with_what_it_was(roles, words, booking, manager_client):
    for role in roles:
        alter(booking, role=role)
    assert words in history(manager_client)


@pytest.fixture
def seat(churn):
    names = {"person__name": "Lou", "mentor__name": "Ana", "learns__name": "Rust"}
    return LearningSeatFactory(project=churn, role="Analyst", **names)


def test_a_new_seat_is_told_with_its_role_and_mentor(seat, manager_client):
    words = "open, confirmed, as Analyst, to learn Rust with Ana as the mentor"
    assert words in history(manager_client)


@pytest.mark.parametrize(
    ("mentor", "words"),
    [("Ben", "the mentor from Ana to Ben"), (None, "the mentor from Ana to nobody")],
)
def test_another_mentor_is_told(mentor, words, seat, manager_client):
    alter(seat, mentor=mentor and PersonFactory(name=mentor))
    assert f"changed the booking of Lou on Churn: {words}" in history(manager_client)


@pytest.mark.parametrize(
    ("skill", "words"),
    [
        ("Go", "the skill learned from Rust to Go"),
        (None, "the skill learned from Rust to nothing and the mentor from Ana to nob"),
    ],
)
def test_another_skill_to_learn_is_told(skill, words, seat, manager_client):
    learns = skill and SkillFactory(name=skill)
    alter(seat, learns=learns, mentor=seat.mentor if skill else None)
    assert words in history(manager_client)


def test_a_mentor_and_a_skill_that_are_gone_are_told_as_such(seat, manager_client):
    mentor, learns = seat.mentor, seat.learns
    seat.delete()
    mentor.delete()
    learns.delete()
    words = "to learn a skill that is gone with a person that is gone as the mentor"
    assert words in history(manager_client)


def test_a_booking_that_goes_on_longer_is_moved(booking, manager_client):
    alter(booking, ends_on=date(2026, 3, 6))
    alter(booking, ends_on=date(2026, 4, 3))
    assert "from 5 Jan 2026 – 6 Mar 2026 to 5 Jan 2026 – 3 Apr 2026" in history(
        manager_client
    )


def test_a_removed_booking_is_told(booking, manager_client):
    booking.delete()
    words = "removed the booking of Maria Santos on Churn (5 Jan 2026 – open)"
    assert words in history(manager_client)


def test_confirming_many_at_once_is_told(
    booking, manager_client, directory_admin_client
):
    choose(directory_admin_client, address(Assignment), "confirm", [booking])
    assert "dana confirmed the booking of Maria Santos" in history(manager_client)


def test_other_projects_are_not_mixed_in(booking, manager_client):
    AssignmentFactory(project=ProjectFactory(name="Forecast"))
    assert "Forecast" not in history(manager_client)


def test_members_see_no_history_of_projects(churn, member_client):
    assert member_client.get(HISTORY).status_code == 403
    page = member_client.get("/projects/churn/").content.decode()
    assert "/history/" not in page


def test_managers_find_the_history_on_the_project(churn, manager_client):
    page = manager_client.get("/projects/churn/").content.decode()
    assert f'href="{HISTORY}"' in page


def test_an_unknown_project_has_no_history(db, manager_client):
    assert manager_client.get("/projects/nothing/history/").status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_history_costs_the_same_for_few_and_many(
    rows, churn, manager_client, django_assert_max_num_queries
):
    SkillNeedFactory.create_batch(rows, project=churn)
    AssignmentFactory.create_batch(rows, project=churn)
    alter(churn, status="closed")
    with django_assert_max_num_queries(11):
        assert manager_client.get(HISTORY).status_code == 200


@pytest.mark.parametrize("model", ["projectevent", "skillneedevent", "assignmentevent"])
def test_the_admin_site_tells_history(model, booking, directory_admin_client):
    SkillNeedFactory(project=booking.project)
    url = f"/admin/projects/{model}/"
    assert "The system" in text_of(directory_admin_client.get(url))
    assert directory_admin_client.get(f"{url}?q=churn").status_code == 200
    assert directory_admin_client.get(f"{url}add/").status_code == 403


def test_a_project_that_is_gone_leaves_its_history_in_the_admin_site(
    booking, directory_admin_client
):
    booking.project.delete()
    text = text_of(directory_admin_client.get("/admin/projects/assignmentevent/"))
    assert "removed the booking of Maria Santos on a project that is gone" in text
    assert AssignmentEvent.objects.count() == 2
