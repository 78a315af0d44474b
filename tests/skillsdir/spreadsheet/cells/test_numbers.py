"""Numbers, percentages, yes and no in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.cells.numbers import number, percent, yes_no
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
    ("value", "expected"),
    [
        (4, 4),
        (4.5, 4.5),
        ("4", 4),
        (" 4.0 ", 4),
        ("4,5", 4.5),
        ("-3", -3),
        ("1,250", 1250),
        ("1 250", 1250),
        ("1'250", 1250),
        ("1,250,000", 1250000),
        ("0,125", 0.125),
        ("~5", 5),
        ("4e3", None),
        ("five", None),
        ("", None),
        (None, None),
        (True, None),
        (float("inf"), None),
    ],
)
def test_number_is_understood(value, expected):
    assert number(value) == expected


@pytest.mark.parametrize(
    "value", [True, "yes", "Y", "x", "X", "✓", "TRUE", 1, "1", "on "]
)
def test_yes_is_understood(value):
    assert yes_no(value) is True


@pytest.mark.parametrize("value", [False, "no", "N", "false", 0, "0", "✗", "Off"])
def test_no_is_understood(value):
    assert yes_no(value) is False


@pytest.mark.parametrize("value", ["maybe", "", None, 2, "yes and no"])
def test_neither_yes_nor_no_is_left_open(value):
    assert yes_no(value) is None


@examples(300)
@given(anything)
def test_any_cell_is_a_percentage_or_none(value):
    assert percent(value) in (None, *range(101))


@examples(300)
@given(anything)
def test_any_cell_is_a_number_and_an_answer_or_none(value):
    assert yes_no(value) in (True, False, None)
    assert number(value) is None or number(value) == number(value)
