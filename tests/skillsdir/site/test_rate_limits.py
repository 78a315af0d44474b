import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, set_script_prefix

from skillsdir.site.rate_limits import KINDS
from tests.conftest import signed_in

LISTS = re.compile(
    r"-list$|-matrix$|-compare$|-instead$|^(book-.*|free-soon|insights|staffing|suggest"
    r"|suggestion|skill-detail|team-detail|search-detail|need-proposals)$"
)


@pytest.fixture(autouse=True)
def limits(settings, db, time_machine):
    """Two searches, one export and two attempts to sign in, at half past noon."""
    time_machine.move_to("2026-03-09 12:30:15Z", tick=False)
    cache.clear()
    settings.RATE_LIMITS = {"search": 2, "export": 1, "sign-in": 2}
    yield settings.RATE_LIMITS
    cache.clear()


def statuses(client, *paths):
    return [client.get(path).status_code for path in paths]


def test_who_searches_too_often_is_told_when_to_go_on(member_client):
    assert statuses(member_client, "/people/", "/projects/") == [200, 200]
    response = member_client.get("/skills/?q=x")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "45")
    assert b"Try again in 45 seconds" in response.content


def test_after_a_minute_one_may_search_again(member_client, time_machine):
    assert statuses(member_client, *["/people/"] * 3)[-1] == 429
    time_machine.move_to("2026-03-09 12:31:00Z", tick=False)
    assert statuses(member_client, "/people/") == [200]


def test_each_account_has_its_own_limit_in_all_its_sessions(member, manager_client):
    assert statuses(signed_in(member), *["/people/"] * 2) == [200, 200]
    assert statuses(signed_in(member), "/people/") == [429]
    assert statuses(manager_client, "/people/") == [200]


def test_every_list_counts_as_a_search():
    lists = [re.sub("<[^>]*>", "1", one) for one in list_routes(get_resolver())]
    _, _, addresses = next(kind for kind in KINDS if kind[0] == "search")
    assert len(lists) > 10
    assert [path for path in lists if not addresses.match(path)] == []


def list_routes(resolver, prefix="/"):
    """The routes of pages that list, or work out, as their names say."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver) and entry.app_name != "admin":
            yield from list_routes(entry, route)
        elif LISTS.search(getattr(entry, "name", None) or ""):
            yield route


@pytest.mark.parametrize(
    "path", ["/staffing/", "/availability/conflicts/", "/availability/soon/"]
)
def test_the_heavy_pages_have_the_limit(path, manager_client):
    assert statuses(manager_client, *[path] * 3) == [200, 200, 429]


def test_other_pages_have_no_limit(member, member_client):
    path = member.person.get_absolute_url()
    assert statuses(member_client, *["/", path] * 3) == [200] * 6


@pytest.mark.parametrize(
    "path", ["/people/", "/skills/matrix/", "/availability/conflicts/"]
)
def test_exports_have_a_limit_of_their_own(path, member_client, limits):
    assert statuses(member_client, *[f"{path}export.csv"] * 2)[-1] == 429
    assert statuses(member_client, "/people/") == [200]


@pytest.mark.parametrize("name", ["directory", "template"])
def test_workbooks_count_as_exports(name, member_client):
    paths = ["/people/export.csv?page=x", f"/spreadsheet/{name}.xlsx"]
    assert statuses(member_client, *paths)[-1] == 429


def test_attempts_to_sign_in_are_limited_by_address(client):
    for _ in range(2):
        assert client.post("/accounts/login/").status_code == 200
    assert client.post("/accounts/reset/", {"email": "x@y.z"}).status_code == 429
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert client.post("/accounts/login/").status_code == 200


def test_ways_to_the_provider_are_limited_as_well(client):
    paths = ["/accounts/single-sign-on/"] * 3
    assert statuses(client, *paths) == [404, 404, 429]


def test_no_limit_is_0(member_client, limits):
    limits["search"] = 0
    assert statuses(member_client, *["/people/"] * 5) == [200] * 5


def test_counting_costs_no_query(member_client, limits):
    member_client.get("/people/")
    with CaptureQueriesContext(connection) as counted:
        member_client.get("/people/")
    limits["search"] = 0
    with CaptureQueriesContext(connection) as uncounted:
        member_client.get("/people/")
    assert len(counted) == len(uncounted)


# Below a prefix


@pytest.fixture
def below():
    """What a server says that has the site below a prefix."""
    set_script_prefix("/dir/")
    yield {"SCRIPT_NAME": "/dir"}
    set_script_prefix("/")


def test_limits_count_below_a_prefix(below, client, member_client):
    def sign_in():
        return client.post("/accounts/login/", {"username": "mia"}, **below)

    assert [sign_in().status_code for _ in range(3)] == [200, 200, 429]
    pages = [member_client.get("/people/", **below) for _ in range(3)]
    assert [page.status_code for page in pages] == [200, 200, 429]


@pytest.mark.parametrize(
    ("act", "page"), [("people/me/confirm/", "people/me/"), ("undo/", "")]
)
def test_who_reads_an_act_stays_below_the_prefix(act, page, below, member_client):
    assert member_client.get(f"/{act}", **below).headers["Location"] == f"/dir/{page}"
