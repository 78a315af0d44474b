"""Guessing what a sheet is takes a moment, whatever stands in it."""

import time

import pytest

from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.files.limits import MAX_TEXT
from skillsdir.spreadsheet.files.sheets import Sheet

pytestmark = pytest.mark.looks_again

# Seconds of the processor; several times what it takes while coverage is counted.
SOON = 10
WIDTH, HEIGHT = 400, 300
BESIDE = "heading level skill project team from to"
HOSTILE = {
    "words": lambda row, column: f"Word{row} {column}",
    "headings": lambda row, column: f"{BESIDE} {row} {column}",
    "days": lambda row, column: f"{column}/{row}/26 {column}:{row}",
    "same": lambda row, column: "Level",
    "near": lambda row, column: "Locatoin" + chr(97 + row % 26) * (column % 9),
}


@pytest.mark.parametrize("cell", HOSTILE.values(), ids=HOSTILE)
def test_a_wide_sheet_of_anything_is_guessed_soon(cell):
    rows = [tuple(cell(row, n) for n in range(WIDTH)) for row in range(HEIGHT)]
    assert seconds_for(rows) < SOON


def test_very_long_cells_are_guessed_soon():
    text = "Aa, (" * (MAX_TEXT // 5)
    assert seconds_for([(f"{n}{text}",) * 30 for n in range(50)]) < SOON


def test_a_very_long_sheet_is_guessed_soon():
    rows = [(f"Word{n}", f"Other {n}", n) for n in range(100_000)]
    assert seconds_for(rows) < SOON


def test_headings_deep_in_a_wide_sheet_are_found():
    notes = [("Note", f"number {n}", *[None] * 398) for n in range(9)]
    names = [f"Skill{n}" for n in range(398)]
    people = [
        (f"Ann{n} Bee", f"ann{n}@example.com", *[1 + n % 4] * 398) for n in range(30)
    ]
    sheet = Sheet("Sheet1", [*notes, ("Name", "E-mail", *names), *people])
    guess = guess_sheet(sheet)
    assert (guess.kind, guess.header_row) == ("people", 9)


def seconds_for(rows):
    started = time.process_time()
    guess_sheet(Sheet("Sheet1", rows))
    return time.process_time() - started
