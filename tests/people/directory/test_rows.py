"""The rows of the people list: many on a screen, low or high, sorted by their heads."""

import pytest

from people.models import Level
from tests.factories import (
    ExpertiseFactory,
    PersonFactory,
    SkillFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


def page_of(client, query=""):
    return client.get(f"/people/{query}").content.decode()


def test_the_height_of_rows_is_chosen_once(manager_client):
    PersonFactory()
    assert "card-list--compact" not in page_of(manager_client)
    assert "card-list--compact" in page_of(manager_client, "?rows=compact")
    assert "card-list--compact" in page_of(manager_client)


def test_the_address_goes_before_what_was_chosen(manager_client):
    PersonFactory()
    page_of(manager_client, "?rows=compact")
    assert "card-list--compact" not in page_of(manager_client, "?rows=comfortable")


@pytest.mark.parametrize("rows", ["", "huge", "compact&rows=huge", "%00", "<b>"])
def test_odd_heights_are_those_that_are_usual(rows, manager_client):
    PersonFactory()
    assert "card-list--compact" not in page_of(manager_client, f"?rows={rows}")
    assert "rows" not in manager_client.cookies


@pytest.mark.parametrize(
    ("query", "href"),
    [
        ("", "/people/?sort=-name"),
        ("?sort=-name", "/people/?sort=name"),
        ("", "/people/?sort=free"),
        ("?sort=free&team=data", "/people/?team=data&amp;sort=-free"),
    ],
)
def test_heads_sort_and_turn_round(query, href, manager_client):
    PersonFactory(team=TeamFactory(name="Data"))
    assert f'href="{href}"' in page_of(manager_client, query)


def test_a_rare_order_has_words(manager_client):
    PersonFactory()
    assert '<option value="-free" selected>Least free time</option>' in page_of(
        manager_client, "?sort=-free"
    )


def test_members_cannot_sort_by_what_they_do_not_see(member_client):
    PersonFactory()
    assert "sort=success" not in page_of(member_client)


def test_a_team_on_a_row_is_one_condition_more(manager_client):
    stated = ExpertiseFactory(
        person__team=TeamFactory(name="Data"), skill__name="SQL", level=Level.EXPERT
    )
    ExpertiseFactory(person=stated.person, skill=SkillFactory(name="R"))
    html = page_of(manager_client, "?skill=sql&page=1")
    assert 'href="/people/?skill=sql&amp;team=data"' in html
    assert 'href="/people/?skill=sql&amp;skill=r"' in html
