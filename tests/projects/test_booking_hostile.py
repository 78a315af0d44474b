"""Nothing that is posted makes a page of bookings fail."""

import pytest

from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
)
from tests.people.test_me_hostile import HOSTILE
from tests.projects.booking_pages import TERMS

pytestmark = pytest.mark.django_db

SEEN = ("version", "seen-skills", "keep-skills", "keep-seat", "seen-percent")
FIELDS = (*TERMS, "skills", "despite_overload")
ACTIONS = {
    "edit": (*SEEN, *FIELDS),
    "confirm": ("version", "despite_overload"),
    "shift": ("version", "starts_on", "despite_overload"),
    "end": ("version", "ends_on"),
}


@pytest.fixture
def booking(python):
    churn, ana = ProjectFactory(name="Churn"), PersonFactory(name="Ana")
    SkillNeedFactory(project=churn, skill=python, welcomes_learner=True)
    mentor = AssignmentFactory(project=churn, person__name="Bo").person
    ExpertiseFactory(person=mentor, skill=python)
    return AssignmentFactory(project=churn, person=ana, status="tentative")


def post_all(client, path, names):
    """Every third hostile value in each field, the others as they should be."""
    for place, name in enumerate(names):
        for hostile in HOSTILE[place % 3 :: 3]:
            response = client.post(path, {"version": 1, **TERMS, name: hostile})
            assert response.status_code in {200, 302}, (name, hostile)


def test_no_posted_value_makes_booking_fail(manager_client, booking):
    post_all(manager_client, "/projects/churn/book/ana/", FIELDS)


@pytest.mark.parametrize("what", ACTIONS)
def test_no_posted_value_makes_a_booking_page_fail(manager_client, booking, what):
    post_all(manager_client, f"{booking.get_absolute_url()}{what}/", ACTIONS[what])


@pytest.mark.parametrize("what", ["", "edit/", "confirm/", "shift/", "end/"])
def test_a_booking_of_an_endless_number_is_not_found(manager_client, booking, what):
    path = f"/projects/churn/bookings/{'9' * 30}/{what}"
    assert manager_client.post(path).status_code in {404, 405}


def test_an_endless_number_is_gone_already(manager_client, booking):
    path = f"/projects/churn/bookings/{'9' * 30}/decline/"
    assert manager_client.post(path)["Location"] == "/projects/churn/"
