"""Closing a project asks what its learners took along, and writes it down."""

from datetime import UTC, date, datetime

import pytest

from people.models import GoalStatus
from projects.life.bookings import reopening_of
from projects.models import AssignmentEvent
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.life.life_pages import closing
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

CLOSE = "/projects/churn/close/"
TODAY = date(2026, 5, 4)


@pytest.fixture
def rust():
    return SkillFactory(name="Rust")


@pytest.fixture
def seat(rust):
    """Ana learns Rust from Bo, whose goal is to work with it."""
    churn = ProjectFactory(name="Churn", status="active")
    ana, bo = PersonFactory(name="Ana"), PersonFactory(name="Bo")
    LearningGoalFactory(person=ana, skill=rust, target_level=2)
    return AssignmentFactory(project=churn, person=ana, learns=rust, mentor=bo)


def close(client, seat, answer, **changes):
    answers = {} if answer is None else {f"learned-{seat.pk}": answer}
    return client.post(CLOSE, closing([seat], **answers, **changes))


def test_each_learner_is_asked_about(manager_client, seat):
    text = text_of(manager_client.get(CLOSE))
    assert "Has Ana learned Rust? mentor: Bo" in text
    assert "Not yet Yes, at Awareness now Yes, at Working now" in text
    assert "Yes, and the stated level stays (none)" in text


def test_levels_up_to_the_one_hoped_for_are_offered(manager_client, seat, rust):
    ExpertiseFactory(person=seat.person, skill=rust, level=1)
    text = text_of(manager_client.get(CLOSE))
    assert "Not yet Yes, at Working now Yes, and the stated level stays (Aware" in text


def test_without_a_goal_the_level_needed_is_hoped_for(manager_client, seat, rust):
    seat.person.goals.all().delete()
    SkillNeedFactory(project=seat.project, skill=rust, level=3)
    assert "Yes, at Practitioner now" in text_of(manager_client.get(CLOSE))


@pytest.mark.parametrize(
    "fields", [{"status": "tentative"}, {"starts_on": date(2026, 5, 11)}]
)
def test_who_has_not_begun_is_not_asked_about(fields, manager_client, seat):
    for name, value in fields.items():
        setattr(seat, name, value)
    seat.save()
    assert "Has Ana learned" not in text_of(manager_client.get(CLOSE))


def test_a_project_without_learners_asks_nothing(manager_client):
    ProjectFactory(name="Churn", status="active")
    assert "Who came to learn" not in text_of(manager_client.get(CLOSE))


def test_without_an_answer_the_project_stays_open(manager_client, seat):
    response = close(manager_client, seat, None)
    seat.project.refresh_from_db()
    assert "Choose an answer." in text_of(response)
    assert seat.project.status == "active"


@pytest.mark.parametrize("answer", ["4", "5", "yes"])
def test_an_answer_that_is_not_offered_is_refused(answer, manager_client, seat):
    assert "Select a valid choice." in text_of(close(manager_client, seat, answer))


def test_a_learner_is_raised_with_the_project_as_evidence(manager_client, seat, rust):
    close(manager_client, seat, "2")
    stated = seat.person.expertise.get()
    assert (stated.skill, stated.level, stated.last_used_on) == (rust, 2, TODAY)
    assert seat.person.goals.get().status == GoalStatus.ACHIEVED
    assert list(seat.skills.all()) == [rust]


def test_the_evidence_is_told_on_the_profile(manager_client, seat):
    close(manager_client, seat, "2")
    text = text_of(manager_client.get(seat.person.get_absolute_url()))
    assert "Working Rust" in text
    assert "Churn" in text


def test_a_stated_level_is_raised(manager_client, seat, rust):
    stated = ExpertiseFactory(
        person=seat.person, skill=rust, level=1, last_used_on=date(2025, 1, 6)
    )
    close(manager_client, seat, "2")
    stated.refresh_from_db()
    assert (stated.level, stated.last_used_on, stated.version) == (2, TODAY, 2)


def test_a_goal_may_be_achieved_without_a_level(manager_client, seat):
    close(manager_client, seat, "kept")
    assert seat.person.goals.get().status == GoalStatus.ACHIEVED
    assert not seat.person.expertise.exists()


def test_a_goal_not_yet_achieved_stays_open(manager_client, seat):
    close(manager_client, seat, "no")
    seat.project.refresh_from_db()
    assert seat.project.status == "closed"
    assert seat.person.goals.get().status == GoalStatus.OPEN
    assert not seat.skills.exists()


@pytest.mark.django_db(transaction=True)
def test_a_learner_whose_booking_goes_with_the_closing_is_raised(
    manager_client, seat, rust
):
    seat.starts_on = date(2026, 4, 27)
    seat.save()
    answers = {f"learned-{seat.pk}": "2"}
    sent = closing(removed=[seat], ends_on="2026-04-20", **answers)
    assert manager_client.post(CLOSE, sent).status_code == 302
    assert seat.person.expertise.get().level == 2
    assert not seat.project.assignments.exists()


def test_other_people_and_skills_are_left_alone(manager_client, seat, rust):
    others = [
        LearningGoalFactory(skill=rust),
        LearningGoalFactory(person=seat.person),
    ]
    close(manager_client, seat, "2")
    for goal in others:
        goal.refresh_from_db()
    assert {goal.status for goal in others} == {GoalStatus.OPEN}


def test_somebody_with_two_bookings_is_asked_once(manager_client, seat, rust):
    AssignmentFactory(
        project=seat.project,
        person=seat.person,
        learns=rust,
        starts_on=date(2025, 1, 6),
        ends_on=date(2025, 3, 7),
    )
    text = text_of(manager_client.get(CLOSE))
    assert text.count("Has Ana learned Rust?") == 1


@pytest.mark.parametrize("rows", [3, 30])
def test_learners_cost_the_same_for_few_and_many(
    rows, manager_client, rust, django_assert_max_num_queries
):
    churn = ProjectFactory(name="Churn", status="active")
    seats = AssignmentFactory.create_batch(rows, project=churn, learns=rust)
    with django_assert_max_num_queries(9):
        manager_client.get(CLOSE)
    seats.sort(key=lambda one: (f"{one.person.name.lower()} ", one.pk))
    answers = {f"learned-{seat.pk}": "2" for seat in seats}
    with django_assert_max_num_queries(45):
        assert manager_client.post(CLOSE, closing(seats, **answers)).status_code == 302


def test_what_was_learned_is_no_second_booking_to_reopen(manager_client, seat):
    AssignmentEvent.objects.update(pgh_created_at=datetime(2026, 1, 5, tzinfo=UTC))
    close(manager_client, seat, 2)
    assert AssignmentEvent.objects.filter(skills=["Rust"]).exists()
    (resumed,) = reopening_of(seat.project).resumed
    assert resumed.ends_on is None
