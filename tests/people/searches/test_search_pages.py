"""/searches/: saving, sharing, renaming and removing filtered lists."""

import re
from datetime import date
from html import unescape

import pytest

from people.lists.vocabulary import vocabulary
from people.models import SavedSearch
from people.searches.forms import NewSearchForm, SavedSearchForm
from tests.factories import (
    ExpertiseFactory,
    PersonFactory,
    SavedSearchFactory,
    SkillFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture
def kept(manager, python):
    return SavedSearchFactory(owner=manager, name="Snakes", query="skill=python")


def text(response):
    assert response.status_code == 200
    return unescape(response.content.decode())


def save(client, name="Snakes", query="skill=python", **data):
    return client.post(
        "/searches/new/", {"name": name, "query": query, **data}, follow=True
    )


def test_the_people_list_offers_to_save_it(manager_client, python):
    html = text(manager_client.get("/people/?skill=python&sort=-name&page=1"))
    assert 'href="/searches/new/?skill=python&sort=-name"' in html


def test_a_list_without_anybody_can_be_saved(manager_client, python):
    assert "Save this search" in text(manager_client.get("/people/?skill=python:4"))


def test_the_form_keeps_the_list_it_came_from(manager_client):
    html = text(manager_client.get("/searches/new/?skill=python&page=2"))
    assert 'name="query" value="skill=python"' in html


def test_a_saved_list_says_so_and_can_be_opened(manager_client, python):
    html = text(save(manager_client))
    assert "“Snakes” is saved." in html
    assert 'href="/people/?skill=python"' in html


def test_sending_it_twice_saves_one(manager_client, python):
    save(manager_client)
    assert "is saved" in text(save(manager_client))
    assert SavedSearch.objects.count() == 1


def test_a_name_of_another_list_is_refused_and_nothing_lost(manager_client, kept):
    html = text(save(manager_client, query="skill=sql"))
    assert "You have a saved search of this name already." in html
    assert 'value="Snakes"' in html


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_is_needed(name, manager_client):
    assert "errorlist" in text(save(manager_client, name=name))
    assert not SavedSearch.objects.exists()


# One letter more than is kept, and letters that the address spells with six.
@pytest.mark.parametrize("query", ["q=" + "x" * 1999, "q=" + "é" * 334])
def test_a_list_of_too_many_filters_is_refused(query, manager_client):
    assert "too many filters" in text(save(manager_client, query=query))


def test_nobody_keeps_thousands(manager_client, manager, monkeypatch):
    monkeypatch.setattr("people.searches.forms.MOST_SEARCHES", 2)
    SavedSearchFactory.create_batch(2, owner=manager)
    SavedSearchFactory()
    assert "You have 2 saved searches: remove one first." in text(save(manager_client))
    assert manager.saved_searches.count() == 2


@pytest.fixture
def faster(monkeypatch):
    """Another window takes the name after the form has looked."""
    monkeypatch.setattr(SavedSearchForm, "is_taken", lambda form, others: False)
    monkeypatch.setattr(NewSearchForm, "is_taken", lambda form, others: False)


def test_of_two_lists_that_get_one_name_at_once_one_is_kept(
    manager_client, kept, faster
):
    assert "of this name already" in text(save(manager_client, query="skill=sql"))
    assert SavedSearch.objects.get().query == "skill=python"


def test_of_two_renamed_alike_at_once_one_keeps_its_name(manager_client, kept, faster):
    SavedSearchFactory(owner=kept.owner, name="Birds")
    renamed = manager_client.post(f"/searches/{kept.key}/edit/", {"name": "Birds"})
    assert "of this name already" in text(renamed)
    kept.refresh_from_db()
    assert kept.name == "Snakes"


@pytest.mark.parametrize("query", ["skill=x&skill=x", "q=%00", "free=abc", "a=%zz&=;"])
def test_any_list_can_be_saved_and_looked_at(query, manager_client):
    assert text(save(manager_client, query=query))


def test_the_page_tells_who_is_new(manager_client, kept, python):
    ExpertiseFactory(person=PersonFactory(name="Ann"), skill=python)
    html = text(manager_client.get(kept.get_absolute_url()))
    assert "New since you last looked" in html
    assert 'data-person="ann"' in html


def test_new_people_can_be_compared(manager_client, kept, python):
    ExpertiseFactory(skill=python)
    html = text(manager_client.get(kept.get_absolute_url()))
    assert 'action="/people/compare/"' in html
    assert "Compare the ticked" in html


def test_seen_people_are_not_told_again(manager_client, kept, python):
    ExpertiseFactory(person=PersonFactory(name="Ann"), skill=python)
    manager_client.post(f"{kept.get_absolute_url()}seen/")
    html = text(manager_client.get(kept.get_absolute_url()))
    assert "Nobody new since you last looked." in html


def test_others_see_a_shared_list_but_not_what_is_new(member_client, kept, python):
    ExpertiseFactory(skill=python)
    html = text(member_client.get(kept.get_absolute_url()))
    assert "Saved by max" in html
    assert "New since" not in html


def test_what_is_not_for_members_is_named(member_client, manager):
    search = SavedSearchFactory(owner=manager, query="success=50&sort=success")
    html = text(member_client.get(search.get_absolute_url()))
    assert html.count("success rates are seen by project managers only") == 1


def test_it_can_be_renamed(manager_client, kept):
    manager_client.post(f"{kept.get_absolute_url()}edit/", {"name": "Pythons"})
    kept.refresh_from_db()
    assert (kept.name, kept.is_mailed) == ("Pythons", False)


def test_it_keeps_its_own_name(manager_client, kept):
    address = f"{kept.get_absolute_url()}edit/"
    manager_client.post(address, {"name": "Snakes", "is_mailed": "on"})
    assert SavedSearch.objects.get().is_mailed


def test_it_can_be_removed(manager_client, kept):
    html = text(manager_client.post(f"{kept.get_absolute_url()}remove/", follow=True))
    assert "no longer saved" in html
    assert not SavedSearch.objects.exists()


def test_a_removal_is_taken_back_with_all_that_was_known(manager_client, kept):
    kept.known_people, kept.gone_people, kept.gone_since = (
        [3, 4],
        [5],
        [date(2026, 3, 2)],
    )
    kept.save()
    was = SavedSearch.objects.values().get()
    html = text(manager_client.post(f"{kept.get_absolute_url()}remove/", follow=True))
    key = re.search('name="undo" value="([^"]+)"', html)[1]
    manager_client.post("/undo/", {"undo": key})
    assert SavedSearch.objects.values().get() == was


def test_the_name_that_is_offered_says_what_is_saved(manager_client, python):
    html = text(manager_client.get("/searches/new/?skill=python:3&free=50"))
    assert 'name="name" value="Python, Practitioner or above, 50 % free' in html


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("skill=python&free=50", "Python, 50 % free"),
        ("free=50&from=2026-12-07&to=2027-01-10", "50 % free"),
        ("from=2099-12-07", "From 7 Dec 2099"),
    ],
)
def test_the_name_that_is_offered_is_true_next_month_too(
    query, name, manager_client, python
):
    html = text(manager_client.get(f"/searches/new/?{query}"))
    assert f'name="name" value="{name}"' in html


def test_removing_twice_leads_back_and_says_it_is_gone(manager_client, kept):
    manager_client.post(f"{kept.get_absolute_url()}remove/")
    again = manager_client.post(f"{kept.get_absolute_url()}remove/", follow=True)
    assert again.redirect_chain == [("/searches/", 302)]
    assert "The search is gone already." in text(again)


def test_whether_others_have_a_search_is_not_told_by_removing_it(manager_client):
    search = SavedSearchFactory()
    theirs = manager_client.post(f"{search.get_absolute_url()}remove/", follow=True)
    nobodys = manager_client.post("/searches/nothing-here/remove/", follow=True)
    assert theirs.redirect_chain == nobodys.redirect_chain == [("/searches/", 302)]
    assert "The search is gone already." in text(theirs)
    assert SavedSearch.objects.filter(pk=search.pk).exists()


def test_without_any_the_page_says_how_to_begin(member_client):
    assert "Nothing is saved yet" in text(member_client.get("/searches/"))


def test_the_home_page_tells_who_is_new(manager_client, kept):
    SavedSearch.objects.update(new_count=3)
    html = text(manager_client.get("/"))
    assert "Snakes" in html
    assert "3 new" in html


@pytest.mark.parametrize("address", ["/", "/searches/"])
@pytest.mark.parametrize("query", ["success=80", "sort=-success", "q=a&sort=success"])
def test_who_was_found_by_success_is_not_told_once_the_role_is_lost(
    address, query, manager, manager_client
):
    SavedSearchFactory(owner=manager, query=query, new_count=3, known_people=[1])
    assert "3 new" in text(manager_client.get(address))
    manager.groups.clear()
    assert "3 new" not in text(manager_client.get(address))


def test_the_home_page_says_nothing_without_any(member_client):
    assert 'id="searches"' not in text(member_client.get("/"))


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_takes_as_many_queries_for_3_as_for_30(
    count, manager_client, kept, python, django_assert_num_queries
):
    for _ in range(count):
        ExpertiseFactory(skill=python)
    vocabulary()
    with django_assert_num_queries(9):
        manager_client.get(kept.get_absolute_url())


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_takes_as_many_queries_for_3_as_for_30(
    count, manager, manager_client, django_assert_num_queries
):
    SavedSearchFactory.create_batch(count, owner=manager)
    vocabulary()
    with django_assert_num_queries(4):
        assert "Search" in text(manager_client.get("/searches/"))


@pytest.mark.parametrize("address", ["/", "/searches/", "/searches/{key}/"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("skill=gone", "“gone” is not a skill here"),
        ("free=9&from=2025-09-01&to=2025-09-25", "they ended on 25 Sep 2025"),
    ],
)
def test_the_owner_is_told_that_nobody_is_found(
    address, query, words, manager_client, kept
):
    SavedSearch.objects.update(query=query)
    html = text(manager_client.get(address.format(key=kept.key)))
    assert words in html
    assert "Nobody new" not in html


@pytest.mark.parametrize(
    ("query", "button"),
    [
        ("skill=gone", "Leave that out<"),
        ("to=2025-09-25", "Let its days move along<"),
        ("skill=gone&to=2025-01-01", "Leave that out and let its days move along<"),
    ],
)
def test_the_owner_mends_it_with_one_button(query, button, manager_client, kept):
    SavedSearch.objects.update(query=query)
    assert button in text(manager_client.get("/searches/"))
    address = f"{kept.get_absolute_url()}mend/"
    html = text(manager_client.post(address, follow=True))
    assert "“Snakes” finds people again." in html
    assert button not in html


def test_others_are_offered_no_button(member_client, kept):
    SavedSearch.objects.update(query="skill=gone")
    assert "mend/" not in text(member_client.get(kept.get_absolute_url()))


@pytest.mark.parametrize(
    ("query", "is_offered"), [("from=2100-01-01", True), ("free=50", False)]
)
def test_days_of_its_own_may_move_along(query, is_offered, manager_client, manager):
    html = text(manager_client.get(f"/searches/new/?{query}"))
    assert ("Let its days move along" in html) == is_offered
    save(manager_client, query=query, is_rolling="on")
    assert manager.saved_searches.get().is_rolling


def test_the_people_list_says_that_its_days_are_over(member_client):
    html = text(member_client.get("/people/?from=2025-09-01&to=2025-09-25&free=9"))
    assert "These days are over: they ended on 25 Sep 2025." in html
    assert 'href="/people/?free=9">Ask for the days from today on' in html


@pytest.mark.parametrize(
    ("days", "is_weekend"),
    [
        ("from=2099-01-03&to=2099-01-04", True),
        ("from=2099-01-04&to=2099-01-04", True),
        ("from=2099-01-02&to=2099-01-04", False),
        ("from=2099-01-03&to=2099-01-05", False),
        ("from=2099-01-03", False),
    ],
)
def test_a_weekend_on_which_nobody_is_free_is_told(days, is_weekend, member_client):
    html = text(member_client.get(f"/people/?free=9&{days}"))
    assert ("These days are a weekend" in html) is is_weekend


@pytest.mark.parametrize(
    "address",
    [
        "/people/",
        "/people/?to=2100-01-01&from=2099-12-12",
        "/availability/?from=2025-01-01",
    ],
)
def test_days_to_come_and_weeks_looked_back_at_are_not_over(address, member_client):
    assert "These days are over" not in text(member_client.get(address))


@pytest.mark.parametrize("count", [3, 30])
def test_home_takes_no_more_queries_for_many_searches_in_trouble(
    count, manager, manager_client, django_assert_max_num_queries
):
    for number in range(count):
        SavedSearchFactory(owner=manager, query=f"skill=gone-{number}")
    vocabulary()
    with django_assert_max_num_queries(15):
        assert "Finds nobody any more" in text(manager_client.get("/"))
