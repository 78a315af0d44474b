"""Learning seats: a needed skill, somebody who wants it, and a mentor."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from people.models import Level
from projects.bookings import changes as booking
from projects.bookings.learning import LearningSeat, mentors, seats_for
from projects.needs.coverage import coverage_of
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)


@pytest.fixture
def ana(db):
    return PersonFactory(name="Ana")


@pytest.fixture
def churn(db):
    return ProjectFactory(name="Churn")


@pytest.fixture
def need(churn, python):
    return SkillNeedFactory(project=churn, skill=python, welcomes_learner=True)


def member(project, name, skill, level, **booking):
    person = PersonFactory(name=name)
    ExpertiseFactory(person=person, skill=skill, level=level)
    AssignmentFactory(project=project, person=person, **booking)
    return person


@pytest.fixture
def bo(churn, python):
    return member(churn, "Bo", python, Level.PRACTITIONER)


@pytest.fixture
def seat(ana, churn, python, manager):
    """Propose Ana to learn Python, guided by somebody."""

    def propose(mentor, skill=python):
        terms = {"percent": 20, "starts_on": MONDAY, "learns": skill, "mentor": mentor}
        return booking.propose(project=churn, person=ana, by=manager, **terms)

    return propose


def refused(field, words):
    return pytest.raises(ValidationError, match=f"'{field}'.*{words}")


def test_a_learner_is_booked_with_a_mentor(seat, need, bo, python):
    made = seat(bo)
    assert (made.learns, made.mentor) == (python, bo)


def test_a_seat_sent_twice_is_taken_once(seat, need, bo):
    assert seat(bo) == seat(bo)


def test_a_learner_needs_a_mentor(seat, need):
    with refused("mentor", "Name somebody on Churn who practises Python"):
        seat(None)


def test_a_mentor_practises_the_skill(seat, need, churn, python):
    with refused("mentor", "Name somebody"):
        seat(member(churn, "Cy", python, Level.WORKING))


def test_a_mentor_is_on_the_same_project(seat, need, python):
    with refused("mentor", "Name somebody"):
        seat(member(ProjectFactory(), "Cy", python, Level.EXPERT))


def test_a_mentor_whose_booking_is_over_guides_nobody(seat, need, churn, python):
    over = {"ends_on": date(2026, 1, 9)}
    with refused("mentor", "Name somebody"):
        seat(member(churn, "Cy", python, Level.EXPERT, **over))


def test_the_need_welcomes_learners(seat, need, bo):
    need.welcomes_learner = False
    need.save()
    with refused("learns", "no need of Python that welcomes learners"):
        seat(bo)


def test_the_skill_is_needed(seat, need, bo):
    with refused("learns", "no need of Rust"):
        seat(bo, SkillFactory(name="Rust"))


def test_who_can_do_it_has_nothing_to_learn(seat, need, bo, ana, python):
    ExpertiseFactory(person=ana, skill=python, level=need.level)
    with refused("learns", "nothing to learn"):
        seat(bo)


def test_a_seat_whose_mentor_moved_on_may_still_be_ended(seat, need, bo, manager):
    made = seat(bo)
    bo.assignments.update(ends_on=date(2026, 3, 6))
    ended = booking.end_early(booking=made, ends_on=MONDAY, by=manager)
    assert ended.ends_on == MONDAY


def test_a_seat_is_given_up(seat, need, bo, manager):
    made = seat(bo)
    booking.change(booking=made, by=manager, learns_id=None, mentor_id=None)
    made.refresh_from_db()
    assert (made.learns, made.mentor) == (None, None)


def test_mentors_are_people_of_the_team_at_practitioner_or_above(need, bo, python):
    project = need.project
    member(project, "Cy", python, Level.WORKING)
    assert list(mentors(project, python)) == [bo]


# The seats that are offered


def offered(person, project, levels=None):
    coverage = coverage_of([project])[project.pk]
    return [seat.label for seat in seats_for(person, coverage, levels or {})]


def test_seats_are_needs_that_welcome_learners_with_each_mentor(ana, need, bo, python):
    member(need.project, "Cy", python, Level.EXPERT)
    assert sorted(offered(ana, need.project)) == [
        "Python, guided by Bo (Practitioner)",
        "Python, guided by Cy (Expert)",
    ]


def test_somebody_one_level_short_of_an_expert_need_may_guide(ana, need, bo):
    need.level = Level.EXPERT
    need.save()
    assert offered(ana, need.project) == ["Python, guided by Bo (Practitioner)"]


def test_who_covers_a_low_need_is_not_always_a_mentor(ana, need, python):
    need.level = Level.WORKING
    need.save()
    member(need.project, "Cy", python, Level.WORKING)
    assert offered(ana, need.project) == []


def test_a_skill_needed_at_two_levels_is_offered_once(ana, need, bo, python):
    project = need.project
    SkillNeedFactory(project=project, skill=python, level=2, welcomes_learner=True)
    assert len(offered(ana, project)) == 1


def test_nobody_guides_themselves(need, bo):
    assert offered(bo, need.project) == []


def test_no_seat_is_offered_to_who_covers_the_need(ana, need, bo, python):
    assert offered(ana, need.project, {python.pk: need.level}) == []


def test_no_seat_is_offered_where_learners_are_not_welcome(ana, need, bo):
    need.welcomes_learner = False
    need.save()
    assert offered(ana, need.project) == []


def test_a_seat_may_be_without_a_mentor(python):
    seat = LearningSeat(python, None)
    assert (seat.key, seat.label) == ("python:", "Python, without a mentor")
    assert seat.terms == {"learns_id": python.pk, "mentor_id": None}
