"""The page of people who come free, next to the figure of the home page."""

import re
from datetime import date, timedelta

import pytest

from tests.factories import AssignmentFactory, ExpertiseFactory, PersonFactory
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def busy_until(day, name="Ann", **fields):
    """Somebody fully booked until so many days from Monday."""
    person = PersonFactory(name=name, **fields)
    ends_on = MONDAY + DAY * day
    AssignmentFactory(person=person, percent=100, ends_on=ends_on)
    return person


def page_of(client, query=""):
    response = client.get(f"/availability/soon/?{query}")
    assert response.status_code == 200
    return response


def people_on(response):
    return re.findall(r'data-person="([\w-]+)"', response.content.decode())


def test_who_comes_free_is_on_it_the_earliest_first(member_client):
    busy_until(11, "Ben")
    busy_until(4, "Ann")
    assert people_on(page_of(member_client)) == ["ann", "ben"]


def test_card_says_from_when(member_client):
    busy_until(4)
    assert "100 % free from 16 Mar" in text_of(page_of(member_client))


@pytest.mark.parametrize(
    ("last", "fields"),
    [(60, {}), (4, {"capacity": 40}), (4, {"left_on": MONDAY - DAY})],
    ids=["too late", "too little", "left"],
)
def test_who_does_not_come_free_is_not_on_it(last, fields, member_client):
    busy_until(last, **fields)
    assert people_on(page_of(member_client)) == []


def test_empty_page_leads_to_who_is_free_now(member_client):
    response = page_of(member_client)
    assert "Nobody comes free within four weeks" in text_of(response)
    assert b'href="/people/?free=50"' in response.content


def test_count_is_that_of_the_home_page(member_client):
    for number in range(3):
        busy_until(4 + number, f"Person {number}")
    assert "3 people" in text_of(page_of(member_client))
    assert "Free soon 3" in text_of(member_client.get("/"))


def test_people_can_be_ticked_and_compared(member_client):
    busy_until(4)
    html = page_of(member_client).content.decode()
    assert (
        '<form class="stack stack--tight" method="get" action="/people/compare/">'
        in (html)
    )
    assert 'name="person" id="compare-ann" value="ann"' in html


def test_page_shows_25_people(member_client):
    for number in range(27):
        busy_until(4, f"Person {number}")
    assert len(people_on(page_of(member_client))) == 25
    assert len(people_on(page_of(member_client, "page=2"))) == 2


def test_page_takes_as_many_queries_for_3_people_as_for_30(
    manager_client, django_assert_max_num_queries, django_assert_num_queries
):
    for number in range(3):
        busy_until(4, f"Person {number}")
    with django_assert_max_num_queries(15) as few:
        page_of(manager_client)
    for number in range(3, 30):
        ExpertiseFactory(person=busy_until(4, f"Person {number}"))
    with django_assert_num_queries(len(few)):
        page_of(manager_client)


def test_home_page_leads_to_all_who_come_free(member_client):
    for number in range(9):
        busy_until(4, f"Person {number}")
    html = member_client.get("/").content.decode()
    assert 'href="/availability/soon/">see all</a>' in html
