"""The page of a learner's booking, where nobody on the team guides any more."""

from datetime import date

import pytest

from projects.models import Assignment
from tests.conftest import signed_in
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
    UserFactory,
)
from tests.projects.bookings.booking_pages import html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
GONE = "who is not on the team now"


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def seat():
    """Lou learns Rust on Churn from Bo, who is not on it."""
    lou = PersonFactory(name="Lou", user=UserFactory(username="lou"))
    names = {"learns__name": "Rust", "mentor__name": "Bo"}
    return LearningSeatFactory(
        project=ProjectFactory(name="Churn"), person=lou, **names
    )


@pytest.fixture
def page(manager_client, seat):
    return lambda path="": html(manager_client.get(f"{seat.get_absolute_url()}{path}"))


def test_whoever_may_staff_is_led_to_the_seat(page, seat):
    address = f"{seat.get_absolute_url()}edit/#id_seat"
    assert GONE in page()
    assert "Nobody on the team guides Lou in Rust now" in page()
    assert f'<a href="{address}">name another mentor</a>' in page()


def test_the_form_has_the_seat_where_it_is_led_to(page):
    assert 'id="id_seat"' in page("edit/")


def test_another_mentor_can_be_named_there(page, seat):
    SkillNeedFactory(project=seat.project, skill=seat.learns, welcomes_learner=True)
    cy = ExpertiseFactory(person__name="Cy", skill=seat.learns).person
    AssignmentFactory(project=seat.project, person=cy)
    assert 'value="rust:cy"' in page("edit/")


def test_a_seat_without_a_mentor_asks_for_one(page):
    Assignment.objects.update(mentor=None)
    assert "nobody guides" in page()
    assert ">name a mentor</a>" in page()


def test_a_mentor_on_the_team_is_not_pointed_out(page, seat):
    AssignmentFactory(project=seat.project, person=seat.mentor)
    assert GONE not in page()
    assert "#id_seat" not in page()


def test_the_learner_reads_it_and_is_led_nowhere(seat):
    page = html(signed_in(seat.person.user).get(seat.get_absolute_url()))
    assert GONE in page
    assert "#id_seat" not in page


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_a_project_that_is_over_needs_no_mentor(page, seat, status):
    type(seat.project).objects.update(status=status)
    assert GONE not in page()


def test_a_booking_that_is_over_needs_no_mentor(page):
    Assignment.objects.update(starts_on=date(2026, 1, 5), ends_on=date(2026, 3, 1))
    assert GONE not in page()


def test_it_costs_no_query(seat, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Assignment.objects.for_page().get(pk=seat.pk).is_unguided
