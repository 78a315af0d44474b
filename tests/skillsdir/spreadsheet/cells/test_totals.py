"""Rows that sum up others are nobody, whatever language they are in."""

import pytest

from skillsdir.spreadsheet.cells.people import is_total

TOTALS = (
    *("Gesamtergebnis", "Zwischensumme", "Razem", "Summa", "Celkem", "Ø", "Σ", "∑"),
    *(
        "Grand Total",
        "Total général",
        "Sous-total",
        "Średnia",
        "Průměr",
        "Ø:",
        "Totalt",
    ),
)
PEOPLE = (
    "Ana Silva",
    "Maria Summa",
    "Razem Celkem Kovář",
    "Øyvind",
    "Total Recall Ltd X",
)


@pytest.mark.parametrize("text", TOTALS)
def test_totals_are_known(text):
    assert is_total(text)


@pytest.mark.parametrize("text", PEOPLE)
def test_people_are_none(text):
    assert not is_total(text)
