"""A project that is early and has no engineer is told so, and why."""

from datetime import date

import pytest
import time_machine

from people.models import SkillCategory
from projects.models import Project
from projects.needs.engineers import lacks_engineer
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.text import text_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


@pytest.fixture
def pipelines():
    heading = SkillCategory.objects.create(name="Data engineering")
    return SkillFactory(name="Data pipelines", category=heading)


def is_told(project):
    projects = Project.objects.annotate(lacks=lacks_engineer(TODAY))
    return projects.get(pk=project.pk).lacks


@pytest.mark.parametrize("aim", ["explore", "prove"])
def test_by_its_aim_a_project_is_early(aim, pipelines):
    assert is_told(ProjectFactory(aim=aim))


@pytest.mark.parametrize(
    "fields",
    [
        {"aim": "build"},
        {"aim": "operate"},
        {"status": "closed"},
        {"status": "active", "ends_on": date(2026, 3, 8)},
    ],
)
def test_others_are_not_told(fields, pipelines):
    assert not is_told(ProjectFactory(**fields))


@pytest.mark.parametrize(
    ("phase", "ends_on", "told"),
    [
        ("frame", None, True),
        ("explore", None, True),
        ("prove", None, True),
        ("build", None, False),
        ("prove", TODAY, True),
        ("prove", date(2026, 3, 6), False),
    ],
)
def test_a_need_of_an_early_phase_makes_it_early(phase, ends_on, told, pipelines):
    project = ProjectFactory(aim="build")
    SkillNeedFactory(project=project, phase=phase, ends_on=ends_on)
    assert is_told(project) is told


def test_needs_of_later_phases_alone_say_that_it_is_not_early(pipelines):
    project = ProjectFactory(aim="prove")
    SkillNeedFactory(project=project, phase="run")
    assert not is_told(project)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, False),
        ({"phase": "prove"}, False),
        ({"level": 1}, True),
        # Only later: that is what goes wrong.
        ({"phase": "build"}, True),
        ({"ends_on": date(2026, 3, 6)}, True),
    ],
)
def test_a_need_for_an_engineer_is_enough(fields, told, pipelines):
    project = ProjectFactory(aim="prove")
    SkillNeedFactory(project=project, phase="frame")
    SkillNeedFactory(project=project, skill=pipelines, **fields)
    assert is_told(project) is told


@pytest.mark.parametrize(
    ("level", "booking", "told"),
    [
        (2, {}, False),
        (1, {}, True),
        (2, {"status": "tentative"}, True),
        (2, {"ends_on": date(2026, 3, 6)}, True),
    ],
)
def test_an_engineer_on_the_team_is_enough(level, booking, told, pipelines):
    project = ProjectFactory(aim="prove")
    row = ExpertiseFactory(skill=pipelines, level=level)
    terms = {"status": "confirmed", "starts_on": date(2026, 3, 2)} | booking
    AssignmentFactory(project=project, person=row.person, **terms)
    assert is_told(project) is told


def test_a_catalogue_without_engineering_says_nothing():
    assert not is_told(ProjectFactory(aim="prove"))


def test_the_page_says_why_and_leads_to_a_need(manager_client, pipelines):
    ProjectFactory(name="Churn", aim="prove")
    response = manager_client.get("/projects/churn/")
    assert "Engineers who join only after the proof of concept" in text_of(response)
    link = f"/projects/churn/needs/?need={pipelines.slug}:2"
    assert f'href="{link}"' in response.content.decode()
    page = manager_client.get(link).content.decode()
    assert 'value="Data pipelines"' in page


def test_a_member_is_told_without_the_link(member_client, pipelines):
    ProjectFactory(name="Churn", aim="prove")
    page = member_client.get("/projects/churn/").content.decode()
    assert "No engineer yet" in page
    assert "State a need for an engineer" not in page


def test_the_desk_of_who_leads_it_says_so(manager, manager_client, pipelines):
    for name, aim in (("Churn", "prove"), ("Radar", "build")):
        ProjectFactory(name=name, aim=aim, lead=manager.person, status="active")
    text = text_of(manager_client.get("/"))
    assert text.count("No engineer yet on Churn: state a need for one") == 1
    assert "No engineer yet on Radar" not in text
