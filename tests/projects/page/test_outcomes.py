"""Where outcomes are for managers, a member knows how projects of the own ended."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from people.lists.vocabulary import vocabulary
from projects.models import Project
from tests.factories import AssignmentFactory, PersonFactory, ProjectFactory
from tests.people.pages import read
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
ENDED = {
    "status": "closed",
    "outcome": "not_adopted",
    "stage_reached": "pilot",
    "outcome_note": "Ask the users first.",
    "outcome_recorded_at": datetime(2026, 3, 6, 12, tzinfo=UTC),
}
TOLD = ("Delivered, not taken up", "Pilot", "Ask the users first.", "6 Mar 2026")
HIDDEN = "How a project ended is shown to those who led it or worked on it"


@pytest.fixture(autouse=True)
def for_managers(settings):
    settings.DIRECTORY = settings.DIRECTORY | {"OUTCOMES_VISIBLE_TO": "managers"}


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn", **ENDED)


def shown(user):
    project = Project.objects.with_outcomes_for(user).get()
    return project.shows_outcome, project.shown_outcome


def listed(client, query):
    html = client.get(f"/projects/?{query}").content.decode()
    return re.findall(r'data-project="([^"]+)"', html)


def page(client):
    return text_of(client.get("/projects/churn/"))


# Whose project it is


@pytest.mark.parametrize(
    ("booking", "is_own"),
    [
        ({}, True),
        ({"ends_on": 0}, True),
        ({"status": "tentative"}, False),
        ({"starts_on": 9}, False),
    ],
)
def test_a_project_is_ones_own_once_a_confirmed_booking_has_begun(
    booking, is_own, churn, member
):
    for field in {"starts_on", "ends_on"} & booking.keys():
        booking |= {field: timezone.localdate() + timedelta(days=booking[field])}
    AssignmentFactory(project=churn, person=member.person, **booking)
    assert shown(member) == (is_own, "not_adopted" if is_own else "")


@pytest.mark.parametrize("part", ["lead", "outcome_recorded_by"])
def test_who_leads_it_or_recorded_how_it_ended_knows(part, churn, member):
    setattr(churn, part, member.person if part == "lead" else member)
    churn.save()
    assert shown(member) == (True, "not_adopted")


def test_a_colleague_of_who_worked_on_it_does_not_know(churn, member):
    AssignmentFactory(project=churn, person=PersonFactory(manager=member.person))
    assert shown(member) == (False, "")


@pytest.mark.parametrize("cast", ["manager", "directory_admin", "admin"])
def test_who_staffs_projects_knows_of_all(cast, churn, request):
    assert shown(request.getfixturevalue(cast)) == (True, "not_adopted")


def test_members_know_of_all_where_outcomes_are_for_everyone(churn, member, settings):
    settings.DIRECTORY = settings.DIRECTORY | {"OUTCOMES_VISIBLE_TO": "everyone"}
    assert shown(member) == (True, "not_adopted")


def test_an_account_without_a_profile_knows_of_none(churn, member):
    member.person.delete()
    ProjectFactory(name="Without a lead")
    known = Project.objects.with_outcomes_for(member).filter(shows_outcome=True)
    assert not known.exists()


# Pages


def test_the_page_of_a_project_hides_all_that_was_recorded(churn, member_client):
    text = page(member_client)
    assert HIDDEN in text
    assert [words for words in TOLD if words in text] == []


def test_the_page_of_an_own_project_shows_it(churn, member, member_client):
    AssignmentFactory(project=churn, person=member.person)
    text = page(member_client)
    assert HIDDEN not in text
    assert [words for words in TOLD if words not in text] == []


@pytest.mark.parametrize("note", ["", "No budget."])
def test_why_a_project_was_cancelled_is_hidden(note, member_client, manager_client):
    ProjectFactory(name="Churn", status="cancelled", outcome_note=note)
    assert HIDDEN in page(member_client)
    assert (note or "nobody wrote down why") in page(manager_client)
    assert (note or "nobody wrote down why") not in page(member_client)


@pytest.mark.parametrize("outcome", ["", "in_use"])
def test_a_card_does_not_say_whether_an_outcome_is_recorded(
    outcome, churn, member_client
):
    Project.objects.update(outcome=outcome)
    card = text_of(member_client.get("/projects/")).partition("Churn")[2]
    assert "No outcome recorded" not in card
    assert "Delivered" not in card


def test_a_booking_that_never_began_does_not_tell(churn, member, member_client):
    AssignmentFactory(project=churn, person=member.person, status="tentative")
    text = text_of(member_client.get("/people/mia-member/"))
    assert "Churn" in text
    assert "not taken up" not in text


# The list


@pytest.fixture
def led(member):
    return ProjectFactory(name="Led", lead=member.person, **ENDED)


@pytest.mark.parametrize(
    "query", ["outcome=not_adopted", "outcome=not_adopted&status=closed&q=led"]
)
def test_members_find_by_outcome_projects_of_the_own_alone(
    query, churn, led, member_client, manager_client
):
    assert listed(member_client, query) == ["led"]
    assert len(listed(manager_client, "outcome=not_adopted")) == 2


def test_who_asks_by_outcome_is_told_what_that_finds(
    churn, member_client, manager_client
):
    words = "By outcome you find projects of your own alone"
    address = "/projects/?outcome=not_adopted"
    assert words in text_of(member_client.get(address))
    assert words not in text_of(manager_client.get(address))
    assert words not in text_of(member_client.get("/projects/"))


def test_the_facet_counts_projects_of_the_own_alone(churn, led, member_client):
    found = read(member_client.get("/projects/"))
    assert "Outcome of your own projects" in found.html
    assert found.facets["outcome"] == {"not_adopted": 1}


def test_a_way_out_of_an_empty_list_counts_them_alone(churn, led, member_client):
    found = read(member_client.get("/projects/?outcome=not_adopted&status=active"))
    assert found.ways_out == [("/projects/?outcome=not_adopted", 1)]


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same_for_3_and_30_and_no_more(
    count, member, member_client, django_assert_num_queries
):
    ProjectFactory.create_batch(count, lead=member.person, **ENDED)
    vocabulary()
    with django_assert_num_queries(10):
        member_client.get("/projects/")
