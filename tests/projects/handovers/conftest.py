from datetime import date

import pytest

from tests.factories import (
    AssignmentFactory,
    ProjectFactory,
    SkillNeedFactory,
)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to("2026-03-09T10:00:00Z", tick=False)


@pytest.fixture
def churn(skills):
    """Churn must have Python, and should have SQL."""
    days = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 6, 26)}
    project = ProjectFactory(name="Churn", status="active", **days)
    SkillNeedFactory(project=project, skill=skills["Python"])
    SkillNeedFactory(project=project, skill=skills["SQL"], priority="should")
    return project


@pytest.fixture
def ana(churn, person):
    """Ana, who leaves on 18 Mar, holds both."""
    ana = person("Ana", Python=4, SQL=3)
    ana.left_on = date(2026, 3, 18)
    ana.save()
    return ana


@pytest.fixture
def booking(ana, churn):
    return AssignmentFactory(project=churn, person=ana)


@pytest.fixture
def path(booking):
    return f"{booking.get_absolute_url()}instead/"
