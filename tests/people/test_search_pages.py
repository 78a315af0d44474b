"""/searches/: saving, sharing, renaming and removing filtered lists."""

from html import unescape

import pytest

from people.forms_search import NewSearchForm, SavedSearchForm
from people.models import SavedSearch
from people.vocabulary import vocabulary
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
    assert "Save this list" in text(manager_client.get("/people/?skill=python:4"))


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
    monkeypatch.setattr("people.forms_search.MOST_SEARCHES", 2)
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


def test_removing_twice_leads_back_and_says_it_is_gone(manager_client, kept):
    manager_client.post(f"{kept.get_absolute_url()}remove/")
    again = manager_client.post(f"{kept.get_absolute_url()}remove/", follow=True)
    assert again.redirect_chain == [("/searches/", 302)]
    assert "The search is gone already." in text(again)


def test_a_search_of_somebody_else_is_neither_removed_nor_gone(manager_client):
    search = SavedSearchFactory()
    again = manager_client.post(f"{search.get_absolute_url()}remove/")
    assert again.status_code == 404
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
    assert "Saved searches" not in text(member_client.get("/"))


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
