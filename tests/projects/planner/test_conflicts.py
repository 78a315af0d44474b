"""Who is booked beyond capacity, when, by how much, and what would resolve it."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest

from projects.planner.conflicts import WayOut, overbooked_page
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
    TeamFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)
FRIDAY = MONDAY + DAY * 4


@pytest.fixture
def ann():
    """Ann has 80 % with no end."""
    person = PersonFactory(name="Ann")
    churn = ProjectFactory(name="Churn", lead=PersonFactory(name="Lea Lead"))
    AssignmentFactory(person=person, project=churn, percent=80)
    return person


def book(person, first, last=None, percent=50, **fields):
    """Book from and to days counted from Monday."""
    return AssignmentFactory(
        person=person,
        percent=percent,
        starts_on=MONDAY + DAY * first,
        ends_on=None if last is None else MONDAY + DAY * last,
        **fields,
    )


def overbooked():
    return overbooked_page(1).object_list


def conflicts():
    """Days and size of each conflict, by the person's slug."""
    return {
        one.person.slug: [(each.days, each.run.over) for each in one.conflicts]
        for one in overbooked()
    }


def ways():
    """What each booking could give, of the first conflict of the first person."""
    return [way.words for way in overbooked()[0].conflicts[0].ways_out]


# Who and when


def test_nobody_is_overbooked_within_capacity(ann):
    book(ann, 0, 30, percent=20)
    assert conflicts() == {}


def test_conflict_has_days_and_size(ann):
    book(ann, 7, 11)
    assert conflicts() == {"ann": [("16 Mar – 20 Mar", 30)]}


def test_conflict_of_one_day_is_a_day(ann):
    book(ann, 4, 6)
    assert conflicts() == {"ann": [("On 13 Mar", 30)]}


def test_conflict_without_end_says_so(ann):
    book(ann, 14)
    assert conflicts() == {"ann": [("From 23 Mar, with no end", 30)]}


def test_conflict_that_goes_on_begins_today(ann):
    book(ann, -30, 4)
    assert conflicts() == {"ann": [("9 Mar – 13 Mar", 30)]}


def test_each_conflict_of_a_person_is_told(ann):
    book(ann, 0, 4)
    book(ann, 14, 18, percent=30)
    found = [("9 Mar – 13 Mar", 30), ("23 Mar – 27 Mar", 10)]
    assert conflicts() == {"ann": found}


def test_bookings_one_after_the_other_are_no_conflict():
    person = PersonFactory()
    book(person, 0, 6, percent=100)
    book(person, 7, 11, percent=100)
    assert conflicts() == {}


def test_past_overload_is_no_conflict(ann):
    book(ann, -30, -1)
    assert conflicts() == {}


@pytest.mark.parametrize(
    "fields", [{"status": "tentative"}, {"project__status": "cancelled"}]
)
def test_what_takes_no_time_is_no_conflict(ann, fields):
    book(ann, 0, 4, **fields)
    assert conflicts() == {}


def test_overload_while_away_is_no_conflict(ann):
    AbsenceFactory(person=ann, starts_on=MONDAY, ends_on=FRIDAY)
    book(ann, 0, 6)
    assert conflicts() == {}


def test_small_capacity_is_exceeded_by_one_booking():
    book(PersonFactory(name="Ben", capacity=40), 0, 4)
    assert conflicts() == {"ben": [("9 Mar – 13 Mar", 10)]}


def test_people_who_left_are_left_out(ann):
    book(ann, 0, 4)
    ann.left_on = MONDAY - DAY
    ann.save()
    assert conflicts() == {}


def test_earliest_conflict_comes_first_then_the_worst(ann):
    book(ann, 7, 11)
    for name, percent in (("Ben", 100), ("Cleo", 90)):
        person = PersonFactory(name=name, capacity=60)
        book(person, 0, 4, percent=percent)
    assert list(conflicts()) == ["ben", "cleo", "ann"]


# Ways out


def test_way_out_of_a_booking_that_began_earlier(ann):
    book(ann, 7, 11)
    assert ways()[0] == "Lower to 50 % · End 13 Mar · Who instead"


def test_way_out_of_a_booking_that_would_end_in_the_past(ann):
    book(ann, 0, 4)
    assert ways()[0] == "Lower to 50 % · End 6 Mar · Who instead"


def test_way_out_of_a_booking_within_the_conflict(ann):
    book(ann, 7, 11)
    assert ways()[1] == "Lower to 20 % · Who instead"


def test_way_out_of_a_booking_that_goes_on(ann):
    ann.assignments.update(ends_on=FRIDAY)
    book(ann, 0)
    assert ways()[1] == "Lower to 20 % · Begin 16 Mar · Who instead"


def test_way_out_of_a_booking_that_is_the_overload():
    book(PersonFactory(capacity=0), 0, 4)
    assert ways() == ["Take it out of these days · Who instead"]


def test_booking_that_is_not_enough_says_what_remains(ann):
    book(ann, 7, 11)
    book(ann, 7, 11, percent=10)
    rest = "Still over by 30 %"
    assert ways()[2] == f"Take it out of these days · Who instead · {rest}"


def test_booking_that_is_not_enough_can_give_its_part(ann, manager_client):
    for percent in (60, 50):
        book(ann, 7, 11, percent=percent)
    assert ways()[0] == "End 13 Mar · Who instead · Still over by 10 %"
    assert "then booked for 110 %" in " ".join(text_of(page_of(manager_client)).split())


def test_only_bookings_of_the_conflict_are_offered(ann):
    book(ann, 7, 11)
    book(ann, 30, 40, percent=10)
    assert len(ways()) == 2


def test_words_begin_with_a_capital_letter(ann):
    book(ann, 0, 4)
    way = overbooked()[0].conflicts[0].ways_out[0]
    assert isinstance(way, WayOut)
    assert way.words[0].isupper()


# A project that closes today


def close(booking, **fields):
    fields = {"status": "closed", "ends_on": MONDAY} | fields
    type(booking.project).objects.filter(pk=booking.project_id).update(**fields)


def test_booking_that_ended_with_its_project_today_gives_nothing(ann):
    close(book(ann, -7, 0, project=ProjectFactory(name="Radar")))
    assert conflicts() == {"ann": [("On 9 Mar", 30)]}
    assert ways() == [
        "Lower to 50 % · End 6 Mar · Who instead",
        "Nothing to do: it ends today, with its project",
    ]


def test_booking_left_open_by_a_closed_project_ends_with_it(ann):
    close(book(ann, -7, 4))
    assert ways()[1] == "End 9 Mar"


def test_booking_to_come_on_a_closed_project_is_taken_back(ann):
    close(book(ann, 7, 11))
    assert ways()[1] == "Take back"


def test_conflict_of_today_alone_is_not_ended_by_ending_now(ann):
    book(ann, -7, 0)
    assert ways()[1] == "Lower to 20 % · End 6 Mar · Who instead"


@pytest.mark.parametrize(("last", "is_led"), [(0, False), (4, True)])
def test_page_leads_only_to_bookings_that_can_change(last, is_led, ann, manager_client):
    one = book(ann, -7, last, project=ProjectFactory(name="Radar"))
    close(one)
    html = page_of(manager_client).content.decode()
    section = html.split('id="beyond"')[0]
    assert (f'href="{one.get_absolute_url()}?next=' in section) == is_led


# The page


def page_of(client, query=""):
    response = client.get(f"/availability/conflicts/?{query}")
    assert response.status_code == 200
    return response


def test_page_says_who_when_and_what_to_do(ann, member_client):
    book(ann, 7, 11, project=ProjectFactory(name="Radar"))
    text = text_of(page_of(member_client))
    assert "1 person over-booked" in text
    assert "over by 30 % 16 Mar – 20 Mar" in text
    assert "Churn 80 %, 5 Jan 2026 – open, led by Lea Lead" in text


def test_page_without_conflicts_says_so(member_client):
    text = text_of(page_of(member_client))
    assert "0 people over-booked" in text
    assert "Nobody is booked beyond capacity." in text


@pytest.mark.parametrize(
    ("client", "may_change"), [("member_client", False), ("manager_client", True)]
)
def test_whoever_may_staff_is_led_to_the_booking(client, may_change, ann, request):
    booking = book(ann, 7, 11, project=ProjectFactory(name="Radar"))
    html = page_of(request.getfixturevalue(client)).content.decode()
    assert (f'href="/projects/radar/bookings/{booking.pk}/?next=' in html) == may_change


def test_page_shows_25_people(manager_client):
    for _ in range(27):
        book(PersonFactory(capacity=40, team=None), 0, 4)
    pages = [page_of(manager_client, f"page={n}") for n in (1, 2, 99, "x")]
    counts = [len(re.findall("data-person", page.content.decode())) for page in pages]
    assert counts == [25, 2, 2, 25]


def test_page_names_the_team(ann, member_client):
    ann.team = TeamFactory(name="Data")
    ann.save()
    book(ann, 7, 11)
    assert "capacity 100 % · Data" in text_of(page_of(member_client))


def test_page_takes_as_many_queries_for_3_people_as_for_30(
    manager_client, django_assert_max_num_queries, django_assert_num_queries
):
    for _ in range(3):
        book(PersonFactory(capacity=40), 0, 4)
    with django_assert_max_num_queries(15) as few:
        page_of(manager_client)
    for _ in range(27):
        book(PersonFactory(capacity=40, team=TeamFactory()), 0, 4)
    with django_assert_num_queries(len(few)):
        page_of(manager_client)


def test_nobody_overbooked_takes_one_query(ann, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert overbooked() == []


def test_people_take_four_queries(ann, django_assert_num_queries):
    book(ann, 7, 11)
    with django_assert_num_queries(4):
        assert len(overbooked()) == 1


# The file


def file_of(client):
    response = client.get("/availability/conflicts/export.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return response, list(csv.DictReader(StringIO(text)))


def test_all_conflicts_are_exported_a_line_a_booking(ann, member_client):
    book(ann, 7, 11, project=ProjectFactory(name="Radar"))
    response, lines = file_of(member_client)
    assert 'filename="conflicts-2026-03-09.csv"' in response["Content-Disposition"]
    assert [(one["Name"], one["Project"]) for one in lines] == [
        ("Ann", "Churn"),
        ("Ann", "Radar"),
    ]


def test_exported_line_has_days_sizes_and_ways_out(ann, member_client):
    book(ann, 7, 11)
    line = file_of(member_client)[1][0]
    assert [*line.values()] == [
        *("Ann", "", "100", "30", "2026-03-16", "2026-03-20", "Churn"),
        *("80", "2026-01-05", "", "Lea Lead"),
        "Lower to 50 % · End 13 Mar · Who instead",
    ]


def test_no_conflicts_are_a_file_with_headings(member_client):
    assert file_of(member_client)[1] == []


@pytest.mark.parametrize("count", [3, 30])
def test_export_takes_as_many_queries_for_3_people_as_for_30(
    count, member_client, django_assert_max_num_queries
):
    for _ in range(count):
        book(PersonFactory(capacity=40), 0, 4)
    with django_assert_max_num_queries(8):
        assert len(file_of(member_client)[1]) == count
