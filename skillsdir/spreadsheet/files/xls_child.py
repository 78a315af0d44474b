"""Reads an .xls file in a process of its own, which may fail: run by `xls.py`.

It imports nothing of the directory. The file comes on standard input, what it holds
goes out as JSON. Arguments are the most rows, columns and cells, and the most letters.
"""

import io
import json
import resource
import sys

from python_calamine import (
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY, SECONDS = 400 << 20, 15
# How it ends where a password is missing, and where there is too much text.
LOCKED, TOO_MUCH = 3, 4


def read_within(content, most_rows, most_columns, most_cells, most_text):
    """Return the sheets; without rows from where they are too large."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets, cells, text = [], 0, 0
    for described in workbook.sheets_metadata:
        if described.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(described.name)
        row, column = sheet.end or (-1, -1)
        cells += (row + 1) * (column + 1)
        is_small = row < most_rows and column < most_columns and cells <= most_cells
        rows = sheet.to_python(skip_empty_area=False) if is_small else []
        text += sum(len(c) for line in rows for c in line if isinstance(c, str))
        if text > most_text:
            sys.exit(TOO_MUCH)
        sheets.append(
            {
                "name": described.name,
                "is_hidden": described.visible != SheetVisibleEnum.Visible,
                "end": [row, column],
                "merged": [[*a, *b] for a, b in sheet.merged_cell_ranges or ()],
                "rows": rows,
            }
        )
        if not is_small:
            break
    return sheets


def packed(value):
    """Return what JSON has no word for with its kind."""
    kind = type(value).__name__
    return {kind: value.total_seconds() if kind == "timedelta" else value.isoformat()}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = read_within(sys.stdin.buffer.read(), *map(int, sys.argv[1:]))
    except PasswordError:
        sys.exit(LOCKED)
    json.dump(found, sys.stdout, default=packed)
