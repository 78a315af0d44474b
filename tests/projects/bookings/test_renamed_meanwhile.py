"""Who is renamed after a page was made is booked as it says, or not at all."""

from datetime import date

import pytest

from projects.models import Assignment
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.django_db
ASKED = {"percent": "50", "from": "2026-03-09", "to": "2026-06-26"}


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def seat():
    """A seat on Churn for somebody who learns Python from Max."""
    project = ProjectFactory(name="Churn", status="active", ends_on=date(2026, 6, 26))
    need = SkillNeedFactory(project=project, level=3, people=2, welcomes_learner=True)
    mentor = ExpertiseFactory(person__name="Max", skill=need.skill, level=4).person
    AssignmentFactory(project=project, person=mentor, ends_on=project.ends_on)
    return f"{need.skill.slug}:max"


@pytest.fixture
def send(seat, manager_client):
    """Book Ana Silva, who is Ana Souza by now, and perhaps Ben."""
    ana = PersonFactory(name="Ana Silva")
    ana.name, ana.slug = "Ana Souza", "ana-souza"
    ana.save()
    PersonFactory(name="Ben")

    def send(*people, **more):
        manager_client.post(
            "/projects/churn/book/", {"person": people, **ASKED, **more}
        )
        return Assignment.objects.filter(person__slug__in=["ana-souza", "ben"])

    return send


def test_own_days_are_theirs(send):
    (booking,) = send("ana-silva", days="ana-silva:2026-04-06:2026-04-17")
    assert booking.starts_on == date(2026, 4, 6)
    assert booking.ends_on == date(2026, 4, 17)


def test_the_seat_is_theirs(send, seat):
    (booking,) = send("ana-silva", learner=f"ana-silva:{seat}")
    assert (booking.learns.slug, booking.mentor.slug) == tuple(seat.split(":"))


def test_a_skill_that_was_renamed_is_learned_all_the_same(send, seat):
    skill = Assignment.objects.get(person__slug="max").person.expertise.get().skill
    skill.slug = "renamed"
    skill.save()
    (booking,) = send("ana-silva", learner=f"ana-silva:{seat}")
    assert booking.learns == skill


@pytest.mark.parametrize(
    "said",
    [
        {"days": "ben:2026-04-06:2026-04-17"},
        {"days": "nobody:2026-04-06:2026-04-17"},
        {"days": "\x00:2026-04-06:2026-04-17"},
        {"learner": "ben:python:max"},
    ],
)
def test_what_is_said_of_nobody_ticked_books_nobody(said, send):
    assert not send("ana-silva", **said)
