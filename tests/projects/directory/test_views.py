import re

import pytest

from tests.factories import (
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

EVERYBODY = [
    "member_client",
    "manager_client",
    "directory_admin_client",
    "admin_client",
]


@pytest.fixture
def radar():
    return ProjectFactory(name="Fraud radar")


def html(client, address="/projects/fraud-radar/"):
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


# Who and how


@pytest.mark.parametrize("address", ["/projects/", "/projects/fraud-radar/"])
def test_strangers_are_sent_to_sign_in(client, radar, address):
    assert client.get(address).url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("client", EVERYBODY)
@pytest.mark.parametrize("address", ["/projects/", "/projects/fraud-radar/"])
def test_everybody_else_reads_projects(request, client, radar, address):
    client = request.getfixturevalue(client)

    assert "Fraud radar" in html(client, address)
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/projects/", "/projects/fraud-radar/"])
def test_projects_are_only_read_here(member_client, radar, address, method):
    assert getattr(member_client, method)(address).status_code == 405


def test_an_unknown_project_is_not_found(member_client):
    assert member_client.get("/projects/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("client", "may_edit"),
    [*zip(EVERYBODY, [False, False, True, True], strict=True)],
)
def test_who_may_edit_is_shown_the_way(request, client, radar, may_edit):
    page = html(request.getfixturevalue(client))

    link = f'href="/admin/projects/project/{radar.pk}/change/"'
    assert (link in page) == may_edit


# The list


def test_htmx_gets_the_results_of_the_page(member_client, radar):
    page = member_client.get("/projects/?q=radar").content.decode()

    part = member_client.get("/projects/?q=radar", headers={"HX-Request": "true"})

    assert part.content.decode().strip() in page
    assert part.content.strip().startswith(b'<div class="directory" id="directory">')
    assert "HX-Request" in part.headers["Vary"]


def test_empty_parameters_leave_the_address(member_client):
    response = member_client.get("/projects/?q=&add_skill=&status=active&team=")

    assert response.url == "/projects/?status=active"
