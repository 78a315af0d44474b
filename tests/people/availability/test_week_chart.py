"""The picture of the coming weeks, and the same in words."""

import re
from datetime import date

import pytest

from people.availability.calendar import FOREVER, Calendar, Span, Week, weeks
from people.availability.week_chart import week_chart

MONDAY = date(2026, 3, 9)


def chart_of(*confirmed, capacity=100, tentative=(), absences=(), count=3):
    calendar = Calendar(capacity, confirmed, tentative, absences)
    return week_chart(weeks(calendar, MONDAY, count))


def heights(path):
    """Each bar's height in units of twenty."""
    return [int(height) for height in re.findall(r"v(\d+)h-", path)]


def test_free_weeks_are_empty_slots():
    chart = chart_of()
    assert heights(chart.slots) == [20, 20, 20]
    assert (chart.busy, chart.tentative, chart.away, chart.over) == ("", "", "", "")
    assert chart.label == "Free by week: 100 % from 9 Mar"


def test_bar_is_as_high_as_the_load():
    chart = chart_of(Span(50, MONDAY, date(2026, 3, 20)))
    assert heights(chart.busy) == [10, 10]
    assert chart.label == "Free by week: 50 % from 9 Mar, 100 % from 23 Mar"


def test_tentative_load_stands_on_top_of_the_confirmed():
    chart = chart_of(
        Span(50, MONDAY, FOREVER), tentative=(Span(25, MONDAY, MONDAY),), count=1
    )
    assert chart.tentative == "M0 5h10v5h-10z"
    assert chart.label == "Free by week: 50 % (25 % if tentative) from 9 Mar"


def test_week_away_is_a_line():
    chart = chart_of(absences=(Span(0, MONDAY, date(2026, 3, 13)),))
    assert heights(chart.away) == [2]
    assert chart.label == "Free by week: away from 9 Mar, 100 % from 16 Mar"


def test_week_of_too_much_work_is_marked():
    chart = chart_of(Span(80, MONDAY, MONDAY), capacity=60, count=1)
    assert chart.over == "M1 1h8v18h-8z"
    assert chart.label == "Free by week: over-booked by 20 % from 9 Mar"


@pytest.mark.parametrize("percent", [1, 60, 100])
def test_bars_stay_inside_the_picture(percent):
    bookings = (Span(percent, MONDAY, FOREVER),) * 3
    chart = chart_of(*bookings, tentative=bookings, count=1)
    assert sum(heights(chart.busy) + heights(chart.tentative)) <= 20


@pytest.mark.parametrize(("count", "width"), [(1, 10), (12, 142)])
def test_picture_is_as_wide_as_its_weeks(count, width):
    assert chart_of(count=count).width == width


@pytest.mark.parametrize(
    ("today", "line"),
    [(MONDAY, "M0 0v20"), (date(2026, 3, 19), "M16 0v20"), (date(2026, 4, 6), "")],
)
def test_today_is_a_line_among_its_weeks(time_machine, today, line):
    time_machine.move_to(today)
    assert chart_of().today == line


def test_the_axis_names_the_first_week_and_the_first_of_each_month():
    labels = chart_of(count=9).axis
    assert [label for label in labels if label] == ["9 Mar", "6 Apr", "4 May"]


def test_the_legend_explains_what_is_drawn():
    chart = chart_of(Span(50, MONDAY, FOREVER), tentative=(Span(25, MONDAY, MONDAY),))
    assert {"booked", "tentative", "free"} <= {words for _, words in chart.legend}
    assert "tentative" not in {words for _, words in chart_of().legend}


@pytest.mark.parametrize("off", ["away", "gone", "not here yet", "away or gone"])
def test_the_legend_tells_who_has_left_from_who_is_away(off):
    days = Week(MONDAY, 0, 0, 100, 5)
    chart = week_chart([days._replace(off=words) for words in off.split(" or ")])
    assert [words for _, words in chart.legend][-1] == off
