"""Ticks that last without scripts: carried along in the address of a list."""

import re

import pytest

from tests.factories import (
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/people/?compare=ann"


@pytest.fixture(autouse=True)
def small_pages(settings):
    settings.DIRECTORY = settings.DIRECTORY | {"PAGE_SIZE": 2}


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture(autouse=True)
def people(python):
    """Four pages of people who know Python."""
    for name in ("Ann", "Ben", "Cat", "Dan", "Eve", "Fay", "Gus"):
        ExpertiseFactory(person=PersonFactory(name=name), skill=python)


@pytest.fixture
def churn(python):
    project = ProjectFactory(name="Churn")
    SkillNeedFactory(project=project, skill=python)
    return project


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def ticked(html):
    """Who is ticked on the page, and who is carried along to the comparison."""
    form = re.search(r'<form[^>]*action="/people/compare/">.*?</form>', html, re.S)[0]
    # They stand in the form, or name it.
    place = html if 'form="compare"' in html else form
    boxes = re.findall(r'<input type="checkbox"[^>]*value="(\w+)"[^>]* checked', place)
    hidden = re.findall(r'<input type="hidden" name="person" value="(\w+)"', form)
    return boxes, hidden


@pytest.mark.parametrize("address", ["/people/", "/availability/"])
def test_a_tick_of_the_address_is_ticked_on_its_page(address, member_client):
    html = html_of(member_client, f"{address}?compare=ann")
    assert ticked(html) == (["ann"], [])
    assert "1 ticked" in html


@pytest.mark.parametrize("address", ["/people/", "/availability/"])
def test_a_tick_is_carried_along_on_other_pages(address, member_client):
    html = html_of(member_client, f"{address}?compare=ann&compare=dan&page=2")
    assert ticked(html) == (["dan"], ["ann"])
    assert "2 ticked" in html


def test_candidates_keep_their_ticks(churn, manager_client):
    page = "/projects/churn/candidates/?compare=ann&compare=dan&page=2"
    assert ticked(html_of(manager_client, page)) == (["dan"], ["ann"])


def test_turning_the_page_keeps_the_ticks(member_client):
    assert 'href="?compare=ann&amp;page=2"' in html_of(member_client, PEOPLE)


def test_filtering_keeps_the_ticks(member_client):
    html = html_of(member_client, f"{PEOPLE}&skill=python")
    assert '<input type="hidden" name="compare" value="ann">' in html
    assert 'data-chip="skill=python" href="/people/?compare=ann"' in html


def test_all_can_be_unticked(member_client):
    html = html_of(member_client, f"{PEOPLE}&skill=python&page=2")
    assert '<a class="small" href="/people/?skill=python" data-untick>' in html
    assert "data-untick hidden>" in html_of(member_client, "/people/")


def test_a_saved_list_keeps_no_ticks(member_client):
    html = html_of(member_client, f"{PEOPLE}&skill=python")
    assert 'href="/searches/new/?skill=python">Save this search' in html
    form = html_of(member_client, "/searches/new/?skill=python&compare=ann")
    assert 'name="query" value="skill=python"' in form


def test_a_tick_twice_or_of_nothing_counts_once(member_client):
    html = html_of(member_client, f"{PEOPLE}&compare=ann&compare=")
    assert "1 ticked" in html


def test_more_can_be_ticked_from_the_comparison(member_client):
    html = html_of(member_client, "/people/compare/?person=ann&person=ben&free=40")
    href = "/people/?free=40&amp;compare=ann&amp;compare=ben"
    assert f'<a href="{href}">list of people</a>' in html


def test_more_candidates_can_be_ticked_from_the_comparison(churn, manager_client):
    query = "project=churn&person=ann&percent=40&from=2030-01-07"
    html = html_of(manager_client, f"/people/compare/?{query}")
    href = "candidates/?from=2030-01-07&amp;percent=40&amp;compare=ann"
    assert f'href="/projects/churn/{href}">list of candidates</a>' in html


@pytest.mark.parametrize("value", ["%00", "<script>", "a" * 900, "1e9"])
def test_hostile_ticks_are_answered_with_the_list(value, member_client):
    html = html_of(member_client, f"/people/?compare={value}")
    assert 'data-person="ann"' in html
    assert "<script>1" not in html


def test_ticks_take_no_queries(
    member_client, django_assert_max_num_queries, django_assert_num_queries
):
    html_of(member_client, "/people/?page=2")
    with django_assert_max_num_queries(15) as without:
        html_of(member_client, "/people/?page=2")
    with django_assert_num_queries(len(without)):
        html_of(member_client, f"{PEOPLE}&compare=ben&page=2")
