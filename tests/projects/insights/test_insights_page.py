"""The page of pictures: what it says where there is nothing, wrong, hidden or much."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model

from skillsdir.sample.organisation import make_organisation
from tests.conftest import signed_in
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.text import text_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 3, 11, 10, tzinfo=UTC), tick=False):
        yield


VIEWS = ["skills", "time", "people", "projects", "trend"]


@pytest.mark.parametrize("about", VIEWS)
def test_an_empty_organisation_divides_by_nothing(manager_client, about):
    response = manager_client.get(f"/insights/?about={about}")
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("about=nothing", "Nothing is shown"),
        ("team=nobody", "“nobody” is not a team here"),
        ("about=projects&from=2026-03-01&to=2026-02-01", "the last day is before"),
        ("from=%00", "Nothing is shown"),
    ],
)
def test_what_is_not_understood_is_named(manager_client, query, expected):
    response = manager_client.get(f"/insights/?{query}")
    assert response.status_code == 200
    assert expected in text_of(response)


def test_a_number_leads_to_those_behind_it(manager_client):
    team, sql = TeamFactory(name="Data"), SkillFactory(name="SQL")
    ExpertiseFactory(person=PersonFactory(team=team), skill=sql, level=2)
    SkillNeedFactory(skill=sql, project=ProjectFactory(status="staffing"), people=3)
    page = manager_client.get("/insights/?team=data").content.decode()
    assert 'href="/people/?skill=sql:2&amp;team=data"' in page
    assert 'href="/skills/sql/#demand"' in page


def test_seats_and_projects_are_those_of_the_skills_own_page(manager_client):
    """Not projects that are over, whose need is, or that lack something else alone."""
    sql, other = SkillFactory(name="SQL"), SkillFactory(name="Rust")
    lacking = SkillNeedFactory(skill=sql, people=2, project__status="active").project
    filled = SkillNeedFactory(skill=sql, project__status="active")
    holder = ExpertiseFactory(skill=sql, level=filled.level).person
    AssignmentFactory(project=filled.project, person=holder)
    SkillNeedFactory(skill=other, project=filled.project)
    SkillNeedFactory(skill=sql, project__status="closed")
    SkillNeedFactory(skill=sql, project__status="active", ends_on="2020-01-01")
    text = text_of(manager_client.get("/insights/"))
    assert "SQL211" in text
    page = text_of(manager_client.get("/skills/sql/"))
    assert "2 open seats" in page
    assert (lacking.name in page, filled.project.name in page) == (True, True)


def test_goals_lead_to_those_who_have_them(manager_client):
    sql = SkillFactory(name="SQL")
    LearningGoalFactory(person=PersonFactory(), skill=sql)
    page = manager_client.get("/insights/").content.decode()
    assert 'href="/people/?goal=sql"' in page


def test_members_are_told_of_no_outcomes_where_these_are_hidden(
    member_client, settings
):
    settings.DIRECTORY = {**settings.DIRECTORY, "OUTCOMES_VISIBLE_TO": "managers"}
    ended = {"status": "closed", "outcome": "in_use", "stage_reached": "production"}
    ProjectFactory(name="Churn", ends_on=TODAY, starts_on=TODAY, **ended)
    projects = text_of(member_client.get("/insights/?about=projects"))
    trend = text_of(member_client.get("/insights/?about=trend"))
    assert "shown to project managers here" in projects
    assert "judged" not in projects + trend


def test_members_are_told_of_outcomes_and_of_no_rates(member_client):
    ended = {"status": "closed", "outcome": "in_use", "stage_reached": "production"}
    ProjectFactory(name="Churn", ends_on=TODAY, starts_on=TODAY, **ended)
    text = text_of(member_client.get("/insights/?about=projects"))
    assert "Delivered and in use" in text
    assert "judged" not in text
    assert "judged" not in text_of(member_client.get("/insights/?about=trend"))


@pytest.mark.parametrize("about", VIEWS)
def test_much_takes_no_more_queries(about, django_assert_max_num_queries):
    make_organisation(people=60, seed=3, today=TODAY, password="demo")
    client = signed_in(get_user_model().objects.get(username="manager"))
    with django_assert_max_num_queries(15):
        client.get(f"/insights/?about={about}")


def test_names_are_text_in_pictures(manager_client):
    sql = SkillFactory(name='<b>"SQL"')
    person = PersonFactory(name="<i>Ana")
    ExpertiseFactory(person=person, skill=sql, level=4)
    SkillNeedFactory(skill=sql, project=ProjectFactory(status="staffing"))
    page = manager_client.get("/insights/").content.decode()
    assert "&lt;b&gt;&quot;SQL&quot;" in page
    assert "&lt;i&gt;Ana" in page
    assert not any(tag in page for tag in ("<b>&quot;", '<b>"', "<i>"))


def test_seats_and_people_have_bars_of_their_own(manager_client):
    """Neither is a part of the other: five seats and two people are 100 and 40."""
    sql = SkillFactory(name="SQL")
    ExpertiseFactory.create_batch(2, skill=sql, level=2)
    SkillNeedFactory(skill=sql, project=ProjectFactory(status="staffing"), people=5)
    page = manager_client.get("/insights/").content.decode()
    bars = page.partition('id="supply"')[2].partition("</svg>")[0]
    assert ('d="M0 0h100v4H0z"' in bars, 'd="M0 5h40v3H0z"' in bars) == (True, True)
