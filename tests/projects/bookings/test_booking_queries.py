"""What booking costs the database: as much for somebody busy as for somebody idle."""

from datetime import date

import pytest

from projects.bookings import changes as booking
from projects.bookings.learning import mentors, seats_for
from projects.bookings.outlook import stated_by
from projects.load.commitments import commitments_of, questions_about
from projects.needs.coverage import coverage_of
from tests.conftest import signed_in
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    UserFactory,
    write_rows,
)
from tests.projects.bookings.booking_pages import edited, terms

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.parametrize("count", [3, 30]),
]
MONDAY = date(2100, 3, 8)


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def ana(db):
    return PersonFactory(name="Ana", user=UserFactory(username="ana"))


@pytest.fixture
def churn(db):
    return ProjectFactory(name="Churn")


@pytest.fixture
def row(ana, churn, count):
    """A tentative booking of Ana, who has `count` skills and bookings beside it."""
    skills = SkillFactory.create_batch(count)
    need = {"project": churn, "welcomes_learner": True}
    write_rows([ExpertiseFactory.build(person=ana, skill=s, level=1) for s in skills])
    AssignmentFactory.create_batch(count, person=ana, percent=3)
    write_rows([SkillNeedFactory.build(skill=skill, **need) for skill in skills])
    AbsenceFactory.create_batch(count, person=ana)
    coming = {"status": "tentative", "starts_on": MONDAY}
    return AssignmentFactory(person=ana, project=churn, percent=5, **coming)


def test_questions_about_a_booking_cost_two_queries(row, django_assert_num_queries):
    with django_assert_num_queries(2):
        questions_about(row)


def test_commitments_name_their_projects_at_once(
    row, ana, count, django_assert_num_queries
):
    with django_assert_num_queries(2):
        found = commitments_of(ana, date(2026, 3, 2))
        names = {one.project.name for one in found.bookings}
    assert len(names) == count + 1


def test_stated_skills_cost_one_query(row, ana, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert {stated.has_others for stated in stated_by(ana)} == {False}


def test_mentors_cost_one_query(churn, python, count, django_assert_num_queries):
    for _ in range(count):
        person = ExpertiseFactory(skill=python).person
        AssignmentFactory(project=churn, person=person)
    with django_assert_num_queries(1):
        assert len(mentors(churn, python)) == count


def test_seats_cost_nothing_beside_the_coverage(
    row, ana, churn, count, django_assert_num_queries
):
    for need in churn.needs.all():
        person = ExpertiseFactory(skill=need.skill).person
        AssignmentFactory(project=churn, person=person)
    coverage = coverage_of([churn])[churn.pk]
    with django_assert_num_queries(0):
        assert len(seats_for(ana, coverage, {})) == count


def test_confirming_costs_the_same(row, manager, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        booking.confirm(booking=row, by=manager)


def test_shifting_costs_the_same(row, manager, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        booking.shift(booking=row, starts_on=date(2100, 3, 15), by=manager)


def test_ending_costs_the_same(row, manager, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        booking.end_early(booking=row, ends_on=MONDAY, by=manager)


def test_declining_costs_the_same(row, manager, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        booking.decline(booking=row, by=manager)


def test_a_refused_booking_costs_the_same(
    row, manager_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(34):
        sent = terms(percent="100", ends_on="2026-03-20")
        assert manager_client.post("/projects/churn/book/ana/", sent).status_code == 200


def test_a_saved_edit_costs_the_same(
    row, manager_client, django_assert_max_num_queries
):
    sent = edited(row, role="Lead")
    with django_assert_max_num_queries(47):
        response = manager_client.post(f"{row.get_absolute_url()}edit/", sent)
    assert response.status_code == 302


def test_reading_ones_own_booking_costs_the_same(
    row, ana, django_assert_max_num_queries
):
    client = signed_in(ana.user)
    with django_assert_max_num_queries(5):
        client.get(row.get_absolute_url())


def test_learning_seats_cost_a_project_nothing(
    churn, count, member_client, django_assert_num_queries
):
    for _ in range(count):
        LearningSeatFactory(project=churn)
    with django_assert_num_queries(12):
        member_client.get("/projects/churn/")
