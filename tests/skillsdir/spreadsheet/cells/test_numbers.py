"""Numbers, yes and no in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.cells.numbers import is_error, number, yes_no
from tests.thoroughness import examples

anything = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
)


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
    "value",
    [True, "yes", "Y", "x", "✓", "TRUE", 1, "1", "on ", "Ja", "oui", "Sí"],
)
def test_yes_is_understood(value):
    assert yes_no(value) is True


@pytest.mark.parametrize(
    "value",
    [False, "no", "N", "false", 0, "0", "✗", "Off", "Nein", "non", "não", "nee"],
)
def test_no_is_understood(value):
    assert yes_no(value) is False


@pytest.mark.parametrize("value", ["maybe", "", None, 2, "yes and no"])
def test_neither_yes_nor_no_is_left_open(value):
    assert yes_no(value) is None


@examples(300)
@given(anything)
def test_any_cell_is_a_number_and_an_answer_or_none(value):
    assert yes_no(value) in (True, False, None)
    assert number(value) is None or number(value) == number(value)


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#name?", " #DIV/0! ", "Err:502"])
def test_errors_of_a_spreadsheet_are_no_values(cell):
    assert is_error(cell)


@pytest.mark.parametrize("cell", ["#1", "C#", "#NO VALUE YET", "N/A", "", None, 3])
def test_other_cells_are_none(cell):
    assert not is_error(cell)
