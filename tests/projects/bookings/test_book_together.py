"""People who are ticked are booked at once, tentatively: all of them or none."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied

from projects.bookings.together import propose_together
from projects.models import Assignment
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PATH = "/projects/churn/book/"
LIST = "/projects/churn/candidates/?weight_growth=20"
ASKED = {"percent": "40", "from": "2026-03-09", "to": "2026-04-24"}


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def churn(db):
    days = {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 6, 26)}
    return ProjectFactory(name="Churn", **days)


@pytest.fixture
def people(churn):
    return [PersonFactory(name=name) for name in ("Ana", "Ben", "Cyd")]


@pytest.fixture
def send(manager_client, people):
    def send(*slugs, client=manager_client, **more):
        sent = {"person": slugs or ("ana", "ben"), **ASKED, **more}
        return client.post(f"{PATH}?next={LIST}", sent)

    return send


def said(client):
    return text_of(client.get("/help/"))


def test_all_are_booked_as_the_list_asks(send, churn):
    assert send().url == LIST
    booked = Assignment.objects.order_by("person__name")
    terms = {"percent", "starts_on", "ends_on", "status", "project_id"}
    assert list(booked.values_list("person__name", flat=True)) == ["Ana", "Ben"]
    assert list(booked.order_by().values(*terms).distinct()) == [
        {
            "percent": 40,
            "starts_on": date(2026, 3, 9),
            "ends_on": date(2026, 4, 24),
            "status": "tentative",
            "project_id": churn.pk,
        }
    ]


def test_what_is_not_asked_is_as_one_would_expect(manager_client, people):
    response = manager_client.post(PATH, {"person": "ana"})
    made = Assignment.objects.get()
    assert response.url == "/projects/churn/"
    assert (made.percent, made.starts_on) == (50, date(2026, 3, 9))
    assert made.ends_on == date(2026, 6, 26)


def test_who_made_it_and_needed_skills_are_noted(send, churn, people, manager):
    need = SkillNeedFactory(project=churn, skill=SkillFactory(name="Python"))
    ExpertiseFactory(person=people[0], skill=need.skill, level=1)
    ExpertiseFactory(person=people[0])
    send()
    used = Assignment.objects.values_list("person__name", "skills__name")
    assert set(used) == {("Ana", "Python"), ("Ben", None)}
    assert {row.created_by for row in Assignment.objects.all()} == {manager}


def test_one_message_takes_all_of_them_back(send, manager_client):
    send()
    page = unescape(manager_client.get("/help/").content.decode())
    assert "Ana and Ben are booked on Churn, tentatively." in page
    token = re.search(r'name="undo" value="([^"]+)"', page)[1]
    manager_client.post("/undo/", {"undo": token})
    assert not Assignment.objects.exists()


def test_sent_twice_it_books_once(send, manager_client):
    send()
    manager_client.get("/help/")
    send()
    assert Assignment.objects.count() == 2
    assert "Ana and Ben are booked so already." in said(manager_client)


def test_somebody_ticked_twice_is_booked_once(send):
    send("ana", "ana")
    assert Assignment.objects.count() == 1


@pytest.fixture
def busy(people):
    """Ana has no time, and Ben is to have none on half of the days."""
    other = ProjectFactory(name="Fraud", status="active")
    days = {"starts_on": date(2026, 3, 30), "ends_on": date(2026, 4, 3)}
    AssignmentFactory(project=other, person=people[0], percent=100)
    AssignmentFactory(project=other, person=people[1], percent=90, **days)


def test_too_little_time_is_asked_about_once_for_all(send, busy, churn):
    response = send("ana", "ben", "cyd")
    page = text_of(response)
    assert "Ana: 9 Mar 2026 – 24 Apr 2026: 140 % booked of 100 %, over by 40 %" in page
    assert "Ben: 30 Mar 2026 – 3 Apr 2026: 130 % booked of 100 %" in page
    assert response.content.decode().count('name="despite_overload"') == 1
    assert not churn.assignments.exists()


def test_the_question_keeps_who_was_ticked_and_the_way_back(send, busy):
    html = send("ana", "ben", "cyd").content.decode()
    shown = dict.fromkeys(re.findall(r'name="person" value="(\w+)"', html))
    assert list(shown) == ["ana", "ben", "cyd"]
    assert f'name="next" value="{LIST}"' in html
    assert 'name="to" value="2026-04-24"' in html


def agreed(send):
    """What is sent with the tick: the very words of the question."""
    html = unescape(send("ana", "ben", "cyd").content.decode())
    seen = re.search('name="seen" value="([^"]+)"', html)[1]
    return {"despite_overload": "on", "seen": seen}


def test_all_are_booked_on_purpose(send, busy, churn):
    assert send("ana", "ben", "cyd", **agreed(send)).status_code == 302
    assert churn.assignments.count() == 3


def test_what_came_meanwhile_is_asked_about_anew(send, busy, churn, people):
    sent = agreed(send)
    AssignmentFactory(person=people[2], percent=100)
    assert "Cyd" in text_of(send("ana", "ben", "cyd", **sent))
    assert not churn.assignments.exists()


def test_the_question_stands_where_the_list_is(send, busy, manager_client):
    headers = {"HX-Request": "true"}
    sent = {"person": ["ana"], **ASKED}
    response = manager_client.post(PATH, sent, headers=headers)
    assert response.headers["HX-Retarget"] == "#together"
    assert response.headers["HX-Replace-Url"] == "false"


def leave(people, churn):
    people[1].left_on = date(2026, 3, 1)
    people[1].save()


def leave_within_the_days(people, churn):
    people[1].left_on = date(2026, 4, 1)
    people[1].save()


def close(people, churn):
    churn.status = "closed"
    churn.save()


def book_on_other_terms(people, churn):
    AssignmentFactory(project=churn, person=people[1], percent=10)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (leave, "Somebody of them is not here any more."),
        (leave_within_the_days, "Ben leaves on 1 Apr 2026: end it by then."),
        (close, "Churn is closed: nobody is booked on it now."),
        (book_on_other_terms, "On the team already: Ben. Nobody was booked."),
    ],
)
def test_one_who_cannot_be_booked_keeps_all_out(
    spoil, words, send, people, churn, manager_client
):
    spoil(people, churn)
    assert send().url == LIST
    assert words in said(manager_client)
    assert not churn.assignments.filter(person=people[0]).exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Tick who is to be booked."),
        ({"person": ["nobody"]}, "Somebody of them is not here any more."),
        ({"person": ["ana", "\x00", "'); --"]}, "Somebody of them is not here"),
        ({"person": [f"p{n}" for n in range(100)]}, "Book at most 25 people at once."),
        ({"person": ["ana"], "percent": "lots"}, "Not understood: percent."),
        ({"person": ["ana"], "from": "2026-05-01", "to": "2026-03-09"}, "stood: to."),
    ],
)
def test_what_is_not_understood_books_nobody(sent, words, people, manager_client):
    response = manager_client.post(PATH, sent)
    assert response.status_code == 302
    assert words in said(manager_client)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("way", ["https://elsewhere.example/", "//elsewhere.example"])
def test_the_way_back_stays_here(way, people, manager_client):
    response = manager_client.post(PATH, {"person": "ana", "next": way})
    assert response.url == "/projects/churn/"


def test_members_book_nobody(send, member_client, member, churn, people):
    assert send(client=member_client).status_code == 403
    with pytest.raises(PermissionDenied):
        propose_together(project=churn, people=people, by=member)


@pytest.mark.parametrize("count", [3, 24])
def test_many_cost_as_much_as_few(count, churn, manager, django_assert_num_queries):
    skill = SkillNeedFactory(project=churn).skill
    people = [ExpertiseFactory(skill=skill).person for _ in range(count)]
    with django_assert_num_queries(10):
        made = propose_together(project=churn, people=people, by=manager)
    assert len(made) == count
