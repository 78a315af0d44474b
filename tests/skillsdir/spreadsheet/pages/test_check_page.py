"""The dry run as a page: every change with its place."""

import re

import pytest

from skillsdir.models import DryRun
from tests.text import text_of


@pytest.fixture
def client(directory_admin_client):
    return directory_admin_client


@pytest.fixture
def ask(client, checked):
    """The page of that query string."""
    return lambda query="": client.get(f"/spreadsheet/{checked.pk}/check/?{query}")


def actions(response):
    return set(re.findall(r'data-change="(\w+)"', response.content.decode()))


def test_rejected_rows_say_where_and_why(ask):
    text = text_of(ask("action=rejected"))
    assert "people!B5" in text
    assert "“eve at example” is no e-mail address" in text


def test_open_questions_are_told(ask):
    assert "questions are still open" in text_of(ask())


@pytest.mark.parametrize("action", ["added", "rejected"])
def test_a_filter_shows_only_its_rows(ask, action):
    assert actions(ask(f"action={action}")) == {action}


def test_a_row_is_found_by_name(ask):
    text = text_of(ask("q=eve"))
    assert "Eve" in text.partition("What happens")[2]
    assert "Ben" not in text.partition("What happens")[2]


def test_where_nothing_is_found_it_says_so(ask):
    assert "No entry is like that." in text_of(ask("q=nobody"))


@pytest.mark.parametrize("query", ["page=99", "page=x", "action=%00", "noun=x&page=-1"])
def test_any_query_string_is_answered(ask, query):
    assert ask(query).status_code == 200


def test_applying_needs_a_word_about_rejected_rows(client, checked, ask):
    version = DryRun.objects.get().version
    client.post(f"/spreadsheet/{checked.pk}/apply/", {"dry_run": version})
    assert "Say that the rejected rows may be left out." in text_of(ask())


@pytest.mark.parametrize("version", ["", "x", "2026-01-01T00:00:00+00:00"])
def test_only_what_was_shown_is_applied(client, checked, ask, version):
    data = {"dry_run": version, "leave_rejected": "on"}
    response = client.post(f"/spreadsheet/{checked.pk}/apply/", data)
    assert response["Location"] == f"/spreadsheet/{checked.pk}/check/"
    assert "The dry run is a newer one" in text_of(ask())


def test_comparing_again_drops_the_dry_run(client, checked):
    client.post(f"/spreadsheet/{checked.pk}/check/again/")
    assert not DryRun.objects.exists()


def test_a_poll_of_htmx_loads_the_page_once_it_is_there(client, checked):
    address = f"/spreadsheet/{checked.pk}/check/"
    response = client.get(address, headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"


def test_the_dry_run_takes_few_queries(ask, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        ask("action=added")
