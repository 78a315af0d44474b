"""Workbooks of Excel before 2007: read, within limits, by a process that may die."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from skillsdir.spreadsheet.files import limits, xls, xls_child
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UnreadableFileError

# Written by another program: days, times, percents, merged cells, a hidden sheet.
CONTENT = Path(__file__).with_name("people.xls").read_bytes()
# Ends the process of its reader.
DEADLY = Path(__file__).with_name("aborts.xls").read_bytes()


def refusal(content):
    with pytest.raises(UnreadableFileError) as refused:
        read_workbook(content, "people.xls")
    return str(refused.value)


def test_cells_keep_their_kinds():
    sheet = read_workbook(CONTENT, "people.xls")[0]
    zoe = ("Zoë Ångström", "zoe@example.com", date(2026, 3, 9), 0.8, True, "Vision")
    assert sheet.rows[1] == zoe
    assert sheet.rows[2][2:5] == (datetime(2026, 3, 9, 8, 30), 100, False)
    assert sheet.rows[3][2] == time(8, 30)


def test_merged_cells_hold_for_all_their_rows():
    sheet = read_workbook(CONTENT, "people.xls")[0]
    assert sheet.rows[2][5] == "Vision"
    assert sheet.merged == ((1, 5, 2, 5),)


def test_hidden_sheets_are_known():
    sheets = read_workbook(CONTENT, "people.xls")
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("People", False),
        ("Hidden", True),
    ]


def test_a_file_that_ends_its_reader_is_only_refused():
    assert "The workbook is damaged" in refusal(DEADLY)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_workbook_is_damaged(share):
    assert "The workbook is damaged" in refusal(CONTENT[: int(len(CONTENT) * share)])


@pytest.mark.parametrize(
    ("limit", "words"),
    [("MAX_ROWS", "People!4: the sheet has more than 2 rows"), ("MAX_COLUMNS", "F4")],
)
def test_sheets_are_no_larger_than_others(monkeypatch, limit, words):
    for module in (limits, xls):
        monkeypatch.setattr(module, limit, 2)
    assert words in refusal(CONTENT)


def test_all_text_together_has_a_limit(monkeypatch):
    monkeypatch.setattr(xls, "MAX_ALL_TEXT", 20)
    assert "holds too much" in refusal(CONTENT)


def test_a_reader_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(xls, "SECONDS", 0.0001)
    assert "damaged, or holds too much" in refusal(CONTENT)


def test_the_reader_knows_nothing_of_the_settings(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import json, os; print(json.dumps(sorted(os.environ)))")
    monkeypatch.setattr(xls_child, "__file__", str(child))
    assert set(xls.run_child(b"")) <= {"LC_CTYPE"}
