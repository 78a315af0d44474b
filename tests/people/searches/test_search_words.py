"""What is saved is said in words: in the form, and for each that is saved."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User

from people.lists.vocabulary import vocabulary
from people.models import Skill
from people.searches.saving import conditions_of_all
from tests.factories import ProjectFactory, SavedSearchFactory, SkillFactory

pytestmark = pytest.mark.django_db
TAG = re.compile(r'<li class="tag">(.*?)</li>')


@pytest.fixture(autouse=True)
def python():
    return SkillFactory(name="Python")


def conditions_on(response):
    """The labels of the conditions on the page, in order."""
    assert response.status_code == 200
    return [unescape(label) for label in TAG.findall(response.content.decode())]


def words(query, user):
    found = conditions_of_all([query], user)[0]
    return found.labels, found.problems


def test_the_form_says_what_is_saved(member_client):
    page = member_client.get("/searches/new/?skill=python:3&q=churn")
    assert conditions_on(page) == ["“churn”", "Python, Practitioner or above"]


def test_the_form_says_that_everybody_is_saved(member_client):
    page = member_client.get("/searches/new/?sort=-name")
    assert "Everybody: no filter is set." in page.content.decode()


def test_a_form_that_comes_back_still_says_it(member_client):
    page = member_client.post("/searches/new/", {"name": "", "query": "skill=python"})
    assert conditions_on(page) == ["Python"]


def test_a_form_sent_without_a_list_is_answered(member_client):
    page = member_client.post("/searches/new/", {"name": ""})
    assert "Everybody: no filter is set." in page.content.decode()


def test_editing_says_what_was_saved(manager, manager_client):
    search = SavedSearchFactory(owner=manager, query="skill=python")
    page = manager_client.get(f"/searches/{search.key}/edit/")
    assert conditions_on(page) == ["Python"]


def test_each_saved_search_says_what_it_asks_for(manager, manager_client):
    ProjectFactory(name="Churn")
    SavedSearchFactory(owner=manager, name="A", query="skill=python")
    SavedSearchFactory(owner=manager, name="B", query="project=churn")
    page = manager_client.get("/searches/")
    assert conditions_on(page) == ["Python", "On Churn"]


def test_a_filter_that_is_gone_is_named(manager, manager_client):
    SavedSearchFactory(owner=manager, query="skill=cobol")
    html = manager_client.get("/searches/").content.decode()
    assert "is not understood any more" in html
    assert "“cobol” is not a skill here" in unescape(html)


def test_a_filter_that_is_not_for_members_is_not_told(member, manager):
    assert words("success=80", manager)[0] == ["80 % of 3 or more succeeded"]
    labels, problems = words("success=80", member)
    assert labels == []
    assert problems == ["success rates are seen by project managers only"]


@pytest.mark.parametrize("query", ["project=%00", "project=nothing", "project="])
def test_a_project_that_there_is_not_is_no_error(query, member):
    labels, problems = words(query, member)
    assert labels == []
    assert len(problems) == (query != "project=")


@pytest.mark.parametrize("count", [3, 30])
def test_words_of_projects_take_as_many_queries_for_3_as_for_30(
    count, manager, manager_client, django_assert_num_queries
):
    for number in range(count):
        slug = ProjectFactory(name=f"Project {number}").slug
        SavedSearchFactory(owner=manager, query=f"skill=python&project={slug}")
    vocabulary()
    with django_assert_num_queries(5):
        assert len(conditions_on(manager_client.get("/searches/"))) == 2 * count


# Between requests, in words that are kept


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moved", [False, True])
def test_kept_words_follow_whatever_they_name(manager, moved):
    skill, project = Skill.objects.get(), ProjectFactory(name="Churn")
    queries = ["skill=python", "project=churn", "success=50"]
    first = conditions_of_all(queries, manager)
    assert conditions_of_all(queries, manager)[0] is first[0]
    for row in (skill, project):
        # Of a new name alone, or with a new slug that the old one leads to.
        row.slug = "other" if moved else row.slug
        row.name = "Other"
        row.save()
    manager.groups.clear()
    again = conditions_of_all(queries, User.objects.get(pk=manager.pk))
    assert [one.labels for one in again] == [["Other"], ["On Other"], []]
    assert [bool(one.problems) for one in again] == [False, False, True]
    assert again[0].query == ("skill=other" if moved else "skill=python")
