"""What the log says of refused access: one line, with the id of who asked."""

import logging
from io import StringIO

import pytest
from django.test import Client

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
HISTORY = "/people/maria-santos/history/"


@pytest.fixture
def log():
    """What the site's own handler writes."""
    (handler,) = (one for one in logging.root.handlers if one.get_name() == "stderr")
    written = StringIO()
    usual = handler.setStream(written)
    yield written
    handler.setStream(usual)


@pytest.fixture(autouse=True)
def maria():
    return PersonFactory(name="Maria Santos")


def test_a_refusal_is_one_line_with_the_id_of_who_asked(member, member_client, log):
    member_client.get(f"{HISTORY}?q=secret")
    (line,) = log.getvalue().splitlines()
    assert line.endswith(f"{HISTORY}, GET by user {member.pk}")
    assert "WARNING django.request: Forbidden" in line


def test_a_host_that_is_not_the_sites_is_one_line(client, log):
    assert client.get("/people/", HTTP_HOST="evil.example").status_code == 400
    (line,) = log.getvalue().splitlines()
    assert "Invalid HTTP_HOST header: 'evil.example'" in line


def test_it_has_no_names_and_no_query(member_client, log):
    member_client.get(f"{HISTORY}?q=secret")
    assert not [
        word for word in ("mia", "Mia", "secret", "@") if word in log.getvalue()
    ]


def test_a_form_without_a_token_is_a_refusal_too(log):
    Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "mia"})
    (line,) = log.getvalue().splitlines()
    assert line.endswith("/accounts/login/, POST by nobody signed in")


def test_a_percent_sign_and_a_line_end_break_no_line(member_client, log):
    member_client.get("/people/maria-santos/history/%25s%0A/")
    member_client.post("/people/maria-santos/endorse/%25s%0A/")
    assert all("WARNING" in line for line in log.getvalue().splitlines())


def test_what_is_no_refusal_is_logged_as_ever(member_client, log):
    member_client.get("/people/nobody-here/")
    assert log.getvalue().endswith("Not Found: /people/nobody-here/\n")
