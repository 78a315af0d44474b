"""A booking outside of its project's days is said before and after it is saved."""

from datetime import date

import pytest

from projects.bookings.outlook import outside_words
from projects.models import Assignment
from tests.factories import AssignmentFactory, PersonFactory, ProjectFactory
from tests.projects.bookings.booking_pages import edited, html, terms
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PATH = "/projects/churn/book/ana/"
EARLY = "It begins on 2 Mar 2026, before the project’s first day, 9 Mar 2026."
LATE = "It ends on 10 Jul 2026, after the project’s last day, 26 Jun 2026."
AFTER = "It begins on 6 Jul 2026, after the project’s last day, 26 Jun 2026."
HEADING = "Outside the project’s days"


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def ana():
    return PersonFactory(name="Ana")


@pytest.fixture(autouse=True)
def churn(ana):
    days = {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 6, 26)}
    return ProjectFactory(name="Churn", **days)


@pytest.fixture
def row(churn, ana):
    days = {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 13)}
    return AssignmentFactory(project=churn, person=ana, **days)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-09", "2026-06-26", []),
        ("2026-03-09", None, []),
        ("2026-03-02", None, [EARLY]),
        ("2026-03-02", "2026-03-06", [EARLY]),
        ("2026-04-06", "2026-07-10", [LATE]),
        ("2026-03-02", "2026-07-10", [EARLY, LATE]),
        ("2026-07-06", "2026-07-10", [AFTER]),
        ("2026-07-06", None, [AFTER]),
    ],
)
def test_each_side_is_told(churn, first, last, words):
    days = [day and date.fromisoformat(day) for day in (first, last)]
    booking = Assignment(project=churn, starts_on=days[0], ends_on=days[1])
    assert outside_words(booking) == words


@pytest.mark.parametrize("last", [None, date(2026, 7, 10)])
def test_a_project_without_days_has_no_outside(churn, last):
    churn.starts_on = churn.ends_on = None
    booking = Assignment(project=churn, starts_on=date(2026, 3, 2), ends_on=last)
    assert outside_words(booking) == []


def test_an_address_with_such_days_is_answered_with_a_notice(manager_client):
    page = text_of(manager_client.get(f"{PATH}?from=2026-03-02&to=2026-07-10"))
    assert HEADING in page
    assert EARLY in page
    assert LATE in page


def test_days_that_are_offered_bring_no_notice(manager_client):
    assert HEADING not in text_of(manager_client.get(PATH))


def test_looking_at_what_it_changes_says_it(manager_client):
    sent = terms(starts_on="2026-03-02", check="1")
    assert EARLY in text_of(manager_client.post(PATH, sent))
    assert not Assignment.objects.exists()


def test_it_is_saved_without_a_tick_and_then_said_on_its_page(manager_client):
    sent = terms(starts_on="2026-03-02")
    page = text_of(manager_client.post(PATH, sent, follow=True))
    assert "Ana is booked on Churn, tentatively: 50 %, 2 Mar 2026" in page
    assert EARLY in page


def test_a_booking_within_brings_no_notice(manager_client):
    page = text_of(manager_client.post(PATH, terms(), follow=True))
    assert HEADING not in page


def test_the_form_of_a_saved_booking_says_it(manager_client, row):
    Assignment.objects.update(ends_on=date(2026, 7, 10))
    page = manager_client.get(f"{row.get_absolute_url()}edit/")
    assert LATE in text_of(page)


def test_a_form_that_is_refused_says_what_it_would_do(manager_client, row):
    sent = edited(row, starts_on="2026-03-02", percent="0")
    page = manager_client.post(f"{row.get_absolute_url()}edit/", sent)
    assert EARLY in text_of(page)


def test_a_closed_project_is_told_as_such_alone(manager_client, row, churn):
    Assignment.objects.update(ends_on=date(2026, 7, 10))
    type(churn).objects.update(status="closed")
    assert HEADING not in html(manager_client.get(row.get_absolute_url()))


def test_it_costs_no_query(row, django_assert_num_queries):
    booking = Assignment.objects.for_page().get(pk=row.pk)
    with django_assert_num_queries(0):
        outside_words(booking)
