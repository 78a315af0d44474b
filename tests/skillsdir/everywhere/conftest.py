"""Ann, who is on Churn and has or wants everything, and what grows about her."""

import pytest

from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    ShortlistEntryFactory,
    SkillAliasFactory,
    SkillFactory,
    SkillNeedFactory,
    UserFactory,
)


@pytest.fixture
def ann(db):
    return PersonFactory(name="Ann", user=UserFactory(username="ann"))


@pytest.fixture
def churn(ann):
    return ProjectFactory(name="Churn", status="active", lead=ann)


@pytest.fixture
def python(db):
    return SkillFactory(name="Python")


@pytest.fixture
def tentative(ann, churn):
    """A booking of Ann, on Churn, that is to come."""
    coming = {"starts_on": "2100-03-08", "status": "tentative"}
    return AssignmentFactory(person=ann, project=churn, percent=5, **coming)


@pytest.fixture
def grow(ann, churn, python):
    """Adds so much to Ann, Churn and Python, and as much beside them."""

    def add(count):
        for skill in SkillFactory.create_batch(count):
            SkillAliasFactory(skill=skill)
            EndorsementFactory(expertise=ExpertiseFactory(person=ann, skill=skill))
            LearningGoalFactory(person=ann)
            AbsenceFactory(person=ann)
            AssignmentFactory(person=ann, percent=60, project__status="active")
            SkillNeedFactory(project=churn, skill=skill, welcomes_learner=True)
            LearningSeatFactory(project=churn, learns=skill, mentor=ann)
            fan = ShortlistEntryFactory(project=churn).person
            ExpertiseFactory(person=fan, skill=python)
            LearningGoalFactory(person=fan, skill=python)
            SkillNeedFactory(skill=python, project__status="staffing")

    return add
