"""A page asks the database as often for 30 rows as for 3, whatever hangs on them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import signed_in
from tests.factories import (
    SavedSearchFactory,
)


def queries_for_few(client, url, grow):
    """How often the page asks with 3 rows; then there are 30."""
    grow(3)
    # What is asked for once is remembered: content types, names.
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    few = len(captured)
    grow(27)
    client.get(url)
    return few


@pytest.mark.parametrize("page", ["shortlist/", "book/"])
def test_page_of_a_person_asks_no_more(
    page, manager_client, grow, django_assert_num_queries
):
    url = f"/people/ann/{page}"
    with django_assert_num_queries(queries_for_few(manager_client, url, grow)):
        manager_client.get(url)


@pytest.mark.parametrize("page", ["", "data.json"])
def test_page_of_ones_own_asks_no_more(page, ann, grow, django_assert_num_queries):
    client, url = signed_in(ann.user), f"/people/me/{page}"
    with django_assert_num_queries(queries_for_few(client, url, grow)):
        client.get(url)


@pytest.mark.parametrize("page", ["", "candidates/", "shortlist/", "team/"])
def test_page_of_a_project_asks_no_more(
    page, manager_client, grow, django_assert_num_queries
):
    url = f"/projects/churn/{page}"
    with django_assert_num_queries(queries_for_few(manager_client, url, grow)):
        manager_client.get(url)


@pytest.mark.parametrize("page", ["edit/", "cancel/", "book/", "book/ann/"])
def test_form_of_a_project_asks_no_more(
    page, manager_client, grow, django_assert_num_queries
):
    url = f"/projects/churn/{page}"
    with django_assert_num_queries(queries_for_few(manager_client, url, grow)):
        manager_client.get(url)


@pytest.mark.parametrize("page", ["", "edit/", "instead/"])
def test_page_of_a_booking_asks_no_more(
    page, tentative, manager_client, grow, django_assert_num_queries
):
    url = f"/projects/churn/bookings/{tentative.pk}/{page}"
    with django_assert_num_queries(queries_for_few(manager_client, url, grow)):
        manager_client.get(url)


@pytest.mark.parametrize("page", ["conflicts/", "?skill=python&free=10"])
def test_page_of_free_time_asks_no_more(
    page, manager_client, grow, django_assert_num_queries
):
    url = f"/availability/{page}"
    with django_assert_num_queries(queries_for_few(manager_client, url, grow)):
        manager_client.get(url)


@pytest.mark.parametrize(
    "url",
    ["/people/?skill=python:2&free=10", "/projects/?needs=open&skill=python"],
)
def test_narrowed_list_asks_no_more(
    url, manager_client, grow, django_assert_num_queries
):
    with django_assert_num_queries(queries_for_few(manager_client, url, grow)):
        manager_client.get(url)


@pytest.mark.parametrize("url", ["/skills/?q=python", "/skills/python/"])
def test_page_of_skills_asks_no_more(
    url, member_client, grow, django_assert_num_queries
):
    with django_assert_num_queries(queries_for_few(member_client, url, grow)):
        member_client.get(url)


@pytest.mark.parametrize(
    "query",
    ["", "rows=500&across=250", "columns=needs:churn&sort=skills&skill=python&free=10"],
)
def test_matrix_asks_no_more(query, member_client, grow, django_assert_num_queries):
    url = f"/skills/matrix/?{query}"
    queries = queries_for_few(member_client, url, grow)
    assert queries <= 15
    with django_assert_num_queries(queries):
        member_client.get(url)


@pytest.mark.parametrize("url", ["/searches/", "/searches/new/?skill=python"])
def test_page_of_saved_searches_asks_no_more(
    url, member, member_client, grow, django_assert_num_queries
):
    def add(count):
        grow(count)
        SavedSearchFactory.create_batch(count, owner=member, query="skill=python")

    with django_assert_num_queries(queries_for_few(member_client, url, add)):
        member_client.get(url)


def test_page_of_a_colleague_asks_no_more(
    member_client, grow, django_assert_num_queries
):
    with django_assert_num_queries(
        queries_for_few(member_client, "/people/ann/", grow)
    ):
        member_client.get("/people/ann/")


def test_home_of_somebody_busy_asks_no_more(ann, grow, django_assert_num_queries):
    client = signed_in(ann.user)
    with django_assert_num_queries(queries_for_few(client, "/", grow)):
        client.get("/")
