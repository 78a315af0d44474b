"""What is kept of suggestions tells nobody how others' projects ended."""

import json
from datetime import date

import pytest
from django.db import transaction

from projects.models import ConsideredPerson, Project
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hidden", "monday")]
LONG_AGO, OVER = date(2025, 1, 1), date(2026, 2, 1)
ASKED = "/projects/next/candidates/?success=50&judged=1"


@pytest.fixture
def hidden(settings):
    settings.DIRECTORY = {**settings.DIRECTORY, "OUTCOMES_VISIBLE_TO": "managers"}


@pytest.fixture
def monday(time_machine):
    time_machine.move_to("2026-03-09T10:00:00Z", tick=False)


@pytest.fixture
def big(member):
    """Thirty who are better at it than Mia were on it; she and Ann were elsewhere."""
    python = SkillFactory(name="Python")
    over = {"status": "closed", "starts_on": LONG_AGO, "ends_on": OVER}
    good = ProjectFactory(name="Good", outcome="in_use", **over)
    big = ProjectFactory(name="Big", outcome="in_use", **over)
    people = [(PersonFactory(), 3, big) for _ in range(30)]
    for person, level, project in (
        *people,
        (PersonFactory(name="Ann"), 4, good),
        (member.person, 1, good),
    ):
        ExpertiseFactory(person=person, skill=python, level=level)
        days = {"starts_on": LONG_AGO, "ends_on": OVER}
        AssignmentFactory(project=project, person=person, **days)
    new = ProjectFactory(name="Next", status="staffing", starts_on=date(2026, 4, 1))
    SkillNeedFactory(project=new, skill=python, level=2)
    return big


@pytest.fixture(params=["ann", "mia-member"])
def own_data(request, big, manager_client, member_client):
    """What Mia's file says of suggestions once somebody is booked, by the outcome."""

    def own_data(outcome):
        with transaction.atomic():
            Project.objects.filter(pk=big.pk).update(outcome=outcome)
            days = {"starts_on": "2026-04-01", "ends_on": "2026-06-01"}
            sent = {"person": request.param, "next": ASKED, "percent": "10", **days}
            manager_client.post("/projects/next/book/", sent)
            assert ConsideredPerson.objects.exists()
            data = json.loads(member_client.get("/people/me/data.json").content)
            transaction.set_rollback(True)
        rows = data["considered_for"]
        return [(row["suggestion"], row["facts"], row.get("answer")) for row in rows]

    return own_data


def test_the_own_data_is_the_same_however_others_projects_ended(own_data):
    assert own_data("in_use") == own_data("not_met")
