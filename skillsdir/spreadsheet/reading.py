"""A spreadsheet file, read: .xlsx, .ods or .csv into sheets of plain cells."""

import io
from pathlib import PurePath

from python_calamine import CalamineError, CalamineWorkbook

from skillsdir.spreadsheet.delimited import read_delimited
from skillsdir.spreadsheet.sheets import Sheet, UnreadableFileError
from skillsdir.spreadsheet.values import plain_cell

__all__ = ["Sheet", "UnreadableFileError", "read_workbook"]


def read_workbook(content: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a file that hold anything, in its order.

    Raises `UnreadableFileError` with a message for whoever sent the file.
    """
    if not content:
        raise UnreadableFileError("The file is empty.")
    if content.startswith(b"PK"):
        return read_package(content)
    return [read_delimited(content, PurePath(name).stem or "Sheet1")]


def read_package(content):
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [read_sheet(workbook, sheet) for sheet in workbook.sheets_metadata]
    except CalamineError as error:
        raise UnreadableFileError(f"The file cannot be read: {error}.") from None
    return [sheet for sheet in sheets if sheet.rows]


def read_sheet(workbook, described):
    rows = workbook.get_sheet_by_name(described.name).to_python(skip_empty_area=False)
    return Sheet(
        described.name,
        [tuple(plain_cell(cell) for cell in row) for row in rows],
        is_hidden="Visible" not in str(described.visible),
    )
