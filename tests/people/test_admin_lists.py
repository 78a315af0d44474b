from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.utils import timezone

from tests.admin_pages import address, count_queries
from tests.factories import (
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
    UserFactory,
    VerifiedEmailFactory,
)

MODELS = list(admin.site._registry)
PEOPLE = "/admin/people/person/"


def rows_of(model):
    return {
        "Person": lambda: PersonFactory(team=TeamFactory(), location=LocationFactory()),
        "Team": lambda: TeamFactory(parent=TeamFactory()),
        "Location": LocationFactory,
        "SkillCategory": SkillCategoryFactory,
        "Skill": SkillFactory,
        "Expertise": lambda: EndorsementFactory().expertise,
        "Endorsement": EndorsementFactory,
        "LearningGoal": LearningGoalFactory,
        "ExpertiseEvent": ExpertiseFactory,
        "PersonEvent": PersonFactory,
        "LearningGoalEvent": LearningGoalFactory,
        "VerifiedEmail": lambda: VerifiedEmailFactory(user=UserFactory()),
    }[model]


@pytest.mark.parametrize(
    "model",
    [model for model in MODELS if model._meta.app_label == "people"],
    ids=lambda model: model._meta.label,
)
def test_a_list_of_30_costs_no_more_than_one_of_3(
    admin_client, model, django_assert_max_num_queries
):
    make = rows_of(model.__name__)
    counts = []
    for rows in (3, 27):
        for _ in range(rows):
            make()
        counts.append(
            count_queries(admin_client, address(model), django_assert_max_num_queries)
        )
    assert counts[0] == counts[1]


def test_a_person_with_30_skills_costs_no_more_than_one_with_3(
    admin_client, django_assert_max_num_queries
):
    counts = []
    for rows in (3, 30):
        person = PersonFactory(team=TeamFactory())
        ExpertiseFactory.create_batch(rows, person=person)
        LearningGoalFactory.create_batch(rows, person=person)
        url = f"{PEOPLE}{person.pk}/change/"
        counts.append(count_queries(admin_client, url, django_assert_max_num_queries))
    assert counts[0] == counts[1]


def test_the_list_of_people_counts_skills_and_open_goals(admin_client):
    person = PersonFactory()
    ExpertiseFactory.create_batch(2, person=person)
    LearningGoalFactory(person=person)
    LearningGoalFactory(person=person, status="dropped")
    row = admin_client.get(PEOPLE).context["cl"].result_list[0]
    assert (row.expertise_count, row.goal_count) == (2, 1)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("stay=here", {"Here", "Fresh"}),
        ("stay=left", {"Gone"}),
        ("profile=fresh", {"Fresh"}),
        ("profile=stale", {"Here", "Gone"}),
        ("stay=nonsense", {"Here", "Fresh", "Gone"}),
        ("stay=here&profile=stale", {"Here"}),
        ("q=gone", {"Gone"}),
    ],
)
def test_people_are_filtered(admin_client, query, names):
    PersonFactory(name="Here", confirmed_at=timezone.now() - timedelta(days=366))
    PersonFactory(name="Fresh", confirmed_at=timezone.now() - timedelta(days=364))
    PersonFactory(name="Gone", left_on=date(2020, 1, 1))
    listed = admin_client.get(f"{PEOPLE}?{query}").context["cl"].result_list
    assert {person.name for person in listed} == names


def autocomplete(client, model, field, term):
    query = {"app_label": "people", "model_name": model, "field_name": field}
    response = client.get("/admin/autocomplete/", query | {"term": term})
    return [row["text"] for row in response.json()["results"]]


def test_a_skill_that_is_named_exactly_comes_first(admin_client):
    for name in ("Airflow", "Rust", "R"):
        SkillFactory(name=name)
    assert autocomplete(admin_client, "expertise", "skill", "r") == [
        *("R", "Rust", "Airflow")
    ]


def test_a_skill_is_found_by_its_alias(admin_client):
    SkillAliasFactory(name="sklearn", skill__name="Scikit-learn")
    found = autocomplete(admin_client, "expertise", "skill", "sklearn")
    assert found == ["Scikit-learn"]


def test_a_form_offers_no_inactive_skill(admin_client):
    SkillFactory(name="Prolog", is_active=False)
    assert autocomplete(admin_client, "expertise", "skill", "prolog") == []


def test_a_directory_admin_finds_accounts_to_link(directory_admin_client):
    UserFactory(username="lena")
    assert autocomplete(directory_admin_client, "person", "user", "len") == ["lena"]
