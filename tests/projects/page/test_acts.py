"""The one act that a project's page leads with, and the menu of the rest."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from projects.models import Project
from projects.page.acts import acts_for, main_act
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    ProjectFactory,
    SkillNeedFactory,
)
from tests.text import text_of

TODAY = date(2026, 3, 9)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NO_NEEDS = SimpleNamespace(needs=(), open_needs=(), seats_nobody_has=0)
OPEN = SimpleNamespace(needs=("R",), open_needs=("R",), seats_nobody_has=1)
FULL = SimpleNamespace(needs=("R",), open_needs=(), seats_nobody_has=0)


@pytest.mark.parametrize(
    ("fields", "coverage", "tentative", "words"),
    [
        ({"status": "proposed"}, NO_NEEDS, 0, "State its needs"),
        ({"status": "proposed"}, OPEN, 0, "Find candidates"),
        ({"status": "staffing"}, OPEN, 2, "Find candidates"),
        ({"status": "active"}, OPEN, 0, "Find candidates"),
        ({"status": "staffing"}, FULL, 2, "Confirm"),
        ({"status": "active"}, FULL, 1, "Confirm"),
        ({"status": "staffing"}, FULL, 0, "Start the project"),
        ({"status": "staffing", "starts_on": TODAY}, FULL, 0, "Start the project"),
        ({"status": "staffing", "starts_on": TOMORROW}, FULL, 0, None),
        ({"status": "active", "ends_on": TOMORROW}, FULL, 0, None),
        ({"status": "active", "ends_on": TODAY}, FULL, 0, "Close the project"),
        ({"status": "active", "ends_on": YESTERDAY}, OPEN, 3, "Close the project"),
        ({"status": "proposed", "ends_on": TODAY}, OPEN, 0, "Find candidates"),
        ({"status": "staffing", "ends_on": YESTERDAY}, OPEN, 0, "Close the project"),
        ({"status": "closed"}, OPEN, 0, "Record the outcome"),
        ({"status": "closed", "outcome": "in_use"}, OPEN, 0, None),
        ({"status": "cancelled"}, OPEN, 0, None),
    ],
)
def test_a_project_waits_for_one_act(fields, coverage, tentative, words):
    act = main_act(Project(**fields), coverage, tentative, TODAY)
    assert (act and act.words) == words


@pytest.mark.parametrize(
    ("starts_in", "is_offered"), [(None, True), (0, True), (1, False)]
)
def test_closing_is_offered_from_the_first_day_on(starts_in, is_offered, manager):
    starts_on = None
    if starts_in is not None:
        starts_on = date.today() + timedelta(days=starts_in)
    project = Project(status="staffing", slug="radar", starts_on=starts_on)
    acts = acts_for(manager, project, OPEN, 0, TODAY)
    assert ("Close the project" in dict(map(reversed, acts.rest))) is is_offered
    assert acts.last == ("/projects/radar/cancel/", "Cancel the project")


def test_what_leads_is_not_in_the_menu_as_well(manager):
    acts = acts_for(manager, Project(status="staffing", slug="radar"), OPEN, 0, TODAY)
    assert acts.main == ("/projects/radar/candidates/", "Find candidates")
    assert acts.main not in acts.rest


def test_members_are_offered_nothing(member):
    acts = acts_for(member, Project(status="staffing", slug="radar"), OPEN, 1, TODAY)
    assert not acts.main
    assert (acts.rest, acts.last) == ([], None)


# Confirming all that is tentative


@pytest.fixture
def radar(db):
    """A project whose two needed seats are asked for, tentatively."""
    project = ProjectFactory(name="Radar", status="staffing")
    need = SkillNeedFactory(project=project, people=2)
    for name in ("Ana Amado", "Bo Berg"):
        person = ExpertiseFactory(person__name=name, skill=need.skill).person
        days = {"starts_on": date.today(), "ends_on": None}
        AssignmentFactory(project=project, person=person, status="tentative", **days)
    return project


def ids(project):
    return [str(pk) for pk in project.assignments.values_list("pk", flat=True)]


def confirm_all(client, project, **sent):
    address = f"/projects/{project.slug}/bookings/confirm/"
    data = {"booking": ids(project), "next": project.get_absolute_url()} | sent
    return client.post(address, data, follow=True)


def confirmed(project):
    return project.assignments.confirmed().count()


def test_all_seats_asked_for_lead_to_confirming_them(manager_client, radar):
    page = text_of(manager_client.get("/projects/radar/"))
    assert "Confirm all 2" in page
    assert "0 of 2 seats found · 2 more once confirmed" in page


def test_all_are_confirmed_and_that_is_taken_back(manager_client, radar):
    page = confirm_all(manager_client, radar)
    assert "Ana Amado and Bo Berg are confirmed." in text_of(page)
    assert confirmed(radar) == 2
    token = page.content.decode().split('name="undo" value="')[1].split('"')[0]
    manager_client.post("/undo/", {"undo": token})
    assert confirmed(radar) == 0


def test_only_what_the_page_has_shown_is_confirmed(manager_client, radar):
    confirm_all(manager_client, radar, booking=ids(radar)[:1])
    assert confirmed(radar) == 1


def overbook(project):
    for booking in project.assignments.all():
        AssignmentFactory(person=booking.person, percent=80, ends_on=None)


def test_who_would_get_too_much_is_asked_about_once(manager_client, radar):
    overbook(radar)
    page = confirm_all(manager_client, radar)
    assert "Ana Amado" in text_of(page)
    assert text_of(page).count("Confirm all the same") == 1
    assert confirmed(radar) == 0


def test_who_agrees_over_books_them_all(manager_client, radar):
    overbook(radar)
    seen = confirm_all(manager_client, radar).context["page"].form.seen
    confirm_all(manager_client, radar, seen=seen, despite_overload="on")
    assert confirmed(radar) == 2


@pytest.mark.parametrize("sent", [{"despite_overload": "on"}, {}])
def test_what_somebody_agreed_to_is_what_was_shown(manager_client, radar, sent):
    overbook(radar)
    page = confirm_all(manager_client, radar, seen="Ana: 1 % over", **sent)
    assert "tick to confirm all the same" in text_of(page)
    assert confirmed(radar) == 0


def test_nothing_tentative_is_nothing_to_confirm(manager_client, radar):
    radar.assignments.update(status="confirmed")
    page = manager_client.get("/projects/radar/bookings/confirm/")
    assert "Nothing to confirm on Radar Nothing here is tentative" in text_of(page)


@pytest.mark.parametrize("booking", ["", "x", "9" * 30])
def test_hostile_ids_confirm_nothing(manager_client, radar, booking):
    assert confirm_all(manager_client, radar, booking=booking).status_code == 200
    assert confirmed(radar) == 0


# Acts in place


@pytest.mark.parametrize(
    ("act", "data", "said"),
    [
        ("confirm", {}, "Confirmed."),
        ("shift", {"starts_on": "2030-01-07"}, "The booking is moved."),
        ("decline", {}, "is no longer booked here."),
    ],
)
def test_a_booking_is_acted_on_without_leaving(manager_client, radar, act, data, said):
    booking = radar.assignments.first()
    sent = {"version": booking.version, "next": "/projects/radar/#team"} | data
    address = f"/projects/radar/bookings/{booking.pk}/{act}/"
    page = manager_client.post(address, sent, follow=True)
    assert page.redirect_chain[-1][0] == "/projects/radar/#team"
    assert said in text_of(page)


def test_members_see_bookings_and_no_acts(member_client, radar):
    page = member_client.get("/projects/radar/").content.decode()
    assert "Ana Amado" in page
    assert "/bookings/" not in page


@pytest.mark.parametrize("count", [3, 30])
def test_asking_about_all_costs_the_same_for_few_and_many(
    count, manager_client, django_assert_max_num_queries
):
    project = ProjectFactory(name="Radar")
    for _ in range(count):
        AssignmentFactory.create_batch(2, project=project, status="tentative")
    with django_assert_max_num_queries(9):
        manager_client.get("/projects/radar/bookings/confirm/")


@pytest.mark.parametrize("count", [3, 30])
def test_acts_cost_the_same_for_few_and_many(
    count, manager_client, django_assert_num_queries
):
    project = ProjectFactory(name="Radar")
    for _ in range(count):
        SkillNeedFactory(project=project)
        AssignmentFactory(project=project, status="tentative")
    with django_assert_num_queries(12):
        manager_client.get("/projects/radar/")
