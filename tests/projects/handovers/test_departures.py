"""Marking people as left first lists their bookings, with who could take each."""

from datetime import date
from html import unescape

import pytest

from tests.admin_pages import choose
from tests.factories import AssignmentFactory, PersonFactory, ProjectFactory
from tests.text import text_within

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PEOPLE = "/admin/people/person/"


@pytest.fixture
def ask(admin_client):
    def ask(*people, **answers):
        response = choose(admin_client, PEOPLE, "mark_as_left", people, **answers)
        return unescape(response.content.decode())

    return ask


def test_running_and_coming_bookings_are_listed_with_what_becomes_of_each(
    ask, ana, booking, churn
):
    AssignmentFactory(project=churn, person=ana, starts_on=date(2026, 4, 1))
    AssignmentFactory(project=churn, person=ana, ends_on=date(2026, 3, 6))
    html = text_within(ask(ana))
    assert "What Ana is booked on" in html
    assert "Ana on Churn: 50 %, 5 Jan 2026 – open; ends on 9 Mar 2026." in html
    assert "Ana on Churn: 50 %, 1 Apr 2026 – open; is removed." in html
    assert "6 Mar 2026" not in html


def test_each_names_the_first_who_could_take_it(ask, ana, booking, person):
    for name in ("Ben", "Cyd", "Dan"):
        person(name, Python=3)
    AssignmentFactory(person=person("Busy", Python=3, SQL=3), percent=80)
    assert "Who instead? Such as Ben or Cyd." in text_within(ask(ana))


def test_who_leaves_as_well_is_not_named(ask, ana, booking, person):
    ben = person("Ben", Python=3)
    text = text_within(ask(ana, ben))
    assert "Who instead? Nobody alone is free enough." in text


def test_each_leads_to_who_instead_from_the_day_after(ask, ana, booking, path):
    days = "from=2026-03-10&to=2026-06-26"
    assert f'href="{path}?{days}">Who instead?' in ask(ana)


def test_of_a_project_that_is_over_nobody_is_looked_for(ask, ana):
    closed = ProjectFactory(name="Fraud", status="closed")
    AssignmentFactory(project=closed, person=ana)
    text = text_within(ask(ana))
    assert "Ana on Fraud" in text
    assert "Who instead" not in text


def test_they_are_listed_for_another_day_before_anything_is_done(ask, ana, booking):
    html = ask(ana, left_on="2026-04-01", look="1")
    assert "ends on 1 Apr 2026." in text_within(html)
    assert "instead/?from=2026-04-02&to=2026-06-26" in html
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_for_a_day_that_cannot_be_they_are_listed_as_of_today(ask, ana, booking):
    type(ana).objects.filter(pk=ana.pk).update(joined_on=date(2026, 3, 2))
    text = text_within(ask(ana, left_on="2026-02-27", apply="1"))
    assert "Joined after that day" in text
    assert "This is so if the last day is 9 Mar 2026." in text


def test_without_bookings_nothing_is_listed(ask):
    text = text_within(ask(PersonFactory(name="Ana")))
    assert "booked on" not in text
    assert "If somebody comes back" in text


@pytest.mark.parametrize("count", [3, 30])
def test_many_bookings_cost_as_much_as_few(
    count, ask, churn, person, django_assert_max_num_queries
):
    people = [person(f"P{number}", Python=3) for number in range(count)]
    for one in people:
        AssignmentFactory(person=one, project=churn)
        AssignmentFactory(person=one, project__status="active")
    for number in range(count):
        person(f"Q{number}", Python=3)
    with django_assert_max_num_queries(19):
        ask(*people)
