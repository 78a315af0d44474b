"""Candidates and teams in the own days of needs, and bookings that take these days."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from projects.models import Assignment, Suggestion
from tests.factories import AssignmentFactory, ProjectFactory, SkillNeedFactory
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PATH = "/projects/churn/candidates/"
TEAM = "/projects/churn/team/"
MARCH = {"ends_on": date(2026, 3, 27)}
MAY = {"starts_on": date(2026, 5, 4), "ends_on": date(2026, 5, 29)}


@pytest.fixture
def churn(skills):
    """Churn needs NLP at first, Python in May and SQL all the time."""
    days = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 6, 26)}
    churn = ProjectFactory(name="Churn", status="active", **days)
    SkillNeedFactory(project=churn, skill=skills["NLP"], **MARCH)
    SkillNeedFactory(project=churn, skill=skills["Python"], **MAY)
    SkillNeedFactory(project=churn, skill=skills["SQL"])
    return churn


@pytest.fixture
def ana(churn, person):
    """Has Python, and is busy until April."""
    ana = person("Ana", Python=3)
    busy = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 4, 24)}
    AssignmentFactory(person=ana, percent=100, status="confirmed", **busy)
    return ana


def cards(client, query="", path=PATH):
    page = client.get(f"{path}?{query}").context["list"].page
    return {card.person.name: card for card in page.object_list}


def test_free_time_counts_in_the_days_of_the_need(manager_client, ana):
    card = cards(manager_client)["Ana"]
    assert card.points.availability == 25
    assert card.free_by_need == ["Python: 100 % free, 4 May 2026 – 29 May 2026"]


def test_days_that_are_chosen_go_before_those_of_needs(manager_client, ana):
    days = "from=2026-03-09&to=2026-06-26"
    card = cards(manager_client, days)["Ana"]
    assert card.points.availability == 0
    assert not card.free_by_need


def test_of_several_needs_the_mean_counts(manager_client, ana, person, skills):
    ana.assignments.update(person=person("Bo", Python=3, SQL=3))
    assert cards(manager_client)["Bo"].points.availability == 12.5


def test_a_booking_takes_the_days_of_the_need(manager_client, ana):
    query = parse_qs(urlsplit(unescape(cards(manager_client)["Ana"].book)).query)
    assert (query["from"], query["to"]) == (["2026-05-04"], ["2026-05-29"])


def test_a_booking_for_two_needs_spans_both(manager_client, churn, person):
    person("Bo", Python=3, NLP=3)
    query = parse_qs(urlsplit(unescape(cards(manager_client)["Bo"].book)).query)
    assert (query["from"], query["to"]) == (["2026-03-09"], ["2026-05-29"])


def test_who_is_on_the_team_at_another_time_is_a_candidate(manager_client, ana, churn):
    booking = AssignmentFactory(
        project=churn, person=ana, starts_on=date(2026, 3, 2), ends_on=date(2026, 4, 3)
    )
    assert "Ana" in cards(manager_client)
    booking.ends_on = date(2026, 5, 4)
    booking.save()
    assert "Ana" not in cards(manager_client)


def test_a_team_takes_who_is_free_in_the_days_of_the_need(manager_client, ana, churn):
    text = text_of(manager_client.get(TEAM))
    assert "Ana (4 May 2026 – 29 May 2026): 50 % each" in text
    ana.assignments.update(ends_on=date(2026, 5, 8))
    assert "Nobody who is free enough" in text_of(manager_client.get(TEAM))


def book_team(client):
    page = client.get(TEAM).content.decode()
    form = page.partition('action="/projects/churn/book/"')[2].partition("</form>")[0]
    sent = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form):
        sent.setdefault(name, []).append(value)
    return client.post("/projects/churn/book/", sent, follow=True)


def test_booking_a_team_books_the_days_of_each(manager_client, ana, churn, person):
    person("Bo", SQL=3)
    book_team(manager_client)
    booked = churn.assignments.values_list("person__name", "starts_on", "ends_on")
    assert set(booked) == {
        ("Ana", *MAY.values()),
        ("Bo", date(2026, 3, 9), date(2026, 6, 26)),
    }


def test_who_is_on_the_team_at_another_time_is_booked_again(manager_client, ana, churn):
    days = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 4, 3)}
    AssignmentFactory(project=churn, person=ana, status="confirmed", **days)
    ana.assignments.exclude(project=churn).delete()
    book_team(manager_client)
    assert churn.assignments.filter(person=ana, **MAY).exists()


def test_what_a_team_rested_on_is_kept_with_the_days(manager_client, ana, churn):
    book_team(manager_client)
    kept = Suggestion.objects.get()
    asked = {need["name"]: need for need in kept.question["needs"]}
    assert asked["Python"]["window"] == ["2026-05-04", "2026-05-29"]
    text = text_of(manager_client.get(kept.get_absolute_url()))
    assert "Python at Practitioner, must, 1 open, 4 May 2026 – 29 May 2026" in text
    assert "100 % free 4 May 2026 – 29 May 2026" in text
    assert Assignment.objects.filter(suggestions=kept).count() == 1


@pytest.mark.parametrize("count", [3, 30])
def test_days_of_needs_cost_one_query_more(
    count, manager_client, churn, person, django_assert_max_num_queries
):
    for number in range(count):
        person(f"P{number}", Python=3)
    with django_assert_max_num_queries(13):
        manager_client.get(PATH)
