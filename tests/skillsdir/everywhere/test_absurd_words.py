"""Days that no calendar has, or that end it, as they are typed and sent."""

from datetime import date

import pytest

from skillsdir.spreadsheet.cells.days import day_in
from skillsdir.spreadsheet.columns.periods import periods_of
from tests.factories import SavedSearchFactory

HUGE = "9" * 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    "days",
    [
        *("after 31/12/9999", "from 9999-12-31", "for 999 years from 9999-12-31"),
        *("week of 9999-12-31", "rest of 9999-12-31", "before 32-1-1"),
        *(f"from 1/{HUGE}", f"until {HUGE}.1.1", "for 999 quarters from 31.12.2100"),
    ],
)
@pytest.mark.parametrize("name", ["q", "asked"])
def test_the_search_box_bears_them(name, days, member_client):
    answer = member_client.get("/people/", {name: f"python {days}"}, follow=True)
    assert answer.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["", "0001-01-01", "2026-11-01", "9999-12-31", "x"])
@pytest.mark.parametrize("last", ["", "0001-01-01", "2100-12-31", "9999-12-31", "x"])
def test_a_saved_search_whose_days_move_bears_them(first, last, member, member_client):
    query = f"from={first}&to={last}"
    search = SavedSearchFactory(owner=member, query=query, is_rolling=True)
    pages = ("/", "/searches/", f"/searches/{search.key}/")
    assert [member_client.get(page).status_code for page in pages] == [200] * 3


@pytest.mark.parametrize("cell", ["W52 9999", "KW 52 9999", "9999-W52", "W53/0000"])
def test_a_cell_bears_them(cell):
    assert day_in(cell) is None


@pytest.mark.parametrize(
    "headings",
    [
        ["W51 9999", "W52 9999"],
        ["Nov 9999", "Dec 9999"],
        [date(9999, 12, 1)],
        [date(9999, 12, 24), date(9999, 12, 31)],
        [date(9999, 11, 1), date(9999, 12, 1)],
        ["9999-11-30", "9999-12-31"],
    ],
)
def test_headings_that_end_the_calendar_are_no_periods(headings):
    assert periods_of(dict(enumerate(headings)), 2026) == {}
