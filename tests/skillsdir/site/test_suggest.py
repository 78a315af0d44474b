"""What search boxes suggest: people, skills, teams, places and projects by name."""

import pytest

from people.lists.vocabulary import vocabulary
from projects.models import Project
from tests.factories import (
    ExpertiseFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


def suggestions_of(client, text):
    return client.get("/suggest/", {"q": text}).json()["suggestions"]


def suggested(client, text):
    return [(one["kind"], one["name"]) for one in suggestions_of(client, text)]


def test_all_kinds_are_found_by_the_begin_of_a_word(member_client):
    PersonFactory(name="Ann Forrest")
    SkillFactory(name="Forecasting")
    ProjectFactory(name="Demand forecast")
    assert suggested(member_client, "for") == [
        ("person", "Ann Forrest"),
        ("skill", "Forecasting"),
        ("project", "Demand forecast"),
    ]


@pytest.mark.parametrize("text", ["zoë", "ZOE", "zoe o", "Okonkwo Zoe"])
def test_people_are_found_however_their_name_is_written(text, member_client):
    PersonFactory(name="Zoë Okonkwo")
    assert suggested(member_client, text) == [("person", "Zoë Okonkwo")]


def test_skills_are_found_by_other_names(member_client):
    SkillAliasFactory(name="sklearn", skill=SkillFactory(name="scikit-learn"))
    assert suggested(member_client, "skle") == [("skill", "scikit-learn")]


def test_a_skill_that_is_misspelt_is_suggested(member_client):
    SkillFactory(name="Kubernetes")
    assert suggested(member_client, "kubernets") == [("skill", "Kubernetes")]
    assert suggested(member_client, "kubrenetes") == [("skill", "Kubernetes")]


@pytest.mark.parametrize("others", [1, 60])
def test_names_that_begin_so_come_first(others, member_client):
    for name in (*(f"Ana Tomaz {number}" for number in range(others)), "Tom Zed"):
        PersonFactory(name=name)
    assert suggested(member_client, "tom")[0] == ("person", "Tom Zed")


def test_projects_of_one_name_keep_their_order_whatever_is_written_of_them(
    member_client,
):
    slugs = [ProjectFactory(name="Churn").slug for _ in range(6)]
    Project.objects.filter(slug__in=[slugs[3], slugs[1]]).update(status="closed")
    hrefs = [one["href"] for one in suggestions_of(member_client, "churn")]
    assert hrefs == [f"/projects/{slug}/" for slug in slugs[:5]]


def test_places_and_teams_are_suggested_and_lead_to_their_people(member_client):
    LocationFactory(name="Lisbon")
    TeamFactory(name="Risk & Fraud")
    [place] = suggestions_of(member_client, "lis")
    [team] = suggestions_of(member_client, "fraud")
    assert (place["kind"], place["href"]) == ("place", "/people/?location=lisbon")
    assert (team["kind"], team["href"]) == ("team", "/people/?team=risk-fraud")


def test_the_end_of_a_sentence_is_completed(member_client):
    SkillFactory(name="Forecasting")
    [found] = suggestions_of(member_client, "somebody in Lisbon with forec")
    assert found["text"] == "somebody in Lisbon with Forecasting"
    assert found["href"] == ""


def test_a_skill_says_how_many_people_have_it(member_client):
    ExpertiseFactory(skill=SkillFactory(name="Forecasting"))
    [found] = suggestions_of(member_client, "forec")
    assert found["about"] == "1 person"


def test_who_left_and_what_is_offered_no_more_is_not_suggested(member_client):
    PersonFactory(name="Tom", left_on="2020-01-01")
    SkillFactory(name="Tomography", is_active=False)
    assert suggested(member_client, "tom") == []


ODD = ["", " ", "%", "_", "\x00", "' OR 1=1", "“", "x" * 5000]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_suggest_nothing(text, member_client):
    PersonFactory(name="Tom")
    assert suggested(member_client, text) == []


@pytest.mark.parametrize("count", [3, 30])
def test_six_queries_for_few_and_for_many(
    count, member_client, django_assert_num_queries
):
    for number in range(count):
        PersonFactory(name=f"Tom {number}")
        SkillFactory(name=f"Tomography {number}")
        ProjectFactory(name=f"Tomato {number}")
    vocabulary()
    with django_assert_num_queries(6):
        assert len(suggested(member_client, "tom")) == min(3 * count, 15)


@pytest.mark.parametrize("count", [3, 30])
def test_the_end_of_a_sentence_costs_as_much_for_few_and_for_many(
    count, member_client, django_assert_num_queries
):
    for number in range(count):
        SkillFactory(name=f"Tomography {number}")
    vocabulary()
    with django_assert_num_queries(14):
        assert len(suggested(member_client, "somebody with tom")) == min(count, 5)
