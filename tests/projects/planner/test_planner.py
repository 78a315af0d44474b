"""People against weeks: who is listed, what each week says, what a row opens."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from people.availability.calendar import Calendar, Week, weeks
from people.lists.vocabulary import vocabulary
from projects.planner.planner import (
    WEEKS,
    bookings_between,
    planner_rows,
)
from projects.planner.rows import week_cell, week_cells
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.pages import read
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)
CELL = re.compile(r'<td class="planner__week[^>]*>(.*?)</td>')


@pytest.fixture
def ann():
    return PersonFactory(name="Ann")


def page_of(client, query=""):
    response = client.get(f"/availability/?{query}")
    assert response.status_code == 200
    return read(response)


def cells(row):
    """What the cells of a row say, tags left out."""
    said = CELL.findall(week_cells(row.weeks, row.book))
    return [
        re.sub(r"<[^>]*>", "", one).replace("\N{NO-BREAK SPACE}", " ") for one in said
    ]


def weeks_of(person, monday=MONDAY):
    return cells(planner_rows([person.pk], monday)[0])


# A cell


def cell(confirmed=0, tentative=0, *, capacity=100, **away):
    away = {"days_away": 0} | away
    return week_cell(
        Week(MONDAY, confirmed, confirmed + tentative, capacity, **away)
    ).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("week", "look"),
    [
        ({}, "free-10"),
        ({"confirmed": 50}, "free-5"),
        ({"confirmed": 51}, "free-5"),
        ({"confirmed": 99}, "free-1"),
        ({"confirmed": 100}, "free-0"),
        ({"confirmed": 110}, "over"),
        ({"days_away": 5}, "away"),
        ({"capacity": 0}, "free-0"),
    ],
)
def test_cell_has_the_look_of_its_free_time(week, look):
    assert f"planner__week--{look}" in cell(**week)


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ({"confirmed": 30}, "70 %"),
        ({"confirmed": 30, "capacity": 60}, "30 %"),
        ({"confirmed": 120}, "+over 20 %"),
        ({"days_away": 5}, "away"),
        ({"days_away": 5, "off": "not here yet"}, "not here yet"),
    ],
)
def test_cell_says_its_percent_in_words(week, words):
    assert re.sub(r"<[^>]*>", "", cell(**week)) == words


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ({"tentative": 40}, "100 %(60 % if tentative work goes ahead)"),
        ({"confirmed": 80, "tentative": 40}, "20 %(+over 20 % if tentative"),
        ({"confirmed": 110, "tentative": 40}, "+over 10 %(+over 50 % if tentative"),
    ],
)
def test_cell_tells_tentative_work_apart_in_words(week, words):
    html = cell(**week)
    assert words in re.sub(r"<[^>]*>", "", html)
    assert "planner__week--tentative" in html


def test_cell_of_a_week_that_is_partly_away_says_so():
    html = cell(confirmed=30, days_away=4)
    assert re.sub(r"<[^>]*>", "", html) == "70 % (here 1 of 5 days)"


@pytest.mark.parametrize(
    ("stay", "words"),
    [
        ({"joined_on": MONDAY + DAY * 7}, ["not here yet", "100 %", "100 %"]),
        ({"joined_on": MONDAY + DAY * 5}, ["not here yet", "100 %", "100 %"]),
        (
            {"joined_on": MONDAY + DAY * 9},
            ["not here yet", "100 % (here 3 of 5 days)", "100 %"],
        ),
        ({"left_on": MONDAY + DAY * 4}, ["100 %", "gone", "gone"]),
        (
            {"left_on": MONDAY + DAY * 7},
            ["100 %", "100 % (here 1 of 5 days)", "gone"],
        ),
    ],
)
def test_weeks_before_joining_and_after_leaving_are_told(stay, words):
    cells = [week_cell(week) for week in weeks(Calendar(100, **stay), MONDAY, 3)]
    plain = [re.sub(r"<[^>]*>", "", one) for one in cells]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in plain] == words


def test_cell_without_tentative_work_has_one_figure():
    assert cell(confirmed=50).count("%") == 1


def test_away_says_nothing_of_bookings():
    assert "%" not in cell(confirmed=50, tentative=20, days_away=5)


def test_cells_come_one_a_week():
    weeks = [Week(MONDAY + DAY * 7 * n, 0, 0, 100, days_away=0) for n in range(4)]
    assert week_cells(weeks).count("<td") == 4


# A row


def test_row_has_the_thirteen_weeks_of_a_quarter(ann):
    assert weeks_of(ann) == ["100 %"] * 13


def test_week_counts_by_its_heaviest_day(ann):
    friday = MONDAY + DAY * 4
    AssignmentFactory(person=ann, starts_on=friday, ends_on=friday, percent=70)
    assert weeks_of(ann)[:2] == ["30 %", "100 %"]


def test_week_away_and_over_booked_weeks_are_told(ann):
    AbsenceFactory(person=ann, starts_on=MONDAY + DAY * 7, ends_on=MONDAY + DAY * 13)
    for _ in range(2):
        AssignmentFactory(person=ann, percent=60)
    assert weeks_of(ann)[:3] == ["+over 20 %", "away", "+over 20 %"]


def test_row_opens_the_bookings_of_its_weeks_only(ann):
    shown = AssignmentFactory(person=ann, ends_on=MONDAY)
    AssignmentFactory(person=ann, ends_on=MONDAY - DAY)
    AssignmentFactory(person=ann, starts_on=MONDAY + DAY * 7 * WEEKS)
    assert planner_rows([ann.pk], MONDAY)[0].bookings == [shown]


def test_bookings_on_cancelled_projects_are_left_out(ann):
    AssignmentFactory(person=ann, project=ProjectFactory(status="cancelled"))
    assert not bookings_between([ann.pk], MONDAY, MONDAY)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"team": "Data", "location": "Lisbon"}, "Data · Lisbon"),
        ({"team": "Data"}, "Data"),
        ({}, ""),
    ],
)
def test_row_says_where_somebody_is(place, words):
    make = {"team": TeamFactory, "location": LocationFactory}
    person = PersonFactory(**{name: make[name](name=of) for name, of in place.items()})
    assert planner_rows([person.pk], MONDAY)[0].where == words


def test_rows_keep_the_order_of_the_ids():
    ids = [PersonFactory().pk for _ in range(3)]
    rows = planner_rows(ids[::-1], MONDAY)
    assert [row.person.pk for row in rows] == ids[::-1]


def test_rows_of_nobody_take_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert planner_rows([], MONDAY) == []


def test_rows_take_three_queries(ann, django_assert_num_queries):
    others = [AssignmentFactory().person.pk for _ in range(5)]
    with django_assert_num_queries(3):
        assert len(planner_rows([ann.pk, *others], MONDAY)) == 6


# The page


def test_page_lists_everybody_with_their_weeks(ann, member_client):
    page = page_of(member_client)
    assert page.people == ["ann", "mia-member"]
    assert page.html.count('class="planner__week ') == 2 * WEEKS


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("skill=python:3", ["ann"]),
        ("skill=python:4", []),
        ("goal=python", ["ben"]),
        ("free=60", ["ben", "max-manager"]),
        ("team=data", ["ann"]),
        ("q=ben", ["ben"]),
        ("sort=-name", ["max-manager", "ben", "ann"]),
        ("sort=free", ["ben", "max-manager", "ann"]),
        ("success=0&judged=1", []),
    ],
)
def test_page_takes_the_filters_of_the_people_list(query, people, ann, manager_client):
    python = SkillFactory(name="Python")
    ann.team = TeamFactory(name="Data")
    ann.save()
    ExpertiseFactory(person=ann, skill=python)
    LearningGoalFactory(person=PersonFactory(name="Ben"), skill=python)
    AssignmentFactory(person=ann)
    assert page_of(manager_client, query).people == people


@pytest.mark.parametrize("query", ["free=lots", "team=nowhere", "from=2026-13-01"])
def test_value_that_is_not_understood_lists_nobody(query, ann, manager_client):
    page = page_of(manager_client, query)
    assert page.people == []
    assert "is not understood" in page.html


def test_value_that_is_not_understood_takes_few_queries(
    manager_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        page_of(manager_client, "team=nowhere")


def test_member_may_not_filter_by_success(ann, member_client):
    assert page_of(member_client, "success=0&judged=1").people == []


def test_empty_result_offers_a_way_out(ann, manager_client):
    TeamFactory(name="Data")
    page = page_of(manager_client, "q=ann&team=data")
    assert page.people == []
    assert ("/availability/?q=ann", 1) in page.ways_out


def test_page_shows_25_people(manager_client):
    for _ in range(30):
        PersonFactory()
    page = page_of(manager_client, "page=2")
    assert (page.total, len(page.people)) == (31, 6)


def test_window_of_the_filter_is_where_the_weeks_begin(ann, manager_client):
    html = page_of(manager_client, "from=2026-06-03").html
    assert '<th scope="col">1 Jun</th>' in html
    assert '<th scope="col">24 Aug</th>' in html


def links(html):
    """Where the links of a page lead, by what they say."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {
        " ".join(re.sub(r"<[^>]*>|[‹›]", "", says).split()): unescape(href)
        for href, says in found
    }


def test_steps_lead_to_other_weeks_and_keep_the_filters(ann, manager_client):
    query = "q=ann&from=2026-06-01&to=2026-06-05"
    led = links(page_of(manager_client, query).html)
    assert led["Earlier, from 2 Mar"] == "/availability/?q=ann&from=2026-03-02"
    assert led["Today"] == "/availability/?q=ann"
    assert led["Later, from 31 Aug"] == "/availability/?q=ann&from=2026-08-31"


def test_reader_chooses_how_many_weeks(ann, manager_client):
    page = page_of(manager_client, "q=ann&weeks=26")
    led = links(page.html)
    assert page.html.count('class="planner__week ') == 26
    assert led["12 weeks"] == "/availability/?q=ann&weeks=12"
    assert led["Later, from 7 Sep"] == "/availability/?q=ann&weeks=26&from=2026-09-07"


def test_chosen_weeks_stay_while_the_list_is_filtered(ann, manager_client):
    field = '<input type="hidden" name="weeks" value="26" form="filters">'
    assert field in page_of(manager_client, "weeks=26").html
    assert 'name="weeks"' not in page_of(manager_client).html


def test_other_numbers_of_weeks_are_not_understood(ann, manager_client):
    assert page_of(manager_client, "weeks=400").people == []


def test_current_week_is_marked(ann, manager_client):
    assert '<th scope="col" class="planner__now">9 Mar' in page_of(manager_client).html


def test_days_of_the_project_are_one_click_away(ann, manager_client):
    days = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30)}
    AssignmentFactory(person=ann, project=ProjectFactory(name="Churn", **days))
    led = links(page_of(manager_client, "project=churn").html)
    window = "from=2026-06-01&to=2026-06-30"
    assert led["The project’s days"] == f"/availability/?project=churn&{window}"


@pytest.mark.parametrize("days", [{}, {"ends_on": date(2026, 6, 30)}])
def test_project_without_a_first_day_has_no_days_to_look_at(days, ann, manager_client):
    AssignmentFactory(person=ann, project=ProjectFactory(name="Churn", **days))
    led = links(page_of(manager_client, "project=churn").html)
    assert "The project’s days" not in led


# Booking from it


def weeks_led_to(client, query=""):
    """Where the weeks of the first person lead, the parameters by name."""
    html = page_of(client, query).html
    found = re.findall(r'<td class="planner__week[^>]*><a href="([^"]*)"', html)
    return [
        (url.path, dict(parse_qsl(url.query)))
        for url in map(urlsplit, map(unescape, found))
    ]


def test_manager_books_a_week_from_its_cell(ann, manager_client):
    path, query = weeks_led_to(manager_client, "q=ann&page=1")[1]
    back = "/availability/?q=ann&page=1#bookings-ann"
    days = {"from": "2026-03-16", "to": "2026-03-20"}
    assert (path, query) == ("/people/ann/book/", days | {"next": back})


def test_cell_of_a_week_with_less_than_half_free_asks_for_that(ann, manager_client):
    AssignmentFactory(person=ann, percent=70)
    assert weeks_led_to(manager_client, "q=ann")[1][1]["percent"] == "30"


def test_week_that_has_begun_is_booked_from_today_on(ann, manager_client, time_machine):
    time_machine.move_to(datetime(2026, 3, 11, 10, tzinfo=UTC), tick=False)
    _, query = weeks_led_to(manager_client, "q=ann")[0]
    assert (query["from"], query["to"]) == ("2026-03-11", "2026-03-13")


def test_list_of_a_project_books_on_it(ann, manager_client):
    AssignmentFactory(person=ann, project=ProjectFactory(name="Churn"))
    path, _ = weeks_led_to(manager_client, "project=churn")[0]
    assert path == "/projects/churn/book/ann/"


def test_member_sees_weeks_as_text(ann, member_client):
    assert weeks_led_to(member_client) == []


@pytest.mark.parametrize(
    ("query", "missing"),
    [("from=2000-01-03", "Earlier"), ("from=2100-12-20&to=2100-12-31", "Later")],
)
def test_steps_stay_within_what_the_list_takes(query, missing, ann, manager_client):
    assert f">{missing}, from" not in page_of(manager_client, query).html


def test_row_opens_without_scripts(ann, member_client):
    AssignmentFactory(
        person=ann, project=ProjectFactory(name="Churn"), role="Modeller", percent=40
    )
    response = member_client.get("/availability/")
    assert "1 booking of Ann" in text_of(response)
    assert "5 Jan 2026 – open Churn as Modeller 40 %" in text_of(response)
    assert b'<details class="more" id="bookings-ann">' in response.content


def test_tentative_booking_is_marked(ann, member_client):
    AssignmentFactory(person=ann, status="tentative")
    assert '<span class="tag">tentative</span>' in page_of(member_client).html


@pytest.mark.parametrize(
    ("client", "may_change"), [("member_client", False), ("manager_client", True)]
)
def test_whoever_may_staff_is_led_to_the_booking(client, may_change, ann, request):
    booking = AssignmentFactory(person=ann, project=ProjectFactory(name="Churn"))
    html = page_of(request.getfixturevalue(client)).html
    assert (f'href="/projects/churn/bookings/{booking.pk}/"' in html) == may_change


def test_people_who_left_are_not_on_it(ann, manager_client):
    ann.left_on = MONDAY - DAY
    ann.save()
    assert page_of(manager_client).people == ["max-manager"]


@pytest.mark.parametrize("query", ["", "free=10", "sort=success", "q=person"])
def test_page_takes_as_many_queries_for_3_people_as_for_30(
    query, manager_client, django_assert_max_num_queries, django_assert_num_queries
):
    for _ in range(3):
        AssignmentFactory()
    vocabulary()
    with django_assert_max_num_queries(15) as few:
        page_of(manager_client, query)
    for _ in range(27):
        AbsenceFactory(person=AssignmentFactory().person)
    with django_assert_num_queries(len(few)):
        page_of(manager_client, query)


# The fragment


@pytest.mark.parametrize("query", ["", "q=ann", "free=0"])
def test_fragment_is_the_same_part_of_the_whole_page(query, ann, manager_client):
    headers = {"HX-Request": "true"}
    part = manager_client.get(f"/availability/?{query}", headers=headers)
    assert part.content.decode().strip() in page_of(manager_client, query).html
    assert "HX-Request" in part["Vary"]


def test_empty_parameters_leave_the_address(manager_client):
    response = manager_client.get("/availability/?q=&add_skill=&free=50")
    assert response.url == "/availability/?free=50"
