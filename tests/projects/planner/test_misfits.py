"""Bookings that do not go with their project, their person or their mentor."""

from datetime import date, timedelta

import pytest

from projects.planner.misfit_groups import MOST_MISFITS, misfit_groups
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def misfits(slug):
    """Why and way of each misfit of that kind."""
    found = {group.slug: group.misfits for group in misfit_groups()}
    return [(one.why, one.words) for one in found[slug]]


def book(project=None, days=None, **fields):
    """Book on a project with these fields, from and to days counted from Monday."""
    first, last = days or (-30, 30)
    return AssignmentFactory(
        project=ProjectFactory(**project or {}),
        starts_on=MONDAY + DAY * first,
        ends_on=None if last is None else MONDAY + DAY * last,
        **fields,
    )


def test_bookings_that_go_with_all_dates_are_no_misfits():
    book({"ends_on": MONDAY + DAY * 30})
    book({"status": "active"}, days=(0, None))
    assert not any(group.misfits for group in misfit_groups())


# The project


def test_booking_on_a_closed_project_ends_with_it():
    book({"status": "closed", "ends_on": MONDAY - DAY * 7})
    assert misfits("beyond") == [("The project is closed", "End 2 Mar")]


def test_booking_on_a_closed_project_without_days_ends():
    book({"status": "closed"}, days=(-30, None))
    assert misfits("beyond") == [("The project is closed", "End 8 Mar")]


@pytest.mark.parametrize("last", [0, -1])
def test_booking_that_ended_when_its_project_closed_is_no_misfit(last):
    book({"status": "closed", "ends_on": MONDAY}, days=(-30, last))
    assert misfits("beyond") == []


def test_booking_that_was_left_open_on_the_closing_day_ends_with_it():
    book({"status": "closed", "ends_on": MONDAY}, days=(-30, None))
    assert misfits("beyond") == [("The project is closed", "End 9 Mar")]


@pytest.mark.parametrize("first", [-3, 0, 3])
def test_booking_that_begins_after_its_project_never_was(first):
    book({"status": "closed", "ends_on": MONDAY - DAY * 7}, days=(first, None))
    assert misfits("beyond") == [("The project is closed", "Take back")]


@pytest.mark.parametrize("last", [None, 30])
def test_booking_on_a_project_that_should_have_ended(last):
    book({"status": "active", "ends_on": MONDAY - DAY}, days=(-30, last))
    why = "The project should have ended on 8 Mar"
    way = "Close the project · Give it a new last day"
    assert misfits("beyond") == [(why, way)]


def test_booking_that_is_longer_than_its_project():
    book({"ends_on": MONDAY + DAY * 7})
    why = "Goes on until 8 Apr, the project until 16 Mar"
    way = "End 16 Mar · Give the project a later last day"
    assert misfits("beyond") == [(why, way)]


@pytest.mark.parametrize("first", [0, -3])
def test_booking_that_begins_before_its_project(first):
    book({"starts_on": MONDAY + DAY * 7}, days=(first, 30))
    begins = {0: "9 Mar", -3: "6 Mar"}[first]
    why = f"Begins on {begins}, the project on 16 Mar"
    way = "Begin 16 Mar · Give the project an earlier first day"
    assert misfits("beyond") == [(why, way)]


def test_booking_that_is_over_before_its_project_begins():
    book({"starts_on": MONDAY + DAY * 7}, days=(0, 6))
    way = "Move to 16 Mar · Give the project an earlier first day"
    assert misfits("beyond") == [("Begins on 9 Mar, the project on 16 Mar", way)]


def test_booking_that_is_longer_than_its_project_on_both_sides():
    book({"starts_on": MONDAY + DAY * 7, "ends_on": MONDAY + DAY * 11}, days=(0, 30))
    why = "Begins on 9 Mar, the project on 16 Mar, and goes on beyond its end"
    way = "Begin 16 Mar, end 20 Mar"
    assert misfits("beyond") == [(why, way)]


def test_early_days_that_are_over_are_not_told_of_a_longer_booking():
    days = {"starts_on": MONDAY - DAY * 7, "ends_on": MONDAY + DAY * 7}
    book({"status": "active"} | days)
    assert misfits("beyond")[0][0] == "Goes on until 8 Apr, the project until 16 Mar"


def test_open_booking_that_begins_after_its_project():
    book({"ends_on": MONDAY + DAY * 4}, days=(7, None))
    why = "Begins on 16 Mar, the project ends on 13 Mar"
    way = "Take back · Give the project a later last day"
    assert misfits("beyond") == [(why, way)]


@pytest.mark.parametrize(
    ("status", "starts_on", "days"),
    [
        ("active", MONDAY, (-30, 30)),
        ("proposed", MONDAY + DAY * 7, (7, 30)),
        ("proposed", MONDAY + DAY * 7, (-30, -1)),
        ("cancelled", MONDAY + DAY * 7, (0, 30)),
    ],
)
def test_early_days_that_are_over_or_take_no_time_are_no_misfit(
    status, starts_on, days
):
    book({"status": status, "starts_on": starts_on}, days=days)
    assert misfits("beyond") == []


def test_tentative_booking_beyond_the_project_is_told_too():
    book({"status": "closed"}, status="tentative")
    assert len(misfits("beyond")) == 1


@pytest.mark.parametrize(
    ("project", "days"),
    [
        ({"status": "cancelled", "ends_on": MONDAY - DAY}, (-30, 30)),
        ({"status": "closed"}, (-30, -1)),
        ({"ends_on": MONDAY}, (-30, 0)),
        ({"ends_on": MONDAY}, (-30, None)),
    ],
)
def test_what_is_over_or_takes_no_time_is_no_misfit(project, days):
    book(project, days=days)
    assert misfits("beyond") == []


# Absences


def away(booking, first, last):
    return AbsenceFactory(
        person=booking.person,
        starts_on=MONDAY + DAY * first,
        ends_on=MONDAY + DAY * last,
    )


@pytest.mark.parametrize(
    ("days", "way"),
    [
        ((-30, 30), "Who instead"),
        ((-30, None), "Who instead"),
        ((8, 30), "Begin 23 Mar · Who instead"),
        ((-30, 12), "End 13 Mar · Who instead"),
        ((7, 11), "Move to 23 Mar · Take back · Who instead"),
    ],
)
def test_booking_while_away_for_a_week(days, way):
    away(book(days=days), 7, 13)
    assert misfits("away") == [("Away 16 Mar – 22 Mar", way)]


@pytest.mark.parametrize(
    ("first", "way"),
    [
        (-1, "Move to 16 Mar · End 8 Mar · Who instead"),
        (0, "Move to 16 Mar · Take back · Who instead"),
    ],
)
def test_booking_that_began_within_an_absence(first, way):
    away(book(days=(first, 5)), -3, 6)
    assert misfits("away") == [("Away 6 Mar – 15 Mar", way)]


@pytest.mark.parametrize(
    ("booked", "absent"),
    [
        ((-30, 30), (7, 10)),
        ((-30, 8), (7, 13)),
        ((12, 30), (7, 13)),
        ((-30, 30), (-14, -1)),
        ((-30, 6), (7, 13)),
        ((14, 30), (7, 13)),
    ],
)
def test_short_or_past_absence_is_no_misfit(booked, absent):
    away(book(days=booked), *absent)
    assert misfits("away") == []


def test_tentative_booking_while_away_is_told_too():
    away(book(status="tentative"), 7, 13)
    assert [why for why, _ in misfits("away")] == ["Away 16 Mar – 22 Mar"]


@pytest.mark.parametrize(
    ("absences", "told"),
    [
        ([(7, 13), (7, 13)], ["Away 16 Mar – 22 Mar"]),
        ([(7, 13), (9, 15)], ["Away 16 Mar – 24 Mar"]),
        ([(7, 9), (10, 13)], ["Away 16 Mar – 22 Mar"]),
        ([(10, 11), (14, 16)], ["Away 19 Mar – 25 Mar"]),
        ([(7, 8), (10, 11)], []),
    ],
    ids=str,
)
def test_absences_that_overlap_or_adjoin_are_told_once(absences, told):
    booking = book()
    for days in absences:
        away(booking, *days)
    assert [why for why, _ in misfits("away")] == told


@pytest.mark.parametrize("status", ["tentative", "confirmed"])
@pytest.mark.parametrize(
    ("days", "absences"),
    [((8, 9), [(8, 9)]), ((8, 9), [(8, 8), (9, 9)]), ((-30, 6), [(0, 4)])],
)
def test_short_absence_that_leaves_no_day_of_a_booking_is_told(days, absences, status):
    booking = book(days=days, status=status)
    for one in absences:
        away(booking, *one)
    assert len(misfits("away")) == 1


# Before joining, and weekends


@pytest.mark.parametrize(
    ("joins", "days", "way"),
    [
        (14, (7, 30), "Begin 23 Mar"),
        (14, (7, None), "Begin 23 Mar"),
        (14, (7, 11), "Move to 23 Mar · Take back"),
        (14, (-7, 11), "Move to 23 Mar · End 8 Mar"),
    ],
)
def test_booking_before_its_person_joins(joins, days, way):
    book(person=PersonFactory(joined_on=MONDAY + DAY * joins), days=days)
    assert misfits("idle") == [("The first day here is 23 Mar", way)]


@pytest.mark.parametrize("days", [(5, 6), (5, 5), (6, 6)])
def test_booking_on_a_weekend_only(days):
    book(days=days)
    assert misfits("idle") == [("Lies on a weekend", "Move to 16 Mar · Take back")]


@pytest.mark.parametrize("days", [(4, 6), (5, 7), (5, 12), (5, None), (-2, -1)])
def test_booking_with_a_working_day_or_over_is_no_misfit(days):
    book(days=days, person=PersonFactory(joined_on=MONDAY - DAY * 30))
    assert misfits("idle") == []


def test_each_absence_is_told_the_next_first():
    booking = book()
    away(booking, 21, 27)
    away(booking, 7, 13)
    assert [why for why, _ in misfits("away")] == [
        "Away 16 Mar – 22 Mar",
        "Away 30 Mar – 5 Apr",
    ]


# Leaving


def leaver(day):
    return PersonFactory(left_on=MONDAY + DAY * day)


def test_booking_that_is_longer_than_its_person_stays():
    book(person=leaver(11))
    way = "End 20 Mar · Who instead"
    assert misfits("leaving") == [("The last day is 20 Mar", way)]


def test_booking_that_begins_after_its_person_leaves():
    book(person=leaver(11), days=(14, None))
    way = "Take back · Who instead"
    assert misfits("leaving") == [("The last day is 20 Mar", way)]


@pytest.mark.parametrize("day", [30, 31, -1])
def test_who_stays_long_enough_or_has_left_is_no_misfit(day):
    book(person=leaver(day))
    assert misfits("leaving") == []


# Mentors


@pytest.fixture
def seat():
    """Lou learns Rust on Churn from Bo, who is not on it."""
    names = {"person__name": "Lou", "learns__name": "Rust", "mentor__name": "Bo"}
    return LearningSeatFactory(project=ProjectFactory(name="Churn"), **names)


def guide(seat, first, last, **fields):
    return book_on(seat.project, seat.mentor, first, last, **fields)


def book_on(project, person, first, last, **fields):
    return AssignmentFactory(
        project=project,
        person=person,
        starts_on=MONDAY + DAY * first,
        ends_on=None if last is None else MONDAY + DAY * last,
        **fields,
    )


def test_learner_whose_mentor_has_no_booking_is_told(seat):
    why = "Learns Rust from Bo, who is not on the team now"
    assert misfits("unguided") == [(why, "Name another mentor")]


def test_learner_without_a_mentor_is_told(seat):
    type(seat).objects.update(mentor=None)
    why = "Learns Rust, and nobody guides"
    assert misfits("unguided") == [(why, "Name a mentor")]


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [(-30, None, False), (-30, 0, False), (7, 14, False), (-30, -1, True)],
)
def test_mentor_guides_until_the_booking_is_over(seat, first, last, is_told):
    guide(seat, first, last)
    assert bool(misfits("unguided")) is is_told


def test_mentor_who_is_booked_tentatively_guides(seat):
    guide(seat, 0, None, status="tentative")
    assert misfits("unguided") == []


def test_mentor_who_left_guides_nobody(seat):
    guide(seat, -30, None)
    seat.mentor.left_on = MONDAY - DAY
    seat.mentor.save()
    assert len(misfits("unguided")) == 1


def test_mentor_on_another_project_guides_nobody_here(seat):
    book_on(ProjectFactory(), seat.mentor, -30, None)
    assert len(misfits("unguided")) == 1


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_learner_on_a_project_that_is_over_needs_no_mentor(seat, status):
    type(seat.project).objects.update(status=status)
    assert misfits("unguided") == []


def test_seat_that_is_over_needs_no_mentor(seat):
    type(seat).objects.update(ends_on=MONDAY - DAY)
    assert misfits("unguided") == []


def test_page_leads_a_manager_to_name_another_mentor(seat, manager_client):
    html = manager_client.get("/availability/conflicts/").content.decode()
    back = "%2Favailability%2Fconflicts%2F%23unguided"
    assert f'href="{seat.get_absolute_url()}edit/?next={back}#id_seat"' in html


# All kinds


def test_first_misfits_are_shown_and_all_are_counted():
    churn = ProjectFactory(status="closed")
    for _ in range(MOST_MISFITS + 2):
        AssignmentFactory(project=churn)
    group = misfit_groups()[0]
    assert (len(group.misfits), group.count) == (MOST_MISFITS, MOST_MISFITS + 2)


@pytest.mark.parametrize("count", [1, 5])
def test_all_kinds_take_four_queries(count, django_assert_num_queries):
    for _ in range(count):
        away(book({"status": "closed"}, person=leaver(11)), 7, 13)
        book(days=(5, 6))
        LearningSeatFactory()
    with django_assert_num_queries(4):
        assert [len(group.misfits) for group in misfit_groups()] == [count] * 5


def test_page_says_why_and_what_to_do(member_client):
    booking = book({"name": "Churn", "ends_on": MONDAY + DAY * 7}, percent=40)
    text = text_of(member_client.get("/availability/conflicts/"))
    assert f"{booking.person} Goes on until 8 Apr, the project until 16 Mar" in text
    assert "Churn 40 %, 7 Feb 2026 – 8 Apr 2026" in text
    assert "End 16 Mar · Give the project a later last day" in text


def test_page_says_how_many_more_there_are(member_client):
    churn = ProjectFactory(status="closed")
    for _ in range(MOST_MISFITS + 1):
        AssignmentFactory(project=churn)
    text = text_of(member_client.get("/availability/conflicts/"))
    assert "Booked beyond the project 1–25 of 26" in text


def test_all_misfits_are_on_some_page(member_client):
    churn = ProjectFactory(status="closed")
    made = [AssignmentFactory(project=churn) for _ in range(2 * MOST_MISFITS + 1)]
    shown, address = [], "/availability/conflicts/"
    while address:
        page = member_client.get(address)
        group = page.context["groups"][0]
        shown += [one.booking for one in group.misfits]
        address = group.later and f"/availability/conflicts/{group.later}"
    assert sorted(one.pk for one in shown) == [one.pk for one in made]


@pytest.mark.parametrize("number", ["0", "-1", "9", "x", "99999999999", "²"])
def test_a_page_of_misfits_that_is_not_there_is_the_first(number, member_client):
    AssignmentFactory(project=ProjectFactory(status="closed"))
    page = member_client.get("/availability/conflicts/", {"beyond": number})
    assert "Booked beyond the project 1 " in text_of(page)


def test_page_leads_a_manager_to_the_booking(manager_client):
    booking = book({"name": "Churn", "status": "closed"})
    html = manager_client.get("/availability/conflicts/").content.decode()
    assert f'href="/projects/churn/bookings/{booking.pk}/?next=' in html
