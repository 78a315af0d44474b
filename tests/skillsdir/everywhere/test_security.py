"""What holds for every address, whatever is behind it."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

from tests.people.directory.exports import body

pytestmark = pytest.mark.django_db

# Anybody may ask for these.
OPEN = {
    "/health/",
    "/accounts/login/",
    "/accounts/reset/",
    "/accounts/reset/sent/",
    "/accounts/reset/done/",
    "/accounts/reset/x/x/",
    "/digest/x/",
}
# Mail programs send it by themselves; its link is a key to that one thing.
SENT_BY_MAIL_PROGRAMS = {"/digest/x/"}
# Not there while single sign-on is off.
SWITCHED_OFF = ["/accounts/single-sign-on/", "/accounts/single-sign-on/return/"]
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "http:evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example/",
]


def addresses(patterns=None, prefix="/"):
    """An address of every route of the site, its parameters filled in."""
    for pattern in patterns or get_resolver().url_patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            # The admin's catch-all and its list of an app's models.
            continue
        route = re.sub(r"<int:\w+>", "1", str(pattern.pattern))
        path = prefix + re.sub(r"<(?:\w+:)?\w+>", "x", route)
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from addresses(pattern.url_patterns, path)


ADDRESSES = sorted(set(addresses()))


def test_the_walk_comes_past_every_part_of_the_site():
    assert {"/", "/people/", "/projects/x/", "/admin/people/person/add/"} < {*ADDRESSES}


def test_no_change_without_a_csrf_token(admin_client):
    refused = []
    for path in sorted({*ADDRESSES} - SENT_BY_MAIL_PROGRAMS):
        client = client_as(admin_client, enforce_csrf_checks=True)
        response = client.post(path)
        is_told = b"This form is out of date" in response.content
        refused.append((path, response.status_code, is_told))
    assert [one for one in refused if one[1:] != (403, True)] == []


def client_as(other, **options):
    """A client of its own that is signed in as another is."""
    client = Client(**options)
    client.cookies.update(other.cookies)
    return client


@pytest.mark.parametrize("path", sorted({*ADDRESSES} - OPEN - {*SWITCHED_OFF}))
def test_everything_else_needs_a_sign_in(path, client):
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=/")


@pytest.mark.parametrize("path", sorted(OPEN))
def test_open_pages_open(path, client):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", SWITCHED_OFF)
def test_what_is_switched_off_is_not_there(path, client):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(next_page, member, client):
    member.set_password("correct horse battery")
    member.save()
    typed = {"username": "mia", "password": "correct horse battery"}
    response = client.post("/accounts/login/", typed | {"next": next_page})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_signing_out_leads_to_no_other_site(next_page, member_client):
    response = member_client.post("/accounts/logout/", {"next": next_page})
    assert response.headers["Location"] in {"/accounts/login/", "/accounts/logout/"}


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_the_admins_door_leads_to_no_other_site(next_page, client):
    response = client.get("/admin/login/", {"next": next_page})
    assert response.headers["Location"].startswith("/accounts/login/?next=")


def test_the_session_cookie_is_for_this_site_and_no_script(member, client):
    member.set_password("correct horse battery")
    member.save()
    typed = {"username": "mia", "password": "correct horse battery"}
    cookie = client.post("/accounts/login/", typed).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == 7 * 24 * 3600


def test_the_csrf_cookie_is_for_no_script(client):
    cookie = client.get("/accounts/login/").cookies["csrftoken"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_no_page_is_kept(admin_client):
    kept = []
    for path in ADDRESSES:
        # Each address finds everything as it was.
        with transaction.atomic():
            response = client_as(admin_client).get(path)
            # A file that is sent is closed when it has been read.
            body(response)
            if "no-store" not in response.headers.get("Cache-Control", ""):
                kept.append(path)
            transaction.set_rollback(True)
    assert kept == []


def test_a_page_that_is_not_there_is_kept_as_little(member_client):
    response = member_client.get("/people/nobody-here/")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_cookie_of_this_host_alone_is_what_browsers_take_for_one(
    member, client, settings
):
    """`__Host-` needs `Secure`, the path `/` and no domain, or it is dropped."""
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    settings.SESSION_COOKIE_SECURE = True
    client.force_login(member)
    cookie = client.cookies["__Host-sessionid"]
    assert (cookie["secure"], cookie["path"]) == (True, "/")
    assert not cookie["domain"]
    assert client.get("/people/").status_code == 200


def test_signing_out_empties_the_browser(member_client):
    response = member_client.post("/accounts/logout/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert member_client.get("/people/").status_code == 302


def test_forms_go_to_this_site_alone(client):
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "form-action 'self';" in f"{policy};"
    assert "unsafe" not in policy
