"""Cells that hold a first and a last day: what each half says."""

from datetime import date

import pytest

from skillsdir.spreadsheet.cells.days import halves
from skillsdir.spreadsheet.cells.periods import last_day_of

SPANS = {
    "2026-01-05 - 2026-06-26": ("2026-01-05", "2026-06-26"),
    "2026-01-05-2026-06-26": ("2026-01-05", "2026-06-26"),
    "2026-01-05/2026-06-26": ("2026-01-05", "2026-06-26"),
    "2026-01-05 – 2026-06-26": ("2026-01-05", "2026-06-26"),
    "2026-01-05..2026-06-26": ("2026-01-05", "2026-06-26"),
    "2026-01-05 to 2026-06-26": ("2026-01-05", "2026-06-26"),
    "from 2026-01-05 until 2026-06-26": ("from 2026-01-05", "2026-06-26"),
    "05.01.2026 bis 26.06.2026": ("05.01.2026", "26.06.2026"),
    "05.01. - 26.06.2026": ("05.01.2026", "26.06.2026"),
    "05/01/2026 - 26/06/2026": ("05/01/2026", "26/06/2026"),
    "03/04/2026 - 05/06/2026": ("03/04/2026", "05/06/2026"),
    "5 Jan - 26 Jun 2026": ("5 Jan 2026", "26 Jun 2026"),
    "Jan - Jun 2026": ("Jan 2026", "Jun 2026"),
    "Q1 - Q2 2026": ("Q1 2026", "Q2 2026"),
    "2026-01-05 - ongoing": ("2026-01-05", "ongoing"),
    "October 2026": ("October 2026", "October 2026"),
    "Mar-2026": ("Mar-2026", "Mar-2026"),
    "2026-01-05": ("2026-01-05", "2026-01-05"),
}
NONE = (
    "6 months",
    "Q1",
    "Mon - Fri",
    "9:00 - 17:00",
    "10-20",
    "2026",
    "3-4-5-2026",
    "",
)


@pytest.mark.parametrize("text", SPANS)
def test_two_days_in_one_cell_are_told_apart(text):
    assert halves(text) == SPANS[text]


@pytest.mark.parametrize("text", NONE)
def test_what_holds_no_days_is_none(text):
    assert halves(text) is None


LENGTHS = {
    "3 months": date(2027, 4, 3),
    "6 wks": date(2027, 2, 14),
    "1 Jahr": date(2028, 1, 3),
    "12 mois": date(2028, 1, 3),
    "2 Años": date(2029, 1, 3),
    "90 days": None,
    "0 weeks": None,
    "3": None,
    "three months": None,
    "1" * 50_000: None,
}


@pytest.mark.parametrize("length", LENGTHS, ids=range(len(LENGTHS)))
def test_a_length_says_which_day_is_the_last(length):
    assert last_day_of(date(2027, 1, 4), length) == LENGTHS[length]
