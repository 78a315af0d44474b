from datetime import UTC, date, datetime

import pytest

from people.availability import DAY, FOREVER, Calendar, Span
from people.free_time import day_words, default_window, free_words, project_window
from people.parameters import LAST_DAY, LONGEST_WINDOW
from projects.models import Project

pytestmark = pytest.mark.usefixtures("monday")

WINDOW = date(2026, 3, 2), date(2026, 3, 29)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC))


def words(*confirmed, capacity=100, absences=(), window=WINDOW, percent=10):
    calendar = Calendar(capacity, confirmed, (), absences)
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
    assert words(absences=(away,)) == "Away until 5 Apr"


def test_somebody_away_for_good_is_away():
    assert words(absences=(Span(0, date(2026, 3, 1), FOREVER),)) == "Away"


def test_too_much_work_is_said_with_its_end():
    bookings = (
        Span(80, date(2026, 1, 5), date(2026, 3, 20)),
        Span(50, date(2026, 1, 5), FOREVER),
    )
    assert words(*bookings) == "Over-booked until 20 Mar"


def test_too_much_work_without_an_end_is_said_with_its_size():
    bookings = (Span(80, date(2026, 1, 5), FOREVER),) * 2
    assert words(*bookings) == "Over-booked by 60 %"


def test_another_year_is_named():
    assert day_words(date(2027, 3, 9)) == "9 Mar 2027"
