"""A spreadsheet file, read: .xlsx, .ods or .csv into sheets of plain cells."""

from pathlib import PurePath

from skillsdir.spreadsheet.delimited import read_delimited
from skillsdir.spreadsheet.file_types import is_package
from skillsdir.spreadsheet.office import read_office
from skillsdir.spreadsheet.sheets import Sheet, UnreadableFileError

__all__ = ["Sheet", "UnreadableFileError", "read_workbook"]


def read_workbook(content: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a file that hold anything, in its order.

    What the file is its content tells, not its name. Raises `UnreadableFileError` with
    a message for whoever sent it.
    """
    if is_package(content):
        sheets = read_office(content)
    else:
        sheets = [read_delimited(content, PurePath(name).stem or "Sheet1")]
    sheets = [sheet for sheet in sheets if any(any_cell(row) for row in sheet.rows)]
    if not sheets:
        raise UnreadableFileError("There is nothing in any cell of the file.")
    return sheets


def any_cell(row):
    return any(cell is not None for cell in row)
