"""Shares of a whole and of a full-time week in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.cells.shares import (
    DAYS,
    HOURS,
    PERCENT,
    SHARE,
    UNCLEAR,
    UNCLEAR_ONE,
    WHOLE,
    Measure,
    Unit,
    is_part_time,
    is_range,
    percent,
    unit_of,
)
from tests.thoroughness import examples

anything = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (80, 80),
        ("80", 80),
        ("80 %", 80),
        ("80%", 80),
        ("80 percent", 80),
        (0.8, 80),
        ("0.8", 80),
        ("0,8", 80),
        (".8", None),
        (1, 100),
        (1.0, 100),
        ("1 %", 1),
        ("0.5 %", 1),
        (0, 0),
        ("0", 0),
        (12.5, 13),
        ("12,5 %", 13),
        (62.4, 62),
        ("~80 %", 80),
        ("ca. 80%", 80),
        ("about 80", 80),
        ("6 of 8", 75),
        ("6/8", 75),
        ("6 out of 8 projects", 75),
        ("0/0", None),
        ("9/8", None),
        ("full time", 100),
        ("Half-time", 50),
        (100, 100),
        (101, None),
        (-5, None),
        ("80–90 %", None),
        ("high", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        ("9" * 5000, None),
        # More than the whole is never a little of it.
        (1.2, None),
        ("1.2", None),
        ("1,2 FTE", None),
        ("2 FTE", None),
        ("0.8 FTE", 80),
        ("FTE 0.8", 80),
        ("1 FTE", 100),
        ("0,8 VZÄ", 80),
        ("80% FTE", 80),
        ("4 days", 80),
        ("4 Tage", 80),
        ("4 days/week", 80),
        ("4d", 80),
        ("3.5 days per week", 70),
        ("32h", 80),
        ("32 hours", 80),
        ("32h/week", 80),
        ("32 Std. pro Woche", 80),
        ("6 h/day", 75),
        ("60 h", None),
        ("8 h", None),
        ("8 h per week", 20),
        ("80% (4 days)", 80),
        ("Full-time (40h)", 100),
        ("Full time, 100%", 100),
        ("50% part-time", 50),
        ("80% (3 days)", None),
        ("10 days per month", None),
        ("4 people", None),
        ("Vollzeit", 100),
        ("temps plein", 100),
        ("mi-temps", 50),
        ("Half", 50),
        ("50-60%", None),
        ("part-time", None),
        ("permanent", None),
    ],
)
def test_percentage_is_understood(value, expected):
    assert percent(value) == expected


def test_more_than_a_hundred_percent_can_be_allowed():
    assert percent("120 %", most=200) == 120


@examples(200)
@given(st.integers(0, 100))
def test_percentage_reads_the_same_however_it_is_written(share):
    assert percent(f"{share} %") == percent(f"{share}%") == share
    assert percent(share / 100) == share


@pytest.mark.parametrize(
    ("values", "heading", "unit"),
    [
        ([80, 60], "Capacity", None),
        ([40, 32], "Hours per week", HOURS),
        ([40, 32], "Working time (h)", HOURS),
        ([40, 32], "Capacity, %", PERCENT),
        ([40, 32], "Workload", UNCLEAR),
        (["40h", 32], "Workload", HOURS),
        (["40h", 80], "Workload", None),
        ([35, 28], "Hours", Unit(Measure.HOURS, 35)),
        ([37.5, 30], "Stunden", Unit(Measure.HOURS, 37.5)),
        ([8, 6], "Hours", UNCLEAR),
        ([8, 6], "Hours per week", HOURS),
        ([5, 4, 2.5], "Workload", DAYS),
        ([3, 2], "Days per week", DAYS),
        ([3, 2], "Workload", UNCLEAR),
        ([1, 0.8, 1.2], "Workload", None),
        ([1, 0.8], "FTE", SHARE),
        ([0.8, None, ""], "Workload", None),
        (["80 %", 40], "Workload", PERCENT),
        (["permanent"], "Contract", None),
        ([], "", None),
        ([20, 50, 1], "Percent", WHOLE),
        ([1, 2, 3], "Allocation %", WHOLE),
        (["20 %", "1"], "Auslastung in Prozent", WHOLE),
        ([1, 1], "Percent", PERCENT),
        ([1, 0.5, 20], "Percent", PERCENT),
        ([1, 80, 100], "Allocation", UNCLEAR_ONE),
        (["20 %", 1], "Workload", UNCLEAR_ONE),
        ([1, 0.5], "Allocation", None),
        ([1, 1], "Allocation", None),
        ([80, "1 %"], "Allocation", PERCENT),
    ],
)
def test_unit_is_found_out_over_a_column(values, heading, unit):
    assert unit_of(values, heading) == unit


@pytest.mark.parametrize(
    ("value", "unit", "share"),
    [
        (32, HOURS, 80),
        ("32", HOURS, 80),
        (28, Unit(Measure.HOURS, 35), 80),
        ("28 h", Unit(Measure.HOURS, 35), 80),
        (48, HOURS, None),
        (4, DAYS, 80),
        (1, DAYS, 20),
        ("80 %", DAYS, 80),
        (1, SHARE, 100),
        (2, SHARE, None),
        (80, SHARE, 80),
        (0.8, PERCENT, 80),
        (1.2, PERCENT, None),
        (40, UNCLEAR, None),
        ("40 %", UNCLEAR, 40),
        (0, UNCLEAR, 0),
    ],
)
def test_unit_of_the_column_counts_where_the_cell_has_none(value, unit, share):
    assert percent(value, unit) == share


@pytest.mark.parametrize("value", ["50-60%", "50 – 60 %", "50 to 60", "4-5 days"])
def test_a_range_is_told(value):
    assert is_range(value)
    assert not is_range("60 %")


@pytest.mark.parametrize("value", ["Part-time", "part time", "Teilzeit"])
def test_part_time_says_no_share(value):
    assert is_part_time(value)
    assert not is_part_time("full time")


@examples(200)
@given(anything, st.sampled_from([None, HOURS, DAYS, SHARE, PERCENT, UNCLEAR]))
def test_any_cell_is_a_share_or_none(value, unit):
    share = percent(value, unit)
    assert share is None or 0 <= share <= 100
    unit_of([value], value)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (1, WHOLE, 1),
        ("1", WHOLE, 1),
        ("1 FTE", WHOLE, 100),
        (50, WHOLE, 50),
        (1, UNCLEAR_ONE, None),
        ("1 %", UNCLEAR_ONE, 1),
        (50, UNCLEAR_ONE, 50),
        (1, PERCENT, 100),
    ],
)
def test_one_is_what_its_column_says(value, unit, expected):
    assert percent(value, unit) == expected
