"""/people/me/ says what one is booked on, by whom, and whom one guides."""

from datetime import date

import pytest

from people.lists.vocabulary import vocabulary
from tests.factories import (
    AssignmentFactory,
    LearningSeatFactory,
    PersonFactory,
    UserFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def mia(member):
    return member.person


@pytest.fixture
def booked(member_client):
    """The panel of bookings as it is read."""

    def read():
        text = text_of(member_client.get("/people/me/"))
        return text.split("What I am booked on")[1].split("About me")[0].strip()

    return read


def test_nothing_is_booked(booked):
    assert booked() == "Nothing now or ahead."


def test_a_booking_says_what_when_and_who_made_it(booked, mia):
    by = UserFactory(first_name="Olga", last_name="Owner")
    terms = {"role": "Analyst", "status": "tentative", "created_by": by}
    AssignmentFactory(person=mia, project__name="Churn", **terms)
    words = "Churn as Analyst tentative 50 %, 5 Jan 2026 – open Booked by Olga Owner"
    assert booked() == words


def test_a_booking_leads_to_its_page(member_client, mia):
    row = AssignmentFactory(person=mia)
    page = member_client.get("/people/me/").content.decode()
    assert f'href="{row.get_absolute_url()}"' in page
    assert member_client.get(row.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "terms",
    [
        {"ends_on": date(2026, 2, 27)},
        {"project__status": "closed"},
        {"project__status": "cancelled"},
    ],
)
def test_what_is_over_is_not_told(booked, mia, terms):
    AssignmentFactory(person=mia, **terms)
    assert booked() == "Nothing now or ahead."


def test_a_learner_sees_the_mentor(booked, mia):
    LearningSeatFactory(person=mia, learns__name="Rust", mentor__name="Bo")
    assert "To learn Rust, guided by Bo" in booked()


def test_a_mentor_sees_the_learner(booked, mia):
    ana = PersonFactory(name="Ana")
    seat = {"learns__name": "Rust", "project__name": "Churn"}
    LearningSeatFactory(person=ana, mentor=mia, **seat)
    words = "Whom I guide Ana in Rust on Churn, 5 Jan 2026 – open"
    assert booked() == f"Nothing now or ahead. {words}"


def test_what_others_do_is_no_evidence_of_ones_own(member_client, mia, python):
    mia.expertise.create(skill=python, level=3)
    LearningSeatFactory(mentor=mia, skills=[python])
    assert "1 project" not in text_of(member_client.get("/people/me/"))


@pytest.mark.parametrize("count", [3, 30])
def test_bookings_cost_the_same_for_3_and_30(
    member_client, mia, django_assert_num_queries, count
):
    for _ in range(count):
        AssignmentFactory(person=mia, created_by=UserFactory(), percent=1)
        LearningSeatFactory(mentor=mia)
    vocabulary()
    with django_assert_num_queries(10):
        member_client.get("/people/me/")
