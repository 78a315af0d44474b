"""What no browser sends of itself is left out before a page sees it."""

from io import BytesIO

import pytest

from skillsdir.site.incoming import BOUNDARY, plain_content_type
from tests.factories import SavedSearchFactory
from tests.walk.walker import WireClient

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
ZEROS = '"' + r"\000" * 8 + '"'
KEYS = ("a%00b", "%00", "a%0ab", "%1f", "a%00")


def left_of(content_type):
    """What the site is told of a content type."""
    told = plain_content_type(lambda environ, start: environ["CONTENT_TYPE"])
    return told({"CONTENT_TYPE": content_type}, None)


@pytest.mark.parametrize(
    ("content_type", "left"),
    [
        (f"{FORM}; charset=cp1252", FORM),
        ("text/plain; charset=hex", "text/plain"),
        ("text/plain; charset*=bogus''x", "text/plain"),
        ('multipart/form-data; charset=hex; boundary="ab"', "boundary=ab"),
        ("multipart/form-data; BOUNDARY=ab", "multipart/form-data"),
        ("multipart/form-data; boundary=a;charset=hex", "boundary=a"),
        ("multipart/form-data; boundary=", "multipart/form-data"),
        ("", ""),
        (";", ""),
    ],
)
def test_a_content_type_tells_no_alphabet(content_type, left):
    assert left_of(content_type).endswith(left)
    assert "charset" not in left_of(content_type)


@pytest.mark.parametrize("codec", ["cp1252", "hex", "rot13", "utf-16", "idna", "none"])
@pytest.mark.parametrize("path", ["/health/", "/accounts/login/", "/people/?q=%ffA"])
def test_no_alphabet_makes_a_page_fail(path, codec):
    client = WireClient()
    for method in ("GET", "POST"):
        kind = f"{FORM}; charset={codec}"
        assert client.generic(method, path, b"a=1", kind).status_code < 500


def test_an_upload_keeps_its_boundary():
    assert BOUNDARY.search('a; boundary="----WebKit+/x"; b')[1] == "----WebKit+/x"


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; x=y"])
def test_an_upload_that_cannot_be_taken_apart_is_a_bad_request(kind, member_client):
    response = member_client.generic("POST", "/people/me/", b"--x--", kind)
    assert response.status_code == 400
    assert b"could not be read" in response.content


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("page", ["", "edit/", "seen/", "remove/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_search_has_control_characters_in_its_address(
    method, page, key, manager_client
):
    SavedSearchFactory()
    path = f"/searches/{key}/{page}"
    assert getattr(manager_client, method)(path).status_code == 404


@pytest.mark.parametrize("path", ["/a%00/", "/admin/people/person/a%00/change/"])
def test_no_address_has_control_characters(path, admin_client):
    assert admin_client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "x"])
@pytest.mark.parametrize("path", ["/", "/health/", "/accounts/login/", "/nothing/"])
def test_a_cookie_of_zeros_is_no_cookie(path, name, client):
    expected = client.get(path).status_code
    assert client.get(path, HTTP_COOKIE=f"{name}={ZEROS}").status_code == expected


# All that is sent comes first


class Broken(BytesIO):
    def read(self, *args):
        raise OSError("Its sender has gone.")


def test_what_breaks_off_is_a_bad_request(member_client):
    broken = {"wsgi.input": Broken(b"a=1"), "CONTENT_LENGTH": "3"}
    response = member_client.generic("POST", "/people/me/", b"x", FORM, **broken)
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/people/me/", "/accounts/login/", "/nowhere/"])
def test_what_is_too_much_is_said_to_be(path, client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    too_many = client.generic("POST", path, b"a=1&b=2&c=3", FORM)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2
    too_large = client.generic("POST", path, b"a=1", FORM)
    assert (too_many.status_code, too_large.status_code) == (413, 413)
