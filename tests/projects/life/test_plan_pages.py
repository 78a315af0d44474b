"""A project is opened and edited; its bookings move along if they are to."""

from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest

from projects.models import Project
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.projects.life.life_pages import PLAN, plan
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

NEW, EDIT = "/projects/new/", "/projects/churn/edit/"
LATER = {"starts_on": "2026-04-20", "ends_on": "2026-07-10"}


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC))


@pytest.fixture
def churn():
    days = {"starts_on": date(2026, 4, 6), "ends_on": date(2026, 6, 26)}
    return ProjectFactory(name="Churn", status="staffing", **days)


@pytest.fixture
def booking(churn):
    maria = PersonFactory(name="Maria Santos")
    return AssignmentFactory(
        project=churn, person=maria, starts_on=churn.starts_on, ends_on=churn.ends_on
    )


# Opening


def test_a_new_project_is_led_by_who_opens_it_and_proposed(manager_client):
    page = manager_client.get(NEW).content.decode()
    assert 'value="Max Manager"' in page
    assert '<option value="proposed" selected>' in page


def test_without_a_profile_nobody_leads_a_new_project(admin_client):
    page = admin_client.get(NEW).content.decode()
    assert '<input type="text" name="lead" maxlength="320"' in page
    assert 'name="lead" value' not in page


def test_a_project_is_opened_and_asked_for_its_needs(manager_client, manager):
    response = manager_client.post(NEW, PLAN | {"lead": "max manager"})
    churn = Project.objects.get()
    assert response["Location"] == "/projects/churn/needs/"
    assert (churn.lead, churn.starts_on) == (manager.person, date(2026, 4, 6))


def test_days_and_needs_of_the_address_go_along(manager_client):
    address = f"{NEW}?from=2026-04-06&to=2026-06-26&need=python:3&need=sql:2:2"
    page = manager_client.get(address).content.decode()
    assert 'name="ends_on" value="2026-06-26"' in page
    response = manager_client.post(address, PLAN)
    assert response.url == "/projects/churn/needs/?need=python%3A3&need=sql%3A2%3A2"


def test_a_form_sent_twice_opens_one_project(manager_client):
    for _ in range(2):
        response = manager_client.post(NEW, PLAN)
    assert response["Location"] == "/projects/churn/needs/"
    assert Project.objects.count() == 1


def test_another_project_may_have_the_same_name(manager_client, churn):
    sent = PLAN | {"summary": "Another one", "same_name": "on"}
    manager_client.post(NEW, sent)
    assert Project.objects.filter(slug="churn-2").exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "This field is required."),
        ({"ends_on": "2026-04-05"}, "The last day cannot be before the first."),
        ({"starts_on": "soon"}, "Write a day like 9 Mar 2026."),
        ({"lead": "Nobody Known"}, "Nobody here is called “Nobody Known”."),
        ({"status": "closed"}, "Select a valid choice."),
    ],
)
def test_an_error_is_told_and_nothing_typed_is_lost(wrong, message, manager_client):
    sent = PLAN | {"success_criteria": "Churn below 5 %", **wrong}
    response = manager_client.post(NEW, sent)
    assert message in text_of(response)
    assert "Churn below 5 %" in response.content.decode()
    assert not Project.objects.exists()


# Editing


def test_a_plan_is_edited(manager_client, churn):
    response = manager_client.post(EDIT, plan(churn, summary="Who leaves"))
    churn.refresh_from_db()
    assert response["Location"] == "/projects/churn/"
    assert churn.summary == "Who leaves"


def test_the_form_shows_what_is_saved(manager_client, churn):
    churn.lead = PersonFactory(name="Ana Silva")
    churn.save()
    page = manager_client.get(EDIT).content.decode()
    assert 'value="Ana Silva"' in page
    assert 'value="2026-04-06"' in page


def test_days_of_the_address_are_filled_in_and_not_saved(manager_client, churn):
    address = f"{EDIT}?from=2026-03-16&to=2026-06-05"
    html = manager_client.get(address).content.decode()
    assert 'name="starts_on" value="2026-03-16"' in html
    assert 'name="ends_on" value="2026-06-05"' in html
    assert 'name="seen-starts_on" value="2026-04-06"' in html


@pytest.mark.parametrize("query", ["from=lots&to=", "from=%00", "to=9999-12-31"])
def test_days_that_are_none_leave_the_form_as_it_is(query, manager_client, churn):
    html = manager_client.get(f"{EDIT}?{query}").content.decode()
    assert 'name="starts_on" value="2026-04-06"' in html
    assert 'name="ends_on" value="2026-06-26"' in html


def test_one_is_back_where_the_plan_was_found_wrong(manager_client, churn):
    back = "/availability/conflicts/#beyond"
    address = f"{EDIT}?next={quote(back)}"
    response = manager_client.post(address, plan(churn, name="Churn 2"))
    assert response.url == back


def test_the_status_of_a_closed_project_is_not_edited(manager_client, churn):
    churn.status = "closed"
    churn.save()
    manager_client.post(EDIT, plan(churn, status="active", summary="Who left"))
    churn.refresh_from_db()
    assert (churn.status, churn.summary) == ("closed", "Who left")


def test_a_page_without_the_status_empties_none(manager_client, churn):
    """It was closed when the page was opened, and is open again."""
    sent = plan(churn, sponsor="Legal")
    del sent["status"], sent["seen-status"]
    assert "status" in manager_client.post(EDIT, sent).context["form"].errors
    churn.refresh_from_db()
    assert (churn.status, churn.sponsor) == ("staffing", "")


def test_two_who_edit_are_told_of_each_other(manager_client, churn):
    mine = plan(churn, summary="Mine")
    Project.objects.update(summary="Theirs")
    response = manager_client.post(EDIT, mine)
    assert "Which is right?" in text_of(response)
    assert "Theirs" in text_of(response)
    assert Project.objects.get().summary == "Theirs"


def test_a_conflict_is_settled(manager_client, churn):
    mine = plan(churn, summary="Mine", sponsor="Board")
    Project.objects.update(summary="Theirs")
    churn.refresh_from_db()
    settled = {"version": churn.version, "keep-summary": "saved"}
    manager_client.post(EDIT, mine | settled)
    churn.refresh_from_db()
    assert (churn.summary, churn.sponsor) == ("Theirs", "Board")


def test_bookings_are_no_change_of_a_project(churn, booking):
    churn.refresh_from_db()
    version = churn.version
    booking.delete()
    churn.refresh_from_db()
    assert churn.version == version


# Moving


def test_new_days_offer_to_move_the_bookings(manager_client, churn, booking):
    text = text_of(manager_client.post(EDIT, plan(churn, **LATER)))
    assert "1 booking would move" in text
    assert "Maria Santos, 50 % 6 Apr 2026 – 26 Jun 2026 20 Apr 2026 – 10 Jul" in text
    churn.refresh_from_db()
    assert churn.starts_on == date(2026, 4, 6)


def test_who_would_have_too_much_is_told_before_it_moves(
    manager_client, churn, booking
):
    AssignmentFactory(
        person=booking.person,
        percent=80,
        starts_on=date(2026, 6, 29),
        ends_on=date(2026, 7, 3),
    )
    text = text_of(manager_client.post(EDIT, plan(churn, **LATER)))
    assert "29 Jun 2026 – 3 Jul 2026: 130 % booked of 100 %, over by 30 %" in text


@pytest.mark.parametrize("status", ["tentative", "confirmed"])
def test_who_would_be_away_is_told_before_it_moves(
    manager_client, churn, booking, status
):
    type(booking).objects.update(status=status)
    days = {"starts_on": date(2026, 6, 29), "ends_on": date(2026, 7, 3)}
    AbsenceFactory(person=booking.person, **days)
    text = text_of(manager_client.post(EDIT, plan(churn, **LATER)))
    assert "too little time Away 29 Jun 2026 – 3 Jul 2026" in text


def test_a_booking_is_not_counted_where_it_was(manager_client, churn, booking):
    booking.percent = 80
    booking.save()
    text = text_of(manager_client.post(EDIT, plan(churn, **LATER)))
    assert "1 booking would move" in text
    assert "too little time" not in text


def test_tentative_bookings_take_no_time_where_they_move(
    manager_client, churn, booking
):
    booking.status = "tentative"
    booking.save()
    AssignmentFactory(person=booking.person, percent=80)
    text = text_of(manager_client.post(EDIT, plan(churn, **LATER)))
    assert "too little time" not in text


def test_ticked_bookings_move_along(manager_client, churn, booking):
    stays = AssignmentFactory(project=churn, starts_on=churn.starts_on)
    sent = {"moves": "decided", "move": [booking.pk]}
    response = manager_client.post(EDIT, plan(churn, **LATER, **sent), follow=True)
    for row in (churn, booking, stays):
        row.refresh_from_db()
    assert "Saved; 1 booking moved along." in text_of(response)
    assert booking.starts_on == churn.starts_on == date(2026, 4, 20)
    assert stays.starts_on == date(2026, 4, 6)


def test_without_a_tick_only_the_project_moves(manager_client, churn, booking):
    manager_client.post(EDIT, plan(churn, **LATER, moves="decided"))
    for row in (churn, booking):
        row.refresh_from_db()
    assert churn.starts_on == date(2026, 4, 20)
    assert booking.starts_on == date(2026, 4, 6)


def test_one_may_go_back_to_the_form(manager_client, churn, booking):
    response = manager_client.post(EDIT, plan(churn, **LATER, moves="back"))
    assert 'value="2026-04-20"' in response.content.decode()
    assert "would move" not in text_of(response)


def test_new_days_of_a_closed_project_move_nothing(manager_client, churn, booking):
    Project.objects.update(status="closed")
    response = manager_client.post(EDIT, plan(churn, **LATER))
    assert response["Location"] == "/projects/churn/"


def test_a_moved_booking_is_told_in_the_history(manager_client, churn, booking):
    sent = {"moves": "decided", "move": [booking.pk]}
    manager_client.post(EDIT, plan(churn, **LATER, **sent))
    text = text_of(manager_client.get("/projects/churn/history/"))
    assert "Max Manager moved the booking of Maria Santos on Churn from 6 Apr" in text


@pytest.mark.parametrize("rows", [3, 30])
def test_moving_costs_the_same_for_few_and_many(
    rows, manager_client, churn, django_assert_max_num_queries
):
    bookings = {"project": churn, "starts_on": churn.starts_on}
    many = AssignmentFactory.create_batch(rows, **bookings)
    sent = {"moves": "decided", "move": [one.pk for one in many]}
    # Each constraint of a project is asked for in the database: that takes 21. Needs
    # that may move along are looked at.
    with django_assert_max_num_queries(35):
        manager_client.post(EDIT, plan(churn, **LATER, **sent))
    later = plan(churn, ends_on="2026-07-24", starts_on="2026-04-27")
    with django_assert_max_num_queries(36):
        assert b"would move" in manager_client.post(EDIT, later).content
    with django_assert_max_num_queries(12):
        manager_client.get(EDIT)
