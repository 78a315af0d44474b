"""What was read of a file comes out of its pack as it went in."""

from datetime import UTC, date, datetime, time

import pytest

from skillsdir.spreadsheet.files.packed import pack_sheets, unpack_sheets
from skillsdir.spreadsheet.files.sheets import Sheet

ROW = (
    *("Zoë", "", None, 4, 4.5, 0.1, True, False, 10**15, "{}", "2026-03-09"),
    *(date(2026, 3, 9), datetime(2026, 3, 9, 12, 30, 0, 5), time(9, 30)),
)
MARKED = Sheet(
    "People",
    [ROW, ROW],
    is_hidden=True,
    notes=frozenset((0,)),
    merged=((0, 0, 1, 2),),
    hidden_columns=frozenset((3,)),
    hidden_rows=frozenset((1,)),
    coloured=frozenset(((1, 2), (0, 1))),
    uncalculated=frozenset(((1, 1),)),
    exported_at=datetime(2026, 3, 9, 12, tzinfo=UTC),
    links={(1, 0): "ana@example.com"},
)


@pytest.mark.parametrize("sheets", [[MARKED], [MARKED, Sheet("Empty", [])]])
def test_sheets_come_out_as_they_went_in(sheets):
    assert unpack_sheets(pack_sheets(sheets, ""), "") == sheets


def test_cells_keep_their_kind():
    (sheet,) = unpack_sheets(pack_sheets([MARKED], ""), "")
    assert [type(cell) for cell in sheet.rows[0]] == [type(cell) for cell in ROW]
    assert all(isinstance(row, tuple) for row in sheet.rows)


def test_a_file_that_was_read_in_other_letters_is_read_anew():
    assert unpack_sheets(pack_sheets([MARKED], "cp1252"), "utf-8") is None
