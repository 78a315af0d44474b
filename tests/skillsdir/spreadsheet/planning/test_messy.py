"""The messy workbook holds each mess that it is there for."""

import pytest

from skillsdir.spreadsheet.files.reading import read_workbook
from tests.skillsdir.spreadsheet import messy


@pytest.fixture(scope="module")
def sheets():
    return {s.name: s for s in read_workbook(messy.messy_workbook(), "messy.xlsx")}


def test_it_has_two_hundred_rows_of_people(sheets):
    rows = sheets["Team overview"].rows[messy.FIRST_ROW - 1 :]
    assert len(rows) == messy.ROW_COUNT == 200


def test_headings_stand_below_a_title_and_a_note(sheets):
    rows = sheets["Team overview"].rows
    assert rows[messy.HEADING_ROW - 1] == messy.HEADINGS
    assert rows[0][0] == messy.TITLE


def test_places_are_those_of_the_spreadsheet(sheets):
    row = next(
        number
        for number, cells in enumerate(sheets["Team overview"].rows)
        if cells[0] == "Cleo Known"
    )
    assert messy.place_of("Cleo Known") == sheets["Team overview"].place(row, 0)


@pytest.mark.parametrize("spelling", messy.SPELLINGS)
def test_one_skill_is_spelt_three_ways(sheets, spelling):
    text = "".join(str(row[5]) for row in sheets["Team overview"].rows)
    assert text.count(spelling) > 10


def test_a_formula_counts_with_its_value(sheets):
    rows = {row[0]: row for row in sheets["Team overview"].rows}
    assert rows["Gil Formula"][10] == 0.8
