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
    write_rows,
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
        rows = []
        for skill in SkillFactory.build_batch(count):
            known = ExpertiseFactory.build(person=ann, skill=skill)
            fan = PersonFactory.build()
            rows += [
                ExpertiseFactory.build(person=fan, skill=python),
                SkillAliasFactory.build(skill=skill),
                EndorsementFactory.build(expertise=known),
                LearningGoalFactory.build(person=ann),
                AbsenceFactory.build(person=ann),
                AssignmentFactory.build(
                    person=ann, percent=60, project__status="active"
                ),
                SkillNeedFactory.build(
                    project=churn, skill=skill, welcomes_learner=True
                ),
                LearningSeatFactory.build(project=churn, learns=skill, mentor=ann),
                ShortlistEntryFactory.build(project=churn, person=fan),
                LearningGoalFactory.build(person=fan, skill=python),
                SkillNeedFactory.build(skill=python, project__status="staffing"),
            ]
        write_rows(rows)

    return add
