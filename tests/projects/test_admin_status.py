"""The admin site ends no project: its pages do, with all that hangs on it."""

from datetime import date

import pytest

from projects.models import Project
from tests.admin_pages import change, errors_at_fields, new_rows
from tests.factories import AssignmentFactory, PersonFactory, ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
PROJECTS = "/admin/projects/project/"


def page_of(project):
    return f"{PROJECTS}{project.pk}/change/"


@pytest.mark.parametrize(
    ("status", "to"),
    [
        ("active", "closed"),
        ("proposed", "cancelled"),
        ("closed", "active"),
        ("closed", "cancelled"),
        ("cancelled", "staffing"),
        ("cancelled", "closed"),
    ],
)
def test_a_project_is_not_ended_or_reopened_in_passing(admin_client, status, to):
    project = ProjectFactory(status=status)
    response = change(admin_client, page_of(project), status=to)
    project.refresh_from_db()
    assert "Its own page closes" in str(errors_at_fields(response)["status"])
    assert project.status == status


@pytest.mark.parametrize(
    ("status", "pages"),
    [
        ("active", ["close", "cancel"]),
        ("closed", ["reopen"]),
        ("cancelled", ["reopen"]),
    ],
)
def test_the_pages_that_do_it_are_linked(admin_client, status, pages):
    project = ProjectFactory(name="Churn", status=status)
    html = admin_client.get(page_of(project)).content.decode()
    assert all(f'href="/projects/churn/{page}/"' in html for page in pages)


def test_a_live_project_goes_on_to_another_live_status(admin_client):
    project = ProjectFactory(status="staffing")
    assert change(admin_client, page_of(project), status="active").status_code == 302
    assert Project.objects.get().status == "active"


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_all_else_of_a_project_that_is_over_can_be_changed(admin_client, status):
    project = ProjectFactory(status=status)
    assert change(admin_client, page_of(project), sponsor="Ops").status_code == 302
    assert Project.objects.get().sponsor == "Ops"


def test_a_project_of_the_past_is_entered_as_closed(admin_client):
    booking = {"person": PersonFactory().pk, "percent": 40, "status": "confirmed"}
    booking |= {"starts_on": "2025-03-03", "ends_on": "2025-06-27"}
    values = {"name": "Churn", "status": "closed"} | new_rows("assignments", booking)
    assert change(admin_client, f"{PROJECTS}add/", **values).status_code == 302


@pytest.mark.parametrize("owner", ["project", "person", "booking"])
def test_no_booking_is_left_open_on_a_closed_project(admin_client, owner):
    project, person = ProjectFactory(status="closed"), PersonFactory()
    row = {"percent": 40, "status": "confirmed", "starts_on": "2025-03-03"}
    page, sent = {
        "project": (
            page_of(project),
            new_rows("assignments", row | {"person": person.pk}),
        ),
        "person": (
            f"/admin/people/person/{person.pk}/change/",
            new_rows("assignments", row | {"project": project.pk}),
        ),
        "booking": (
            "/admin/projects/assignment/add/",
            row | {"project": project.pk, "person": person.pk},
        ),
    }[owner]
    response = change(admin_client, page, **sent)
    assert "say on which day this ended" in str(errors_at_fields(response)["ends_on"])


def test_a_booking_left_open_can_be_ended(admin_client):
    booking = AssignmentFactory(project__status="closed")
    page = f"/admin/projects/assignment/{booking.pk}/change/"
    assert change(admin_client, page, ends_on="2026-03-02").status_code == 302


@pytest.mark.parametrize(
    ("day", "is_fine"), [("2026-02-01", True), ("2026-02-02", False)]
)
def test_nobody_begins_once_a_project_is_over(day, is_fine, admin_client):
    """They never worked on it; and how it ended would be theirs to know, one day."""
    project = ProjectFactory(status="closed", ends_on=date(2026, 2, 1))
    booking = AssignmentFactory(project=project, starts_on=date(2026, 1, 5))
    response = change(
        admin_client,
        f"/admin/projects/assignment/{booking.pk}/change/",
        starts_on=day,
        ends_on="2026-02-06",
    )
    errors = errors_at_fields(response) if response.status_code == 200 else {}
    assert ("starts_on" not in errors) == is_fine
    words = "The project ended on 1 Feb, before that"
    assert is_fine or words in str(errors["starts_on"])
