"""What is kept of suggestions tells nobody how others' projects ended."""

from datetime import date

import pytest
from django.db import transaction

from projects.models import ConsideredPerson, Project
from projects.suggestions import keeping
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


@pytest.mark.parametrize("booked", ["ann", "mia-member"])
@pytest.mark.parametrize("most", [5, 200])
def test_the_own_data_is_the_same_however_others_projects_ended(
    big, booked, most, manager_client, member_client, monkeypatch
):
    """Whether Mia was looked at hangs on it, also where she was booked."""
    monkeypatch.setattr(keeping, "LEAST_CANDIDATES", 5)
    monkeypatch.setattr(keeping, "MOST_CANDIDATES", most)
    told, looked_at = [], []
    for outcome in ("in_use", "not_met"):
        with transaction.atomic():
            Project.objects.filter(pk=big.pk).update(outcome=outcome)
            days = {"starts_on": "2026-04-01", "ends_on": "2026-06-01"}
            sent = {"person": booked, "next": ASKED, "percent": "10", **days}
            manager_client.post("/projects/next/book/", sent)
            looked_at.append(ConsideredPerson.objects.count())
            data = member_client.get("/people/me/data.json").json()
            transaction.set_rollback(True)
        assert data["account"].pop("password", None) is None
        told.append(data)

    assert looked_at[0] != looked_at[1]
    assert told[0] == told[1]
