"""What the page of a skill says of projects, and to whom."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from people.skills.uses import UseRow
from skillsdir.sample.organisation import make_organisation
from tests.conftest import signed_in
from tests.factories import AssignmentFactory, ProjectFactory, SkillFactory
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
WON = ("in_use", "answered")
JUDGED = (*WON, "not_met", "not_adopted")


@pytest.fixture
def sql():
    """Churn used it and is in use."""
    sql = SkillFactory(name="SQL")
    churn = ProjectFactory(
        name="Churn", status="closed", outcome="in_use", ends_on=date(2026, 2, 1)
    )
    AssignmentFactory(project=churn, skills=[sql], starts_on=date(2026, 1, 5))
    return sql


def test_it_tells_how_projects_ended(manager_client, sql):
    text = text_of(manager_client.get("/skills/sql/"))
    assert "0 running, 1 ended; 1 of 1 judged succeeded" in text
    assert "Delivered and in use Feb 2026" in text


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 3, 8), "was to end 8 Mar 2026"),
        (date(2026, 3, 9), "runs until 9 Mar 2026"),
        (None, "runs"),
    ],
)
def test_what_should_have_ended_does_not_run_until_then(last, words):
    one = UseRow("Churn", "churn", "active", last, "")
    assert one.going_on == words


def test_members_are_told_how_they_ended_and_no_rate(member_client, sql):
    text = text_of(member_client.get("/skills/sql/"))
    assert "Delivered and in use Feb 2026" in text
    assert "judged" not in text


def test_members_are_told_nothing_where_outcomes_are_hidden(
    member_client, sql, settings
):
    settings.DIRECTORY = {**settings.DIRECTORY, "OUTCOMES_VISIBLE_TO": "managers"}
    text = text_of(member_client.get("/skills/sql/"))
    assert "ended Feb 2026" in text
    assert "Delivered" not in text
    assert "judged" not in text


def test_a_skill_nobody_used_says_so(member_client):
    SkillFactory(name="SQL")
    assert "No project has used it yet." in text_of(member_client.get("/skills/sql/"))


def test_the_page_takes_few_queries(django_assert_max_num_queries):
    make_organisation(people=60, seed=3, today=TODAY, password="demo")
    client = signed_in(get_user_model().objects.get(username="member"))
    with django_assert_max_num_queries(15):
        client.get("/skills/python/")
