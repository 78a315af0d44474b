"""The list of candidates as a file."""

import csv
from datetime import date
from io import StringIO

import pytest

from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.people.directory.exports import body

pytestmark = pytest.mark.django_db
PATH = "/projects/churn/candidates/export.csv"
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-09T10:00:00Z", tick=False)


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture(autouse=True)
def churn(python):
    project = ProjectFactory(name="Churn", status="staffing")
    SkillNeedFactory(project=project, skill=python, welcomes_learner=True)
    return project


@pytest.fixture
def people(python):
    """Ann has it, Ben comes near, Cyd wants to learn it."""
    ann, ben, cyd = (PersonFactory(name=name) for name in ("=Ann", "Ben", "Cyd"))
    for person, level in ((ann, 4), (ben, 2)):
        ExpertiseFactory(person=person, skill=python, level=level, last_used_on=TODAY)
    LearningGoalFactory(person=cyd, skill=python, priority=3)


def rows(client, query=""):
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == 200
    text = body(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_all_are_told_in_order_with_points_and_fits(people, manager_client):
    found = rows(manager_client)
    fits = [row["Python (Practitioner)"] for row in found]
    assert [row["rank"] for row in found] == ["1", "2", "3"]
    assert fits == ["met, Expert", "near, Working", "missing, wants to learn it"]
    assert (found[0]["points"], found[0]["Skills"]) == ("79", "54")


def test_names_are_no_formulas(people, manager_client):
    assert rows(manager_client)[0]["name"] == "'=Ann"


def test_filters_and_ranking_hold_for_the_file(people, manager_client):
    assert [row["slug"] for row in rows(manager_client, "q=cyd")] == ["cyd"]
    close = rows(manager_client, "fit=close&weight_growth=0&percent=100")
    assert [(row["rank"], row["slug"]) for row in close] == [("2", "ben"), ("3", "cyd")]


def test_the_page_leads_to_the_file_of_its_list(people, manager_client):
    page = manager_client.get("/projects/churn/candidates/?percent=30&page=1")
    assert f'href="{PATH}?percent=30"' in page.content.decode()


def test_what_is_not_understood_exports_nobody(people, manager_client):
    response = manager_client.get(f"{PATH}?percent=lots")
    assert response.status_code == 400
    assert "<code>percent</code>" in response.content.decode()


def test_members_export_nobody(member_client):
    assert member_client.get(PATH).status_code == 403


def test_a_project_that_is_over_gives_headings_alone(churn, manager_client):
    churn.status = "closed"
    churn.save()
    assert rows(manager_client) == []


@pytest.mark.parametrize("count", [3, 30])
def test_a_file_costs_the_same_for_3_and_30(
    count, python, manager_client, django_assert_max_num_queries
):
    for _ in range(count):
        ExpertiseFactory(skill=python, level=3)
    with django_assert_max_num_queries(9):
        assert len(rows(manager_client)) == count
