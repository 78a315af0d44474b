"""Reading .xls files, of Excel before 2007.

Their reader can end its process on a file that was made to do so, so it has one of its
own, with little memory, little time and none of the directory's settings.
"""

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from skillsdir.spreadsheet.files import xls_child
from skillsdir.spreadsheet.files.limits import (
    MAX_ALL_TEXT,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    PASSWORD,
    Tally,
)
from skillsdir.spreadsheet.files.office import make_sheet
from skillsdir.spreadsheet.files.packages import Found
from skillsdir.spreadsheet.files.sheets import Sheet, UnreadableFileError, plain_cell

UNREADABLE = (
    "The workbook is damaged, or holds too much. Open it in Excel or LibreOffice, save "
    "it as .xlsx, and upload that."
)
# Of the clock; the child counts its own.
SECONDS = 2 * xls_child.SECONDS
KINDS = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def read_xls(content: bytes) -> list[Sheet]:
    tally, sheets = Tally(), []
    for described in run_child(content):
        tally.add_sheet()
        row, column = described["end"]
        tally.check_position(described["name"], row, column)
        tally.add_cells((row + 1) * (column + 1))
        sheets.append(sheet_of_child(described, tally))
    return sheets


def run_child(content):
    limits = (MAX_ROWS, MAX_COLUMNS, MAX_CELLS, MAX_ALL_TEXT)
    command = [sys.executable, "-I", Path(xls_child.__file__), *map(str, limits)]
    try:
        child = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(UNREADABLE) from None
    if child.returncode == xls_child.LOCKED:
        raise UnreadableFileError(PASSWORD)
    if child.returncode:
        raise UnreadableFileError(UNREADABLE)
    return json.loads(child.stdout)


def sheet_of_child(described, tally):
    name = described["name"]
    rows = [[unpacked(cell) for cell in row] for row in described["rows"]]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                tally.check_text(name, row, column, len(cell))
    found = Found()
    for area in described["merged"]:
        found.add_merged(*area)
    return make_sheet(name, rows, found, is_hidden=described["is_hidden"])


def unpacked(value):
    if isinstance(value, dict):
        ((kind, written),) = value.items()
        value = KINDS[kind](written)
    return plain_cell(value)
