"""Places of cells, paths of parts, and the account of what a file holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.files.limits import MAX_ALL_TEXT, MAX_CELLS, MAX_TEXT, Tally
from skillsdir.spreadsheet.files.sheets import UnreadableFileError, place
from skillsdir.spreadsheet.files.xlsx import path_of, position
from tests.thoroughness import examples


@pytest.mark.parametrize(
    ("reference", "row", "column"),
    [
        ("A1", 0, 0),
        ("F17", 16, 5),
        ("$F$17", 16, 5),
        ("f17", 16, 5),
        ("AA10", 9, 26),
        ("XFD1048576", 1_048_575, 16_383),
    ],
)
def test_place_of_a_cell_is_understood(reference, row, column):
    assert position(reference) == (row, column)


@examples(200)
@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_place_that_we_write_is_the_one_that_we_read(row, column):
    assert position(place("A", row, column).removeprefix("A!")) == (row, column)


@examples(200)
@given(st.text(max_size=12))
def test_any_reference_is_a_place_or_refused(reference):
    try:
        row, column = position(reference)
    except UnreadableFileError:
        return
    assert row >= 0 <= column


@pytest.mark.parametrize(
    "name",
    [
        "xl/worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "//xl/worksheets/sheet1.xml",
        "XL/Worksheets/Sheet1.XML",
        "xl\\worksheets\\sheet1.xml",
        "xl/./charts/../worksheets/sheet1.xml",
    ],
)
def test_paths_that_readers_take_for_one_are_one(name):
    assert path_of(name) == "/xl/worksheets/sheet1.xml"


def test_tally_adds_up_all_sheets():
    tally = Tally()
    tally.add_cells(MAX_CELLS)
    with pytest.raises(UnreadableFileError, match="more than 1,000,000 cells"):
        tally.add_cells(1)


def test_tally_counts_a_text_as_often_as_it_stands():
    tally = Tally()
    tally.check_text("A", 0, 0, MAX_TEXT, times=MAX_ALL_TEXT // MAX_TEXT)
    with pytest.raises(UnreadableFileError, match="more than 50 million characters"):
        tally.check_text("A", 0, 0, MAX_TEXT)
