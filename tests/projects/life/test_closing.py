"""A project closes with an outcome; that is corrected, or taken back."""

from datetime import date

import pytest

from projects.models import Assignment
from tests.factories import (
    AssignmentFactory,
    ProjectFactory,
)
from tests.projects.life.life_pages import (
    PROJECT,
    TODAY,
    book,
    closing,
    page_text,
    post,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def over(churn):
    return book(churn, "Cem", date(2026, 3, 2), TODAY)


# Close


def test_the_closing_day_of_what_is_over_is_its_last(manager_client, churn):
    churn.starts_on, churn.ends_on = date(2026, 1, 5), date(2026, 2, 27)
    churn.save()
    form = manager_client.get(f"{PROJECT}close/").context["form"]
    assert form["ends_on"].initial == date(2026, 2, 27)


def test_closing_tells_what_happens_to_the_bookings(
    manager_client, going_on, to_come, over
):
    text = page_text(manager_client, "close/")
    assert "1 booking ends on the closing day 2 Mar 2026 – open Ana 50 %" in text
    assert "1 booking to come is removed 1 Jun 2026 – 26 Jun 2026 Ben 20 %" in text
    assert "Cem" not in text


def test_the_outcome_is_asked_first_and_the_bookings_are_folded(
    manager_client, going_on
):
    page = manager_client.get("/projects/churn/close/").content.decode()
    asked = page.index("How did it end?")
    assert asked < page.index("Closing day") < page.index("1 booking ends")
    assert '<details class="more" id="ended">' in page


def test_before_its_first_day_a_project_is_not_closed(manager_client, churn):
    churn.starts_on = TODAY.replace(day=11)
    churn.save()
    for page in (manager_client.get, manager_client.post):
        text = text_of(page("/projects/churn/close/"))
        assert "The project begins on 11 May 2026: there is nothing to judge" in text
        assert "How did it end?" not in text
    assert "Close the project" not in text_of(manager_client.get("/projects/churn/"))


def test_a_booking_of_one_day_is_told_with_one_day(manager_client, churn):
    book(churn, "Ana", TODAY.replace(day=11), TODAY.replace(day=11))
    text = page_text(manager_client, "close/")
    assert "1 booking to come is removed 11 May 2026 Ana 50 %" in text


def test_a_project_is_closed_with_its_outcome(manager_client, manager, churn):
    response = post(manager_client, "close", closing())
    churn.refresh_from_db()
    assert response["Location"] == PROJECT
    assert (churn.status, churn.outcome, churn.ends_on) == ("closed", "in_use", TODAY)
    assert churn.outcome_recorded_by == manager


def test_closing_keeps_lessons_and_stage(manager_client, churn):
    post(manager_client, "close", closing())
    text = page_text(manager_client)
    assert "Delivered and in use" in text
    assert "Ask the users first." in text
    assert "Production" in text


def test_closing_ends_what_goes_on_and_removes_what_is_to_come(
    manager_client, going_on, to_come, over
):
    post(manager_client, "close", closing([going_on], [to_come]))
    going_on.refresh_from_db()
    assert going_on.ends_on == TODAY
    assert set(Assignment.objects.all()) == {going_on, over}


def test_an_earlier_closing_day_is_shown_again_before_it_counts(
    manager_client, going_on, over
):
    sent = closing([going_on], ends_on="2026-04-30")
    response = post(manager_client, "close", sent)
    assert "2 bookings end on the closing day" in text_of(response)
    assert "Ask the users first." in response.content.decode()
    post(manager_client, "close", closing([going_on, over], ends_on="2026-04-30"))
    over.refresh_from_db()
    assert over.ends_on == date(2026, 4, 30)


def test_a_booking_made_meanwhile_is_shown_before_it_ends(manager_client, going_on):
    sent = closing([going_on])
    book(going_on.project, "Zoe", TODAY)
    response = post(manager_client, "close", sent)
    assert "What happens to the bookings is not what you have seen" in text_of(response)
    assert going_on.project.status == "active"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"outcome": ""}, "Choose how it ended."),
        ({"outcome": "great"}, "Select a valid choice."),
        ({"ends_on": "2026-05-05"}, "Choose a day that has been."),
        ({"ends_on": "2026-03-01"}, "The project begins later: cancel it"),
        ({"ends_on": ""}, "This field is required."),
    ],
)
def test_a_closing_that_cannot_be_is_told(wrong, message, manager_client, churn):
    response = post(manager_client, "close", closing(**wrong))
    churn.refresh_from_db()
    assert message in text_of(response)
    assert "Ask the users first." in response.content.decode()
    assert churn.status == "active"


def test_a_closing_sent_twice_closes_once(manager_client, manager, going_on):
    for _ in range(2):
        response = post(manager_client, "close", closing([going_on]), follow=True)
    assert response.redirect_chain == [(PROJECT, 302)]
    assert "The outcome is saved." in text_of(response)
    assert going_on.project.events.filter(status="closed").count() == 1


def test_who_closes_what_is_closed_is_told_of_the_other(manager_client, closed):
    sent = closing(outcome="not_met", outcome_note="Mine.")
    text = text_of(post(manager_client, "close", sent))
    assert "Which is right?" in text
    assert "Finished, criteria not met" in text
    assert "Mine." in text


def test_the_outcome_counts_for_who_worked_on_it(manager_client, going_on):
    person = going_on.person.get_absolute_url()
    assert "No judged projects yet" in text_of(manager_client.get(person))
    post(manager_client, "close", closing([going_on]))
    assert "1 of 1 judged project succeeded" in text_of(manager_client.get(person))


# Correct


@pytest.fixture
def closed(manager_client, going_on, to_come):
    post(manager_client, "close", closing([going_on], [to_come]))
    going_on.project.refresh_from_db()
    return going_on.project


def test_a_recorded_outcome_is_corrected(manager_client, closed):
    sent = {"version": closed.version, "seen-outcome": "in_use", "outcome": "not_met"}
    post(manager_client, "close", sent)
    closed.refresh_from_db()
    assert (closed.outcome, closed.status) == ("not_met", "closed")


def test_two_who_correct_an_outcome_are_told_of_each_other(manager_client, closed):
    sent = {"version": closed.version, "seen-outcome": "in_use", "outcome": "not_met"}
    closed.outcome = "answered"
    closed.save()
    text = text_of(post(manager_client, "close", sent))
    assert "Which is right?" in text
    assert "Question answered, decision informed" in text


def test_a_wrong_correction_is_told(manager_client, closed):
    response = post(manager_client, "close", {"version": 1, "outcome": ""})
    assert "Choose how it ended." in text_of(response)


# Reopen


def test_reopening_tells_what_comes_back(manager_client, closed):
    text = page_text(manager_client, "reopen/")
    assert "The outcome “Delivered and in use” is taken back" in text
    assert "1 booking goes on as before the project closed: 2 Mar 2026 – open" in text
    assert "not brought back" in text
    assert "Ben, 1 Jun 2026 – 26 Jun 2026" in text


def test_a_closed_project_is_reopened_as_it_was(manager_client, closed, going_on):
    response = post(manager_client, "reopen")
    closed.refresh_from_db()
    going_on.refresh_from_db()
    assert response["Location"] == PROJECT
    assert (closed.status, closed.outcome, closed.ends_on) == (
        "active",
        "",
        date(2026, 6, 26),
    )
    assert going_on.ends_on is None


def test_a_project_planned_anew_since_its_closing_keeps_its_days(
    manager_client, closed
):
    closed.starts_on, closed.ends_on = date(2026, 7, 6), date(2026, 9, 25)
    closed.save()
    assert post(manager_client, "reopen").status_code == 302
    closed.refresh_from_db()
    assert (closed.status, closed.ends_on) == ("active", date(2026, 9, 25))


@pytest.mark.django_db(transaction=True)
def test_bookings_changed_since_the_closing_stay(manager_client, closed, going_on):
    Assignment.objects.filter(pk=going_on.pk).update(ends_on=date(2026, 4, 30))
    post(manager_client, "reopen")
    going_on.refresh_from_db()
    assert going_on.ends_on == date(2026, 4, 30)


def test_a_cancelled_project_is_reopened_with_its_bookings(manager_client, going_on):
    post(manager_client, "cancel")
    assert "1 booking takes time again" in page_text(manager_client, "reopen/")
    post(manager_client, "reopen")
    going_on.project.refresh_from_db()
    assert going_on.project.status == "active"


@pytest.mark.parametrize("ending", ["close", "cancel"])
def test_who_is_booked_elsewhere_by_then_is_told(ending, manager_client, going_on):
    if ending == "close":
        post(manager_client, "close", closing([going_on]))
    else:
        post(manager_client, "cancel")
    assert "Too little time" not in page_text(manager_client, "reopen/")
    other = ProjectFactory(name="Other", status="active")
    days = {"starts_on": TODAY, "ends_on": date(2026, 6, 26)}
    AssignmentFactory(project=other, person=going_on.person, percent=80, **days)
    text = page_text(manager_client, "reopen/")
    when = "4 May 2026 – 26 Jun 2026"
    assert f"Ana: {when}: 130 % booked of 100 %, over by 30 %" in text


def test_a_project_whose_closing_nobody_saw_is_active_again(manager_client):
    ProjectFactory(name="Churn", status="closed")
    assert "All other bookings stay" in page_text(manager_client, "reopen/")
    post(manager_client, "reopen")
    assert "Active" in page_text(manager_client)


@pytest.mark.parametrize("rows", [3, 30])
def test_reopening_costs_the_same_for_few_and_many(
    rows, manager_client, churn, django_assert_num_queries
):
    many = AssignmentFactory.create_batch(rows, project=churn)
    many.sort(key=lambda one: (f"{one.person.name.lower()} ", one.pk))
    post(manager_client, "close", closing(many))
    with django_assert_num_queries(9):
        assert manager_client.get(f"{PROJECT}reopen/").status_code == 200


@pytest.mark.parametrize("rows", [3, 30])
def test_taking_an_ending_back_costs_the_same_for_few_and_many(
    rows, manager_client, churn, django_assert_max_num_queries
):
    many = AssignmentFactory.create_batch(rows, project=churn)
    many.sort(key=lambda one: (f"{one.person.name.lower()} ", one.pk))
    post(manager_client, "close", closing(many))
    with django_assert_max_num_queries(14):
        post(manager_client, "reopen")
