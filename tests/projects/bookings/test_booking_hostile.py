"""Bookings of numbers that no database holds; what else is posted, the walk tries."""

import pytest

from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking():
    return AssignmentFactory(project__name="Churn", status="tentative")


@pytest.mark.parametrize("what", ["", "edit/", "confirm/", "shift/", "end/"])
def test_a_booking_of_an_endless_number_is_not_found(manager_client, booking, what):
    path = f"/projects/churn/bookings/{'9' * 30}/{what}"
    assert manager_client.post(path).status_code in {404, 405}


def test_an_endless_number_is_gone_already(manager_client, booking):
    path = f"/projects/churn/bookings/{'9' * 30}/decline/"
    assert manager_client.post(path)["Location"] == "/projects/churn/"
