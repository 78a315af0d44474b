from datetime import UTC, date, datetime

import pytest

from people.availability.calendar import DAY, FOREVER, Calendar, Span
from people.availability.windows import default_window, project_window
from people.availability.words import free_words
from people.lists.parameters import LAST_DAY, LONGEST_WINDOW
from people.words import day_words
from projects.models import Project

pytestmark = pytest.mark.usefixtures("monday")

WINDOW = date(2026, 3, 2), date(2026, 3, 29)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC))


def words(*confirmed, capacity=100, window=WINDOW, percent=10, **fields):
    calendar = Calendar(capacity, confirmed, **fields)
    return free_words(calendar, *window, percent)


def test_the_default_window_is_today_and_four_weeks_on():
    assert default_window() == WINDOW


# Days of a project


@pytest.mark.parametrize(
    ("starts", "ends", "window"),
    [
        (7, 60, (7, 60)),
        (-30, 60, (0, 60)),
        (7, None, (7, 34)),
        (None, None, (0, 27)),
        (None, 14, (0, 14)),
        (-30, -1, (0, 27)),
    ],
)
def test_window_is_what_is_left_of_the_project(starts, ends, window):
    def day(number):
        return None if number is None else WINDOW[0] + DAY * number

    project = Project(starts_on=day(starts), ends_on=day(ends))
    assert project_window(project) == tuple(map(day, window))


def test_window_without_a_project_is_that_of_the_lists():
    assert project_window(None) == (WINDOW[0], WINDOW[0] + DAY * 27)


def test_window_of_a_long_project_is_cut():
    project = Project(starts_on=WINDOW[0], ends_on=date(2099, 1, 1))
    assert project_window(project) == (WINDOW[0], WINDOW[0] + LONGEST_WINDOW)


@pytest.mark.parametrize("last", [None, FOREVER])
def test_window_of_a_project_in_the_far_future_is_within_calendars(last):
    project = Project(starts_on=FOREVER, ends_on=last)
    assert project_window(project)[0] == LAST_DAY


# Words


def test_somebody_without_bookings_is_free_now():
    assert words(capacity=60) == "60 % free now"


def test_a_window_ahead_is_named():
    window = date(2026, 4, 6), date(2026, 5, 3)
    assert words(window=window) == "100 % free from 6 Apr"


def test_free_time_begins_on_the_working_day_after_a_booking():
    booking = Span(100, date(2026, 1, 5), date(2026, 3, 6))
    assert words(booking) == "100 % free from 9 Mar"


def test_free_time_that_is_too_small_waits_for_the_percentage_asked():
    booking = Span(80, date(2026, 1, 5), date(2026, 3, 6))
    assert words(booking, percent=50) == "100 % free from 9 Mar"


def test_an_open_ended_booking_leaves_what_it_leaves():
    booking = Span(80, date(2026, 1, 5), FOREVER)
    assert words(booking, percent=50) == "20 % free now"


def test_somebody_booked_for_ever_is_fully_booked():
    assert words(Span(100, date(2026, 1, 5), FOREVER)) == "Fully booked"


def test_somebody_away_all_the_time_is_back_some_day():
    away = Span(0, date(2026, 3, 1), date(2026, 4, 3))
    assert words(absences=(away,)) == "100 % free from 6 Apr (away until 3 Apr)"


def test_somebody_away_for_good_is_away():
    assert words(absences=(Span(0, date(2026, 3, 1), FOREVER),)) == "Away"


def test_too_much_work_is_said_with_its_end():
    bookings = (
        Span(80, date(2026, 1, 5), date(2026, 3, 20)),
        Span(50, date(2026, 1, 5), FOREVER),
    )
    assert words(*bookings) == "Over-booked until 20 Mar"


@pytest.mark.parametrize(
    ("left_on", "expected"),
    [
        (date(2026, 3, 13), "Over-booked until leaving on 13 Mar"),
        (date(2026, 3, 20), "Over-booked until leaving on 20 Mar"),
        (date(2026, 3, 27), "Over-booked until 20 Mar"),
    ],
)
@pytest.mark.parametrize("last", [date(2026, 12, 24), FOREVER])
def test_too_much_work_ends_with_who_leaves(left_on, expected, last):
    bookings = (
        Span(80, date(2026, 1, 5), date(2026, 3, 20)),
        Span(50, date(2026, 1, 5), last),
    )
    assert words(*bookings, left_on=left_on) == expected


def test_too_much_work_without_an_end_is_said_with_its_size():
    bookings = (Span(80, date(2026, 1, 5), FOREVER),) * 2
    assert words(*bookings) == "Over-booked by 60 %"


# Words of days on which somebody is not here: 2 Mar is a Monday, and today


def day(number):
    return WINDOW[0] + DAY * number


def away(*pairs):
    return tuple(Span(0, day(first), day(last)) for first, last in pairs)


def window(first, last):
    return day(first), day(last)


ABSENCES = {
    "now, back in the window": (
        [(-3, 18)],
        "100 % free from 23 Mar (away until 20 Mar)",
    ),
    "now, to a Sunday": ([(0, 20)], "100 % free from 23 Mar (away until 22 Mar)"),
    "two weeks apart": (
        [(0, 4), (7, 11)],
        "100 % free from 16 Mar (away until 13 Mar)",
    ),
    "one after the other": (
        [(0, 2), (3, 8)],
        "100 % free from 11 Mar (away until 10 Mar)",
    ),
    "overlapping": ([(0, 8), (2, 4)], "100 % free from 11 Mar (away until 10 Mar)"),
    "twice the same": ([(0, 8), (0, 8)], "100 % free from 11 Mar (away until 10 Mar)"),
    "now and later": (
        [(0, 4), (14, 18)],
        "100 % free from 9 Mar (away until 6 Mar, then away 5 of 15 days)",
    ),
    "later": ([(14, 18)], "100 % free when here: away 5 of 20 days"),
    "later, twice the same": (
        [(14, 18), (14, 18)],
        "100 % free when here: away 5 of 20 days",
    ),
    "one day": ([(14, 14)], "100 % free when here: away 1 of 20 days"),
    "weekend": ([(5, 6)], "100 % free now"),
    "before": ([(-9, -3)], "100 % free now"),
    "after": ([(28, 40)], "100 % free now"),
}


@pytest.mark.parametrize(("pairs", "expected"), ABSENCES.values(), ids=ABSENCES)
def test_absence_is_told_with_what_is_free(pairs, expected):
    assert words(absences=away(*pairs)) == expected


STAYS = {
    "joins after the window": (
        {"joined_on": day(40)},
        "Joins 11 Apr: 100 % free from then",
    ),
    "joins in the window": ({"joined_on": day(7)}, "Joins 9 Mar: 100 % free from then"),
    "joined today": ({"joined_on": day(0)}, "100 % free now"),
    "leaves in the window": (
        {"left_on": day(2)},
        "100 % free when here: leaves on 4 Mar, here 3 of 20 days",
    ),
    "leaves after the window": ({"left_on": day(27)}, "100 % free now"),
    "joins and leaves": (
        {"joined_on": day(7), "left_on": day(9)},
        "Joins 9 Mar: 100 % free from then (leaves on 11 Mar, here 3 of 15 days)",
    ),
    "joins and is away": (
        {"joined_on": day(7), "absences": away((7, 11))},
        "Joins 9 Mar: 100 % free from 16 Mar (away until 13 Mar)",
    ),
    "away until leaving": (
        {"left_on": day(9), "absences": away((0, 9))},
        "Leaves on 11 Mar",
    ),
}


@pytest.mark.parametrize(("stay", "expected"), STAYS.values(), ids=STAYS)
def test_joining_and_leaving_are_told_with_what_is_free(stay, expected):
    assert words(**stay) == expected


def test_who_joins_another_year_is_told_with_the_year():
    found = words(joined_on=date(2027, 1, 6))
    assert found == "Joins 6 Jan 2027: 100 % free from then"


def test_who_joins_with_a_booking_is_free_after_it():
    booking = Span(80, day(7), day(18))
    found = words(booking, joined_on=day(7), percent=50)
    assert found == "Joins 9 Mar: 100 % free from 23 Mar"


def test_who_is_away_and_booked_is_free_after_both():
    booking = Span(100, day(-30), day(11))
    found = words(booking, absences=away((0, 4)))
    assert found == "100 % free from 16 Mar (away until 6 Mar)"


def test_little_time_after_an_absence_is_told_though_more_is_asked_for():
    found = words(capacity=40, absences=away((0, 30)), percent=50)
    assert found == "40 % free from 2 Apr (away until 1 Apr)"


@pytest.mark.parametrize(
    ("pairs", "window", "expected"),
    [
        ([(-3, 18)], (1, 25), "100 % free from 23 Mar (away until 20 Mar)"),
        ([(63, 67)], (56, 76), "100 % free when here: away 5 of 15 days"),
        ([(56, 60)], (56, 76), "100 % free when here: away 5 of 15 days"),
        ([(56, 76)], (56, 76), "100 % free from 18 May (away until 17 May)"),
    ],
)
def test_absence_in_a_window_ahead(pairs, window, expected):
    days = tuple(map(day, window))
    assert words(absences=away(*pairs), window=days) == expected


PAST = {
    "free": ({}, "100 % free, 2 Feb – 13 Feb"),
    "away": ({"absences": away((-28, -17))}, "Away, 2 Feb – 13 Feb"),
    "away for a part": (
        {"absences": away((-28, -26))},
        "100 % free when here: away 3 of 10 days, 2 Feb – 13 Feb",
    ),
    "joined since": ({"joined_on": day(-7)}, "Joined 23 Feb"),
    "joined in it": (
        {"joined_on": day(-21)},
        "100 % free when here: joined 9 Feb, here 5 of 10 days, 2 Feb – 13 Feb",
    ),
    "joins later": ({"joined_on": day(7)}, "Joins 9 Mar"),
    "busy": (
        {"confirmed": (Span(100, day(-40), FOREVER),)},
        "0 % free, 2 Feb – 13 Feb",
    ),
    "too busy": (
        {"confirmed": (Span(100, day(-40), FOREVER),) * 2},
        "Over-booked by 100 %, 2 Feb – 13 Feb",
    ),
}


@pytest.mark.parametrize(("fields", "expected"), PAST.values(), ids=PAST)
def test_window_that_is_over_is_told_as_it_was(fields, expected):
    calendar = Calendar(100, **fields)
    assert free_words(calendar, *window(-28, -17)) == expected


def test_days_of_a_window_that_are_over_do_not_count():
    booking = Span(100, day(-30), day(-3))
    assert words(booking, window=window(-30, 25)) == "100 % free now"


def test_absence_never_makes_anybody_over_booked():
    bookings = (Span(80, day(0), day(4)),) * 2
    assert words(*bookings, absences=away((0, 4))) == (
        "100 % free from 9 Mar (away until 6 Mar)"
    )


def test_another_year_is_named():
    assert day_words(date(2027, 3, 9)) == "9 Mar 2027"
