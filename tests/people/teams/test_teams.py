"""Pages of teams: what each says where there is little, wrong, hidden or much."""

from datetime import date, timedelta

import pytest

from people.models import Person
from people.teams.page import MOST_FINDINGS, team_rows
from people.teams.tree import TeamTree
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
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


@pytest.fixture
def data(db):
    """Data, with Research below it; Ana in Data, Ben and Cyd in Research."""
    team = TeamFactory(name="Data")
    below = TeamFactory(name="Research", parent=team)
    PersonFactory(name="Ana", team=team, location=LocationFactory(name="Lisbon"))
    for name in ("Ben", "Cyd"):
        PersonFactory(name=name, team=below)
    return team


@pytest.fixture
def read(manager_client):
    def read(path):
        response = manager_client.get(path)
        assert response.status_code == 200
        return text_of(response)

    return read


def test_a_team_counts_those_of_the_teams_below(read, data):
    assert "Data 3 people" in read("/teams/data/")
    assert "Research 2 people Everybody in it Teams › Data" in read("/teams/research/")


def test_a_link_leads_to_those_who_were_counted(manager_client, data):
    page = manager_client.get("/teams/data/").content.decode()
    assert 'href="/people/?team=data&amp;team=research"' in page or (
        'href="/people/?team=data&team=research"' in page
    )


def test_a_team_without_people_says_what_to_do(read):
    TeamFactory(name="Empty")
    assert "Nobody is in this team" in read("/teams/empty/")


def test_no_teams_at_all_say_where_they_come_from(read):
    assert "No teams yet" in read("/teams/")


def test_an_old_address_leads_on(manager_client, data):
    data.slug = "data-and-ai"
    data.save()
    assert manager_client.get("/teams/data/").url == "/teams/data-and-ai/"


def test_what_was_found_out_is_told_with_what_was_learned(read, data):
    ana = Person.objects.get(name="Ana")
    project = ProjectFactory(
        name="Churn", status="closed", outcome="in_use", outcome_note="Ask early."
    )
    AssignmentFactory(project=project, person=ana, starts_on=date(2026, 1, 5))
    assert "Churn Delivered and in use Ask early." in read("/teams/data/")


@pytest.mark.parametrize(
    ("last", "words"),
    [(date(2026, 3, 8), "was to end 8 Mar 2026"), (date(2026, 3, 9), "until 9 Mar")],
)
def test_what_it_works_on_may_be_past_its_last_day(last, words, read, data):
    ProjectFactory(status="active", team=data, ends_on=last)
    assert f"with nobody of it yet, {words}" in read("/teams/data/")


def test_without_an_outcome_that_is_said(read, data):
    ProjectFactory(name="Churn", status="closed", team=data)
    assert "Churn No outcome recorded" in read("/teams/data/")


def test_members_are_told_of_their_own_outcomes_only(member_client, data, settings):
    settings.DIRECTORY = {**settings.DIRECTORY, "OUTCOMES_VISIBLE_TO": "managers"}
    ProjectFactory(
        name="Churn", status="closed", outcome="in_use", outcome_note="Hm.", team=data
    )
    text = text_of(member_client.get("/teams/data/"))
    assert "Churn" in text
    assert "Delivered" not in text
    assert "No outcome" not in text
    assert "Hm." not in text


def test_large_teams_take_no_more_queries(
    manager_client, data, django_assert_max_num_queries
):
    for at in range(30):
        person = PersonFactory(name=f"P{at}", team=data)
        skill = SkillFactory(name=f"Skill {at}")
        ExpertiseFactory(person=person, skill=skill, level=3)
        LearningGoalFactory(person=person, skill=SkillFactory(name=f"Wish {at}"))
        AssignmentFactory(
            person=person,
            project=ProjectFactory(name=f"Project {at}"),
            starts_on=TODAY,
            ends_on=TODAY + 9 * DAY,
            percent=80,
            skills=[skill],
        )
    with django_assert_max_num_queries(15):
        text = text_of(manager_client.get("/teams/data/"))
    assert text.count("Show 22 more") == 4
    with django_assert_max_num_queries(8):
        manager_client.get("/teams/")


def test_findings_beyond_those_shown_are_counted(
    manager_client, data, django_assert_max_num_queries
):
    ProjectFactory.create_batch(MOST_FINDINGS + 2, team=data, status="closed")
    with django_assert_max_num_queries(15):
        text = text_of(manager_client.get("/teams/data/"))
    assert "2 more are older." in text


def test_a_loop_of_old_is_shown_once(read, data):
    rows = list(team_rows(TeamTree()))
    assert [(row.team.name, row.depth) for row in rows] == [
        ("Data", 0),
        ("Research", 1),
    ]


@pytest.mark.parametrize(("path", "mark"), [("", "page"), ("web/", "true")])
def test_teams_have_a_place_of_their_own_in_the_navigation(path, mark, member_client):
    TeamFactory(name="Web")
    page = member_client.get(f"/teams/{path}").content.decode()
    assert f'<a href="/teams/" aria-current="{mark}">Teams</a>' in page
