"""The people list as a page: who is on it, for whom, in how many queries."""

import re
from datetime import date

import pytest

from people.lists.vocabulary import vocabulary
from people.models import Person
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.pages import ask, listed, read

pytestmark = [
    pytest.mark.usefixtures("monday"),
    pytest.mark.django_db,
    pytest.mark.looks_again,
]
HEAVIEST = (
    "q=person+skill&skill=skill-a:2&skill=skill-b&goal=skill-b&free=10&team=team-a"
    "&location=place-a&tz=Europe/London&overlap=1&success=0&judged=1&sort=success"
)


def crowd(count):
    """People who all match the heaviest question."""
    team, place = TeamFactory(name="Team A"), LocationFactory(name="Place A")
    skills = [SkillFactory(name=f"Skill {letter}") for letter in "AB"]
    for _ in range(count):
        person = PersonFactory(team=team, location=place)
        for skill in skills:
            ExpertiseFactory(person=person, skill=skill)
        LearningGoalFactory(person=person, skill=skills[1], target_level=4)
        project = ProjectFactory(status="closed", outcome="in_use")
        AssignmentFactory(person=person, project=project, ends_on=date(2026, 2, 6))


def more_of_the_crowd(count):
    somebody = Person.objects.exclude(team=None).first()
    for _ in range(count):
        person = PersonFactory(team=somebody.team, location=somebody.location)
        for held in somebody.expertise.all():
            ExpertiseFactory(person=person, skill=held.skill)
        LearningGoalFactory(person=person, skill=held.skill, target_level=4)
        project = ProjectFactory(status="closed", outcome="in_use")
        AssignmentFactory(person=person, project=project, ends_on=date(2026, 2, 6))


@pytest.mark.parametrize(
    "query", ["", "skill=skill-a", "free=10", "sort=success", "q=skill", HEAVIEST]
)
def test_list_takes_as_many_queries_for_3_people_as_for_30(
    query, manager_client, django_assert_max_num_queries, django_assert_num_queries
):
    crowd(3)
    vocabulary()
    with django_assert_max_num_queries(14) as few:
        ask(manager_client, query)
    more_of_the_crowd(27)
    with django_assert_num_queries(len(few)):
        ask(manager_client, query)


def test_heaviest_question_takes_15_queries_at_most(
    manager_client, django_assert_max_num_queries
):
    crowd(3)
    with django_assert_max_num_queries(15):
        assert len(listed(manager_client, HEAVIEST)) == 3


@pytest.mark.parametrize("query", ["free=0", "page=abc", "team=nowhere"])
def test_problem_takes_few_queries(
    query, manager_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        ask(manager_client, query)


# Pages


@pytest.fixture
def sixty():
    for number in range(58):
        PersonFactory(name=f"Person {number:02}")


@pytest.mark.parametrize(
    ("number", "first", "count"),
    [
        (1, "max-manager", 25),
        (2, "person-24", 25),
        (3, "person-49", 9),
        (99999, "person-49", 9),
    ],
)
def test_list_shows_25_people_a_page(number, first, count, sixty, manager_client):
    page = ask(manager_client, f"page={number}")
    assert page.total == 59
    assert (page.people[0], len(page.people)) == (first, count)


def test_page_that_is_no_number_is_named(sixty, manager_client):
    page = ask(manager_client, "page=abc")
    assert page.people == []
    assert "<code>page</code> “abc”" in page.html


def test_pagination_keeps_the_filters(sixty, manager_client):
    html = ask(manager_client, "q=person&sort=-name").html
    assert re.search(r'href="[^"]*\?q=person&amp;sort=-name&amp;page=2"', html)


# Exports


def test_list_is_exported_with_its_filter_whatever_the_page(sixty, manager_client):
    html = ask(manager_client, "q=person&sort=-name&page=2").html
    for kind in ("csv", "xlsx"):
        assert f'href="/people/export.{kind}?q=person&amp;sort=-name"' in html


@pytest.mark.parametrize("query", ["q=zzz-at-zzz", "free=0"])
def test_empty_list_is_not_exported(query, manager_client):
    assert "/people/export" not in ask(manager_client, query).html


# Who sees what


@pytest.fixture
def successful(member):
    """Ann with three judged projects, and Mia, the member, with two."""
    for person, count in ((PersonFactory(name="Ann"), 3), (member.person, 2)):
        for _ in range(count):
            project = ProjectFactory(status="closed", outcome="in_use")
            AssignmentFactory(person=person, project=project)


@pytest.mark.parametrize(
    "query", ["success=50", "success=0&judged=1", "sort=success", "sort=-success"]
)
def test_member_may_not_filter_or_sort_by_success(query, successful, member_client):
    page = ask(member_client, query)
    assert page.people == []
    assert "success rates are seen by project managers only" in page.html


def test_member_sees_no_record_but_the_own(successful, member_client):
    html = ask(member_client, "").html
    assert "2 of 2 succeeded" in html
    assert "3 of 3 succeeded" not in html


def test_member_is_not_offered_success(successful, member_client):
    html = ask(member_client, "").html
    assert 'name="success"' not in html
    assert 'value="success"' not in html


def test_manager_sees_everybodys_record(successful, manager_client):
    html = ask(manager_client, "").html
    assert "3 of 3 succeeded" in html
    assert "plausibly 44–100 %" in html


def test_everybody_sees_records_where_the_organisation_says_so(
    successful, member_client, settings
):
    settings.DIRECTORY = settings.DIRECTORY | {"SUCCESS_RATE_VISIBLE_TO": "everyone"}
    assert listed(member_client, "success=100") == ["ann"]


# The fragment


@pytest.mark.parametrize("query", ["", "team=team-a", "skill=skill-a:4", "free=0"])
def test_fragment_is_the_same_part_of_the_whole_page(query, manager_client):
    crowd(2)
    fragment = manager_client.get(f"/people/?{query}", headers={"HX-Request": "true"})
    whole = ask(manager_client, query).html
    assert fragment.content.decode().strip() in whole
    assert "<html" not in fragment.content.decode()


def test_history_is_restored_with_the_whole_page(manager_client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in manager_client.get("/people/", headers=headers).content


def test_caches_tell_fragment_and_page_apart(manager_client):
    assert "HX-Request" in manager_client.get("/people/")["Vary"]


def test_fragment_has_one_region_to_swap(manager_client):
    response = manager_client.get("/people/", headers={"HX-Request": "true"})
    assert response.content.count(b'id="results"') == 1
    assert read(response).total == 1


def test_list_asks_for_a_sign_in(client):
    response = client.get("/people/?team=data")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=/people/")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_list_is_only_read(method, manager_client):
    assert getattr(manager_client, method)("/people/").status_code == 405


@pytest.mark.parametrize(
    ("who", "head"), [("manager_client", "Projects"), ("member_client", "Confirmed")]
)
def test_the_last_column_is_headed_by_what_the_reader_sees_in_it(who, head, request):
    PersonFactory()
    page = request.getfixturevalue(who).get("/people/").content.decode()
    heads = page.partition('class="person-heads"')[2].partition("</div>")[0]
    assert f">{head}</a>" in heads
