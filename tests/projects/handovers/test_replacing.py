"""One click books who takes over, and the old booking makes room; or nothing."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from people.editing.versions import OutdatedError
from projects.handovers.changes import replace_booking
from projects.models import Assignment
from tests.conftest import sign_up
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
FORM = re.compile(r'name="(\w+)" value="([^"]*)"')


def form_of(html, place=1):
    """What the button of a suggestion sends."""
    body = html.split("data-instead=")[place].split("<form")[1].split("</form>")[0]
    sent = {}
    for name, value in FORM.findall(body):
        sent.setdefault(name, []).append(unescape(value))
    return sent


@pytest.fixture
def ben(person):
    return person("Ben", Python=3, SQL=3)


@pytest.fixture
def form(manager_client, path):
    def form(query="", place=1):
        page = manager_client.get(f"{path}?{query}")
        return form_of(page.content.decode(), place)

    return form


@pytest.fixture
def replace(manager_client, path, form):
    def replace(query="", **sent):
        sent = sent or form(query)
        return manager_client.post(path, sent, follow=True)

    return replace


def terms(name):
    rows = Assignment.objects.filter(person__name=name, project__name="Churn")
    return [
        (row.percent, str(row.starts_on), str(row.ends_on), row.status) for row in rows
    ]


ANA = (50, "2026-01-05", "None", "confirmed")
BEN = (50, "2026-03-19", "2026-06-26", "tentative")


def test_who_takes_over_is_booked_and_the_old_booking_ends(replace, ben):
    page = replace()
    assert page.redirect_chain == [("/projects/churn/", 302)]
    assert terms("Ana") == [(50, "2026-01-05", "2026-03-18", "confirmed")]
    assert terms("Ben") == [BEN]
    assert (
        "Ben is booked on Churn instead of Ana, tentatively, 19 Mar 2026 – 26 Jun "
        "2026. Ana’s booking ends on 18 Mar." in text_of(page)
    )


def test_the_new_booking_says_what_is_used_and_who_made_it(replace, ben, manager):
    replace()
    booking = Assignment.objects.get(person=ben)
    assert {skill.name for skill in booking.skills.all()} == {"Python", "SQL"}
    assert booking.created_by == manager


@pytest.mark.looks_again
def test_several_are_booked_at_once(replace, person, form):
    person("Must", Python=3), person("Should", SQL=3)
    replace(**form(place=3))
    assert terms("Must") == terms("Should") == [BEN]


def test_what_is_asked_for_is_what_is_booked(replace, ben):
    replace("percent=20&from=2026-03-17&to=")
    assert terms("Ben") == [(20, "2026-03-17", "None", "tentative")]
    assert terms("Ana") == [(50, "2026-01-05", "2026-03-16", "confirmed")]


def test_a_booking_that_has_not_begun_goes(replace, ben, booking, ana):
    type(ana).objects.filter(pk=ana.pk).update(left_on=None)
    Assignment.objects.filter(pk=booking.pk).update(starts_on=date(2026, 4, 1))
    page = replace()
    assert "Ana’s booking goes: nothing has come of it." in text_of(page)
    assert terms("Ana") == []
    assert terms("Ben") == [(50, "2026-04-01", "2026-06-26", "tentative")]


def test_of_an_absence_in_the_middle_the_booking_stays(replace, ben, ana):
    type(ana).objects.filter(pk=ana.pk).update(left_on=None)
    AbsenceFactory(person=ana, starts_on=date(2026, 3, 16), ends_on=date(2026, 3, 22))
    replace()
    assert terms("Ana") == [ANA]
    assert terms("Ben") == [(50, "2026-03-16", "2026-03-22", "tentative")]


def test_of_an_absence_at_its_beginning_the_booking_begins_later(
    replace, ben, ana, booking
):
    type(ana).objects.filter(pk=ana.pk).update(left_on=None)
    Assignment.objects.filter(pk=booking.pk).update(starts_on=date(2026, 3, 16))
    AbsenceFactory(person=ana, starts_on=date(2026, 3, 10), ends_on=date(2026, 3, 22))
    replace()
    assert terms("Ana") == [(50, "2026-03-23", "None", "confirmed")]
    assert terms("Ben") == [(50, "2026-03-16", "2026-03-22", "tentative")]


def test_a_learner_is_booked_with_the_mentor(replace, person, churn, skills):
    churn.needs.filter(skill=skills["Python"]).update(people=2, welcomes_learner=True)
    AssignmentFactory(project=churn, person=person("Guide", Python=3))
    cyd = person("Cyd", wants="Python")
    replace()
    seat = Assignment.objects.get(person=cyd)
    assert (seat.learns.name, seat.mentor.name) == ("Python", "Guide")


def test_one_is_led_back_to_where_one_came_from(replace, ben, form):
    back = "/availability/conflicts/#leaving"
    page = replace(**form(f"next={back.replace('#', '%23')}"))
    assert page.redirect_chain == [(back, 302)]


# Taken back


def undo(client, page):
    token = re.search(r'name="undo" value="([^"]+)"', page.content.decode())[1]
    return text_of(client.post("/undo/", {"undo": token}, follow=True))


def stay(ana):
    type(ana).objects.filter(pk=ana.pk).update(left_on=None)


def test_one_undo_takes_all_of_it_back(replace, ben, ana, manager_client):
    stay(ana)
    page = replace("from=2026-03-19")
    assert terms("Ana") == [(50, "2026-01-05", "2026-03-18", "confirmed")]
    undo(manager_client, page)
    assert (terms("Ana"), terms("Ben")) == ([ANA], [])


@pytest.mark.looks_again
def test_undo_brings_back_a_booking_that_went(
    replace, ben, ana, booking, skills, manager_client
):
    stay(ana)
    Assignment.objects.filter(pk=booking.pk).update(starts_on=date(2026, 4, 1))
    booking.skills.add(skills["SQL"])
    undo(manager_client, replace())
    assert Assignment.objects.get().skills.get() == skills["SQL"]
    assert terms("Ana") == [(50, "2026-04-01", "None", "confirmed")]


def test_beyond_the_last_day_at_work_no_booking_comes_back(
    replace, ben, manager_client
):
    assert "Taken back" in undo(manager_client, replace())
    assert terms("Ana") == [(50, "2026-01-05", "2026-03-18", "confirmed")]
    assert terms("Ben") == []


def test_what_somebody_built_upon_is_not_taken_back(
    replace, ben, ana, booking, manager_client
):
    stay(ana)
    page = replace()
    row = Assignment.objects.get(pk=booking.pk)
    row.percent = 30
    row.save()
    assert "was not taken back" in undo(manager_client, page)
    assert len(terms("Ben")) == 1


# Asked, and refused


def test_too_little_time_is_asked_about_and_may_be_agreed_to(
    form, ben, manager_client, path, booking
):
    sent = form()
    AssignmentFactory(person=ben, percent=80)
    page = manager_client.post(path, sent)
    assert "130 % booked of 100 %, over by 30 %" in text_of(page)
    assert (terms("Ana"), terms("Ben")) == ([ANA], [])
    asked = page.content.decode().split("<form")[-1]
    seen = unescape(re.search('name="seen" value="([^"]+)"', asked)[1])
    assert f'name="version" value="{booking.version}"' in asked
    manager_client.post(path, sent | {"seen": seen, "despite_overload": "on"})
    assert terms("Ben") == [BEN]


def test_sent_twice_it_is_done_once(form, replace, ben):
    sent = form()
    replace(**sent)
    page = replace(**sent)
    assert "Ben is booked on Churn so already." in text_of(page)
    assert terms("Ben") == [BEN]


def test_what_was_changed_meanwhile_is_looked_at_again(form, replace, ben, booking):
    sent = form()
    booking.percent = 60
    booking.save()
    page = replace(**sent)
    assert "changed since you opened it: look again" in text_of(page)
    assert "Who instead of Ana" in text_of(page)
    assert terms("Ben") == []


def test_a_booking_that_is_gone_is_told(form, replace, ben, booking):
    sent = form()
    booking.delete()
    assert "The booking is gone already." in text_of(replace(**sent))
    assert terms("Ben") == []


def leave(ben, churn):
    type(ben).objects.filter(pk=ben.pk).update(left_on=date(2026, 3, 6))


def leave_within(ben, churn):
    type(ben).objects.filter(pk=ben.pk).update(left_on=date(2026, 4, 1))


def close(ben, churn):
    type(churn).objects.filter(pk=churn.pk).update(status="closed")


def book_otherwise(ben, churn):
    AssignmentFactory(project=churn, person=ben, percent=10)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (leave, "Somebody of them is not here any more."),
        (leave_within, "Ben leaves on 1 Apr 2026: end it by then."),
        (close, "The project is closed: nobody is booked on it now."),
        (book_otherwise, "On the team already: Ben. Nobody was booked."),
    ],
)
def test_one_who_cannot_be_booked_leaves_all_as_it_was(
    spoil, words, form, replace, ben, churn
):
    sent = form()
    spoil(ben, churn)
    assert words in text_of(replace(**sent))
    assert terms("Ana") == [ANA]
    assert BEN not in terms("Ben")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"percent": "50"}, "Tick who is to be booked."),
        ({"person": "nobody"}, "Somebody of them is not here any more."),
        ({"person": "ben", "from": "soon"}, "Not understood: from."),
        ({"person": "ben", "learner": "x"}, "Not understood: learner."),
        ({"person": "ben", "version": "9" * 30, "from": "2020-01-06"}, "has begun"),
        ({"person": "ben", "version": "99"}, "was changed since you opened it"),
        ({"person": "ana"}, "Ana leaves on 18 Mar 2026: end it by then."),
    ],
)
def test_what_is_not_understood_changes_nothing(sent, words, replace, ben):
    assert words in text_of(replace(**sent))
    assert (terms("Ana"), terms("Ben")) == ([ANA], [])


def test_members_replace_nobody(member_client, member, path, form, ben, booking):
    assert member_client.post(path, form()).status_code == 403
    with pytest.raises(PermissionDenied):
        replace_booking(booking=booking, people=[ben], by=member)
    assert terms("Ben") == []


def test_of_a_declined_booking_others_are_only_booked(
    manager_client, booking, ana, ben
):
    booking.delete()
    path = "/projects/churn/instead/ana/?percent=50&from=2026-03-19&to=2026-06-26"
    sent = form_of(manager_client.get(path).content.decode())
    page = manager_client.post(path, sent, follow=True)
    assert "Ben is booked on Churn instead of Ana" in text_of(page)
    assert (terms("Ana"), terms("Ben")) == ([], [BEN])
    undo(manager_client, page)
    assert terms("Ben") == []


@pytest.mark.parametrize("count", [1, 10])
def test_replacing_costs_the_same_among_few_and_many(
    count, ben, form, path, manager_client, person, churn, django_assert_max_num_queries
):
    for number in range(count):
        AssignmentFactory(project=churn, person=person(f"P{number}"))
    sent = form()
    with django_assert_max_num_queries(57):
        manager_client.post(path, sent)
    assert terms("Ben") == [BEN]


# At once


@pytest.mark.django_db(transaction=True)
def test_of_two_who_replace_somebody_at_once_the_second_sees_the_first():
    churn = ProjectFactory(name="Churn", status="active")
    python = SkillNeedFactory(project=churn, skill=SkillFactory()).skill
    booking = AssignmentFactory(project=churn, person=PersonFactory(name="Ana"))
    people = [ExpertiseFactory(skill=python).person for _ in range(2)]
    managers = [sign_up(name, "Project managers") for name in ("max", "moa")]
    start = Barrier(2)

    def replace(person, by):
        days = {"starts_on": date(2026, 3, 19), "ends_on": None}
        try:
            start.wait(10)
            return replace_booking(
                booking=booking,
                people=[person],
                by=by,
                version=1,
                percent=50,
                status="tentative",
                **days,
            )
        except OutdatedError:
            return "outdated"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(replace, people, managers))
    assert found.count("outdated") == 1
    assert Assignment.objects.filter(status="tentative").count() == 1
    assert Assignment.objects.get(pk=booking.pk).ends_on == date(2026, 3, 18)
