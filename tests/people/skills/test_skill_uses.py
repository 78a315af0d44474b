"""What the page of a skill says of projects, against plain loops over the rows."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model

from people.models import Skill
from people.skills.uses import SkillUses
from skillsdir.sample.organisation import make_organisation
from tests.comings import let_come_and_go
from tests.conftest import signed_in
from tests.dump import Dump
from tests.factories import AssignmentFactory, ProjectFactory, SkillFactory
from tests.text import text_of
from tests.thoroughness import how_many

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
WON = ("in_use", "answered")
JUDGED = (*WON, "not_met", "not_adopted")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(params=range(how_many(20)))
def dump(request):
    make_organisation(people=45, seed=request.param, today=TODAY, password="demo")
    let_come_and_go(TODAY)
    return Dump(TODAY)


def bookings_with(dump, skill):
    return [
        row
        for row in dump.bookings
        if skill in dump.used[row["id"]] and row["status"] == "confirmed"
        if dump.projects[row["project_id"]]["status"] != "cancelled"
    ]


def test_it_says_what_the_rows_say(dump, manager):
    for skill in Skill.objects.filter(pk__in=set().union(*dump.used.values())):
        bookings = bookings_with(dump, skill.pk)
        on = {row["project_id"] for row in bookings if row["starts_on"] <= TODAY}
        ended = [dump.projects[pk] for pk in on if not dump.is_live(pk)]
        uses = SkillUses(skill, user=manager)
        outcomes = [row["outcome"] for row in ended]
        assert {one.slug for one in uses.projects} == {
            dump.projects[pk]["slug"] for pk in on
        }
        assert len(uses.ended) == len(ended)
        assert (uses.record.successes, uses.record.judged) == (
            sum(one in WON for one in outcomes),
            sum(one in JUDGED for one in outcomes),
        )


def test_months_count_people(dump, manager):
    for skill in Skill.objects.filter(pk__in=set().union(*dump.used.values()))[:9]:
        bookings = bookings_with(dump, skill.pk)
        months = SkillUses(skill, user=manager).months
        assert len(months) == 24
        for month in months:
            after = (month.first + timedelta(days=31)).replace(day=1)
            last = min(TODAY, after - timedelta(days=1))
            people = {
                row["person_id"]
                for row in bookings
                if row["starts_on"] <= last
                and (row["ends_on"] is None or row["ends_on"] >= month.first)
            }
            assert month.people == len(people)


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
