"""Forms of the admin site that are sent twice: nothing is added twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from projects.models import Assignment, Project
from tests.admin_pages import change, new_rows
from tests.conftest import sign_up, signed_in
from tests.factories import PersonFactory, ProjectFactory
from tests.skillsdir.admin.test_at_once import opened, url_of

pytestmark = pytest.mark.django_db
BOOKING = "/admin/projects/assignment/add/"
PROJECT = "/admin/projects/project/add/"
PLAN = {"name": "Churn", "aim": "explore", "status": "proposed"}
NO_INLINES = {
    f"{prefix}-{name}_FORMS": "0"
    for prefix in ("needs", "assignments")
    for name in ("TOTAL", "INITIAL")
}


def terms(**others):
    """A booking as the admin site's form sends it."""
    booking = {
        "person": PersonFactory(name="Ann").pk,
        "project": others.get("project")
        or ProjectFactory(name="Churn", status="active").pk,
        "percent": "40",
        "starts_on": "2026-12-07",
        "ends_on": "",
        "status": "confirmed",
        "csrfmiddlewaretoken": "shown once",
    }
    return booking | others


@pytest.fixture
def dana():
    return sign_up("dana", "Directory admins", is_staff=True)


def at_once(user, path, *posts):
    """Post all at the same moment; the statuses of the answers."""
    barrier = Barrier(len(posts))

    def send(sent):
        try:
            client = signed_in(user)
            barrier.wait()
            return client.post(path, sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(send, posts))


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_add_one_booking(dana):
    assert at_once(dana, BOOKING, *[terms()] * 10) == [302] * 10
    assert Assignment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_add_one_project(dana):
    assert at_once(dana, PROJECT, *[PLAN | NO_INLINES] * 10) == [302] * 10
    assert Project.objects.get().slug == "churn"


@pytest.mark.looks_again
@pytest.mark.django_db(transaction=True)
def test_ten_projects_of_one_name_at_once_have_ten_addresses(dana):
    plans = [PLAN | NO_INLINES | {"summary": f"No. {i}"} for i in range(10)]
    assert at_once(dana, PROJECT, *plans) == [302] * 10
    slugs = set(Project.objects.values_list("slug", flat=True))
    assert slugs == {"churn", *(f"churn-{i}" for i in range(2, 11))}


def with_booking(client, project, **others):
    """The page of a project as it is shown, with a booking typed in below."""
    sent = opened(client, project)
    return sent | new_rows("assignments", terms(project=project.pk, **others))


@pytest.mark.django_db(transaction=True)
def test_clicks_at_once_add_the_rows_below_a_page_once(dana):
    fraud = ProjectFactory(name="Fraud", status="active")
    sent = with_booking(signed_in(dana), fraud)
    assert at_once(dana, url_of(fraud), *[sent] * 4) == [302] * 4
    assert fraud.assignments.count() == 1


def test_rows_below_a_page_that_were_removed_can_be_added_again(
    directory_admin_client,
):
    fraud = ProjectFactory(name="Fraud", status="active")
    sent = with_booking(directory_admin_client, fraud)
    directory_admin_client.post(url_of(fraud), sent)
    change(directory_admin_client, url_of(fraud), **{"assignments-0-DELETE": "on"})
    directory_admin_client.post(url_of(fraud), sent)
    assert fraud.assignments.count() == 1


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_a_form_sent_again_is_answered_as_it_was(button, directory_admin_client):
    sent = terms() | {button: "Save"}
    first, again = (directory_admin_client.post(BOOKING, sent) for _ in "ab")
    assert again.headers["Location"] == first.headers["Location"]
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    "others", [{"csrfmiddlewaretoken": "shown anew"}, {"percent": "20"}]
)
def test_another_form_adds_another_row(others, directory_admin_client):
    sent = terms()
    directory_admin_client.post(BOOKING, sent)
    directory_admin_client.post(BOOKING, sent | others)
    assert Assignment.objects.count() == 2


@pytest.mark.looks_again
def test_what_was_removed_since_can_be_added_again(directory_admin_client):
    sent = terms()
    directory_admin_client.post(BOOKING, sent)
    Assignment.objects.all().delete()
    directory_admin_client.post(BOOKING, sent)
    assert Assignment.objects.count() == 1


@pytest.mark.looks_again
def test_a_form_that_was_refused_can_be_sent_again(directory_admin_client):
    sent = terms(percent="0")
    directory_admin_client.post(BOOKING, sent)
    assert directory_admin_client.post(BOOKING, sent).status_code == 200


def test_each_page_that_is_shown_has_a_token_of_its_own(directory_admin_client):
    pages = [directory_admin_client.get(BOOKING).content for _ in "ab"]
    tokens = {page.partition(b'csrfmiddlewaretoken" value="')[2][:64] for page in pages}
    assert len(tokens) == 2


def test_what_the_log_remembers_is_not_told(directory_admin_client):
    directory_admin_client.post(BOOKING, terms())
    booking = Assignment.objects.get().pk
    page = directory_admin_client.get(
        f"/admin/projects/assignment/{booking}/history/"
    ).content.decode()
    assert "Added." in page
    assert "form" not in page.partition("<tbody>")[2].partition("</tbody>")[0]
