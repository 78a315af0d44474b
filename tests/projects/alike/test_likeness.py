"""How alike projects are, and why."""

import pytest

from projects.alike.likeness import Idea, idea_in, idea_of, nearest
from projects.models import Aim
from tests.factories import (
    AssignmentFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def skill():
    return SkillFactory(name="Churn modelling")


@pytest.fixture
def churn():
    return ProjectFactory(
        name="Churn early warning",
        summary="Which customers are about to leave, and why.",
        aim="prove",
    )


def found(idea, **options):
    return [one.project for one in nearest(idea, most=5, **options)]


def alike(project, **values):
    return ProjectFactory(
        **{
            "name": "Early churn warnings",
            "summary": "Warn of customers who leave.",
            "aim": project.aim,
            **values,
        }
    )


def test_a_project_said_in_other_words_is_alike(churn):
    other = alike(churn)
    ProjectFactory(name="Route planner", summary="Daily routes for vans.")
    assert found(idea_of(churn)) == [other.pk]


def test_nothing_is_alike_where_nothing_is(churn):
    ProjectFactory(name="Route planner", summary="Daily routes for vans.")
    assert found(idea_of(churn)) == []


def test_a_project_is_not_like_itself(churn):
    assert churn.pk not in found(idea_of(churn))


def test_accents_case_and_endings_do_not_matter():
    project = ProjectFactory(name="PRÉVISION of Demands", summary="Cafés forecasted.")
    idea = Idea("Prevision of demand", "Prevision of demand: cafe forecasting", "prove")
    [one] = nearest(idea, most=5)
    assert one.project == project.pk
    assert one.words == ["cafe", "demand", "forecasting", "prevision"]


def test_a_typo_in_the_name_does_no_harm(churn):
    assert found(Idea("Churrn early warnin", "Churrn early warnin", "prove")) == [
        churn.pk
    ]


@pytest.mark.parametrize("aim", Aim.values)
def test_the_same_aim_is_told_and_counts(churn, aim):
    other = alike(churn, aim=aim)
    [one] = nearest(idea_of(churn), most=5)
    assert one.is_same_aim == (aim == other.aim == "prove")


def test_of_two_the_one_with_the_same_aim_comes_first(churn):
    other = alike(churn, aim="build")
    same = alike(churn)
    assert found(idea_of(churn)) == [same.pk, other.pk]


@pytest.mark.parametrize("status", ["confirmed", "tentative"])
def test_skills_are_those_needed_and_those_used_by_confirmed_bookings(
    churn, skill, status
):
    needed = SkillNeedFactory(project=churn).skill
    AssignmentFactory(project=churn, skills=[skill], status=status)
    used = {skill.pk} if status == "confirmed" else set()
    assert idea_of(churn).skills == {needed.pk} | used


@pytest.mark.parametrize("how", ["needs", "uses"])
def test_shared_skills_are_told(churn, skill, how):
    SkillNeedFactory(project=churn, skill=skill)
    other = alike(churn)
    if how == "needs":
        SkillNeedFactory(project=other, skill=skill)
    else:
        AssignmentFactory(project=other, skills=[skill])
    [one] = nearest(idea_of(churn), most=5)
    assert one.skills == ["Churn modelling"]


def test_a_skill_that_few_have_says_more_than_one_that_many_have(churn, skill):
    common = SkillFactory(name="Python")
    for needed in (skill, common):
        SkillNeedFactory(project=churn, skill=needed)
    for number in range(8):
        SkillNeedFactory(project=ProjectFactory(name=f"No {number}"), skill=common)
    both = alike(churn)
    SkillNeedFactory(project=both, skill=skill)
    likeness = {one.project: one for one in nearest(idea_of(churn), most=9)}
    assert list(likeness) == [both.pk]


def test_what_most_projects_have_says_nothing(churn, monkeypatch):
    monkeypatch.setattr("projects.alike.likeness.FEW", 2)
    for number in range(6):
        ProjectFactory(name=f"Churn {number}", summary="Customers leave.")
    other = alike(churn)
    best = nearest(idea_of(churn), most=9)[0]
    assert best.project == other.pk
    assert not {"churn", "customers"} & set(best.words)


def test_what_is_about_to_be_opened_has_the_skills_that_its_text_names(skill):
    idea = idea_in("Leavers", "Churn modelling for shops", "prove")
    assert idea.skills == {skill.pk}


@pytest.mark.parametrize("text", ["", "\x00", "the and of", "x" * 60_000, "%s %% '"])
def test_any_text_is_looked_for(churn, text):
    assert found(idea_in(text, text, "")) == []


def test_those_with_needs_alone_can_be_asked_for(churn):
    alike(churn)
    other = SkillNeedFactory(project=alike(churn)).project
    assert found(idea_of(churn), with_needs=True) == [other.pk]
    assert found(idea_of(churn), with_needs=True, but=[other.pk]) == []


def test_the_least_and_the_points_are_those_of_the_settings(churn, settings):
    alike(churn)
    settings.DIRECTORY = settings.DIRECTORY | {"ALIKE_AT_LEAST": 101}
    assert found(idea_of(churn)) == []
    points = {"skills": 0, "words": 0, "name": 0, "aim": 1}
    settings.DIRECTORY |= {"ALIKE_AT_LEAST": 100, "ALIKE_POINTS": points}
    assert [round(one.likeness) for one in nearest(idea_of(churn), most=5)] == [100]
