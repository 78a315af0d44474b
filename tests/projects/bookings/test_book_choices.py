"""Whom to book on a project, and on which project to book somebody."""

import re
from datetime import date
from html import escape

import pytest

from people.models import Level
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.bookings.booking_pages import html
from tests.text import text_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.looks_again,
]
WHOM, WHERE = "/projects/churn/book/", "/people/ana/book/"


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def ana(db):
    return PersonFactory(name="Ana")


@pytest.fixture
def churn(db):
    days = {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 13)}
    return ProjectFactory(name="Churn", **days)


# Whom


def test_people_are_offered_with_their_free_time(manager_client, churn, ana):
    AssignmentFactory(person=ana, percent=70)
    response = manager_client.get(WHOM)
    assert 'href="/projects/churn/book/ana/?next=' in response.content.decode()
    assert "Ana none 30 %" in text_of(response)


def test_free_time_is_that_of_the_days_of_the_project(manager_client, churn, ana):
    AssignmentFactory(person=ana, percent=70, starts_on=date(2026, 3, 16))
    assert "Ana none 100 %" in text_of(manager_client.get(WHOM))


def test_days_on_which_somebody_is_away_are_told(manager_client, churn, ana):
    days = {"starts_on": date(2026, 3, 5), "ends_on": date(2026, 3, 11)}
    AbsenceFactory(person=ana, **days)
    page = text_of(manager_client.get(WHOM))
    assert "Ana none 100 % away 3 of 5 days" in page


@pytest.mark.parametrize(("path", "row"), [(WHOM, "Ana none 70 %"), (WHERE, "Churn")])
def test_who_is_booked_already_is_marked(manager_client, churn, ana, path, row):
    days = {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 13)}
    AssignmentFactory(project=churn, person=ana, percent=30, **days)
    over = {"starts_on": date(2026, 2, 2), "ends_on": date(2026, 3, 1)}
    AssignmentFactory(project=churn, person=ana, percent=20, **over)
    page = text_of(manager_client.get(path)).partition("Would cover")[2]
    assert "booked already 30 %, 9 Mar 2026 – 13 Mar 2026" in page.partition(row)[2]
    assert "20 %" not in page


@pytest.mark.parametrize("text", ["anna", "Slva", "python"])
def test_people_are_found_by_words_and_typos(manager_client, churn, ana, python, text):
    ana.name = "Anna Silva"
    ana.save()
    ExpertiseFactory(person=ana, skill=python)
    PersonFactory(name="Bo Berg")
    page = text_of(manager_client.get(WHOM, {"q": text}))
    assert "Anna Silva" in page
    assert "Bo Berg" not in page


def test_who_has_left_is_not_offered(manager_client, churn, ana):
    ana.left_on = date(2026, 2, 27)
    ana.save()
    assert "Ana" not in text_of(manager_client.get(WHOM))


def test_nobody_found_is_said(manager_client, churn):
    assert "Nobody is found" in text_of(manager_client.get(WHOM, {"q": "zzzz"}))


def test_the_first_of_many_are_offered(manager_client, churn):
    for number in range(26):
        PersonFactory(name=f"Person {number}")
    page = text_of(manager_client.get(WHOM))
    assert "The first 25 of 27: search for others" in page


def who(response):
    """The names offered, in order."""
    return re.findall(r'href="/projects/churn/book/[^>]*>([^<]*)<', html(response))


def test_who_meets_most_open_needs_comes_first(manager_client, churn, ana, python):
    go = SkillFactory(name="Go")
    bo, zoe = PersonFactory(name="Bo"), PersonFactory(name="Zoe")
    for person, skill in ((bo, go), (zoe, go), (zoe, python)):
        ExpertiseFactory(person=person, skill=skill)
    for skill in (go, python):
        SkillNeedFactory(project=churn, skill=skill)
    assert who(manager_client.get(WHOM))[:3] == ["Zoe", "Bo", "Ana"]


def test_needs_that_somebody_would_cover_are_named(manager_client, churn, ana, python):
    ExpertiseFactory(person=ana, skill=python)
    SkillNeedFactory(project=churn, skill=python)
    page = text_of(manager_client.get(WHOM))
    assert "First those who meet most of its open needs, then by name" in page
    assert "Ana none 100 % Python" in page
    assert "Max Manager none 100 % no open need" in page


@pytest.mark.parametrize("case", ["team", "too low", "covered", "searched"])
def test_who_does_not_help_stands_by_name(case, manager_client, churn, ana, python):
    level = Level.WORKING if case == "too low" else Level.EXPERT
    zoe = ExpertiseFactory(person__name="Zoe", skill=python, level=level).person
    SkillNeedFactory(project=churn, skill=python, people=1 if case == "covered" else 2)
    if case in {"team", "covered"}:
        AssignmentFactory(person=zoe, project=churn)
    query = {"q": "Ana"} if case == "searched" else {}
    assert who(manager_client.get(WHOM, query))[0] == "Ana"


@pytest.mark.parametrize("count", [3, 30])
def test_the_order_costs_the_same_for_3_and_30(
    manager_client, churn, python, django_assert_max_num_queries, count
):
    for number in range(count):
        ExpertiseFactory(person__name=f"Person {number}", skill=python)
    SkillNeedFactory(project=churn, skill=python)
    with django_assert_max_num_queries(10):
        assert len(who(manager_client.get(WHOM))) == min(count + 1, 25)


# Where


def test_projects_with_needs_that_she_covers_come_first(
    manager_client, ana, churn, python
):
    ExpertiseFactory(person=ana, skill=python, level=Level.PRACTITIONER)
    zeal = SkillNeedFactory(project__name="Zeal", skill=python).project
    SkillNeedFactory(project=churn, skill=SkillFactory(name="Go"))
    page = text_of(manager_client.get(WHERE))
    assert "Zeal No dates yet Python Churn" in page
    assert "9 Mar 2026 – 13 Mar 2026 no open need" in page
    assert zeal.needs.exists()


@pytest.mark.parametrize("case", ["covered", "too high"])
def test_needs_that_are_covered_or_too_high_do_not_count(
    manager_client, ana, churn, python, case
):
    ExpertiseFactory(person=ana, skill=python, level=Level.PRACTITIONER)
    need = SkillNeedFactory(project=churn, skill=python)
    if case == "covered":
        bo = ExpertiseFactory(skill=python).person
        AssignmentFactory(person=bo, project=churn)
    else:
        need.level = Level.EXPERT
        need.save()
    assert "no open need" in text_of(manager_client.get(WHERE))


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_projects_that_are_over_are_not_offered(manager_client, ana, churn, status):
    churn.status = status
    churn.save()
    assert "No live project is found" in text_of(manager_client.get(WHERE))


def test_projects_are_found_by_words(manager_client, ana, churn):
    ProjectFactory(name="Fraud radar")
    page = text_of(manager_client.get(WHERE, {"q": "radr"}))
    assert "Fraud radar" in page
    assert "Churn" not in page


# The way there


@pytest.mark.parametrize(
    ("page", "way"), [("/projects/churn/", WHOM), ("/people/ana/", WHERE)]
)
def test_managers_are_led_there_and_members_are_not(
    manager_client, member_client, ana, churn, page, way
):
    assert f'href="{way}' in manager_client.get(page).content.decode()
    assert f'href="{way}' not in member_client.get(page).content.decode()


def test_nobody_is_led_to_book_on_what_is_over(manager_client, churn):
    churn.status = "closed"
    churn.save()
    assert "Book somebody" not in text_of(manager_client.get("/projects/churn/"))


@pytest.mark.parametrize("page", ["/projects/churn/", "/people/ana/"])
def test_bookings_lead_to_their_pages(manager_client, member_client, ana, churn, page):
    address = AssignmentFactory(person=ana, project=churn).get_absolute_url()
    assert f'href="{address}"' in manager_client.get(page).content.decode()
    assert f'href="{address}"' not in member_client.get(page).content.decode()


@pytest.mark.parametrize("path", [WHOM, WHERE])
@pytest.mark.parametrize("count", [3, 30])
def test_choices_cost_the_same_for_3_and_30(
    manager_client, ana, churn, django_assert_max_num_queries, count, path
):
    for number in range(count):
        row = ExpertiseFactory(person__name=f"Person {number}")
        ExpertiseFactory(person=ana, skill=row.skill)
        SkillNeedFactory(skill=row.skill)
    with django_assert_max_num_queries(9):
        manager_client.get(path)


# What is handed on to the form


@pytest.mark.parametrize("address", ["/people/ann/book/", "/projects/churn/book/"])
def test_choice_keeps_days_and_the_way_back(address, manager_client):
    PersonFactory(name="Ann")
    ProjectFactory(name="Churn")
    asked = "from=2026-03-16&to=2026-03-20&percent=30&next=%2Favailability%2F%23ann"
    html = manager_client.get(f"{address}?{asked}").content.decode()
    assert f'href="/projects/churn/book/ann/?{escape(asked)}"' in html
    assert '<input type="hidden" name="from" value="2026-03-16">' in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2026-03-16&to=2026-03-20", "For 16 Mar 2026 – 20 Mar 2026 · First"),
        ("from=2026-03-16", "For 16 Mar 2026 – open · First"),
        ("from=soon&to=2026-13-40", "Ann’s profile · First"),
        ("", "Ann’s profile · First"),
    ],
)
def test_choice_says_for_which_days(query, words, manager_client):
    PersonFactory(name="Ann")
    assert words in text_of(manager_client.get(f"/people/ann/book/?{query}"))


def test_choice_without_days_hands_on_nothing(manager_client):
    PersonFactory(name="Ann")
    ProjectFactory(name="Churn")
    html = manager_client.get("/people/ann/book/?q=churn").content.decode()
    assert 'href="/projects/churn/book/ann/"' in html


def test_booked_from_the_planner_one_is_back_there(manager_client):
    PersonFactory(name="Ann")
    ProjectFactory(name="Churn")
    terms = {"percent": 30, "starts_on": "2026-03-16", "ends_on": "2026-03-20"}
    sent = terms | {"status": "tentative", "next": "/availability/#bookings-ann"}
    response = manager_client.post("/projects/churn/book/ann/", sent)
    assert response.url == "/availability/#bookings-ann"
