"""Two managers, each with a connection of their own, book the same person at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from projects.bookings import changes as booking
from projects.bookings.changes import OverloadError
from projects.models import Assignment
from tests.conftest import sign_up
from tests.factories import PersonFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)

TERMS = {"percent": 60, "starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 13)}


@pytest.fixture
def ana():
    return PersonFactory(name="Ana")


@pytest.fixture
def managers():
    return [sign_up(name, "Project managers") for name in ("max", "moa")]


@pytest.fixture
def at_once(ana, managers):
    """Let both managers propose Ana at the same moment; what each of them gets."""
    start = Barrier(2)

    def propose(project, by, terms):
        try:
            start.wait(10)
            return booking.propose(project=project, person=ana, by=by, **terms)
        except OverloadError as error:
            return error
        finally:
            connection.close()

    def run(projects, **terms):
        with ThreadPoolExecutor(2) as threads:
            given = [TERMS | terms] * 2
            return list(threads.map(propose, projects, managers, given))

    return run


def two_projects():
    return [ProjectFactory(name=name, status="active") for name in ("Churn", "Fraud")]


@pytest.mark.parametrize("round_", range(3))
def test_the_second_of_two_confirmed_bookings_sees_the_first(at_once, round_):
    found = at_once(two_projects(), status="confirmed")
    refused = [one for one in found if isinstance(one, OverloadError)]
    assert Assignment.objects.count() == 1
    assert [str(one) for one in refused] == [
        "9 Mar 2026 – 13 Mar 2026: 120 % booked of 100 %, over by 20 %"
    ]


def test_both_are_booked_on_purpose(at_once):
    at_once(two_projects(), status="confirmed", despite_overload=True)
    assert sorted(one.percent for one in Assignment.objects.all()) == [60, 60]


def test_the_same_booking_by_both_is_made_once(at_once):
    first, second = at_once([ProjectFactory()] * 2)
    assert first == second
    assert Assignment.objects.count() == 1


def test_the_second_of_two_confirmations_sees_the_first(ana, managers):
    rows = [
        booking.propose(project=project, person=ana, by=managers[0], **TERMS)
        for project in two_projects()
    ]
    start = Barrier(2)

    def confirm(row):
        try:
            start.wait(10)
            booking.confirm(booking=row, by=managers[1])
        except OverloadError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(map(str, threads.map(confirm, rows))) == ["None", "refused"]
    assert Assignment.objects.confirmed().count() == 1
