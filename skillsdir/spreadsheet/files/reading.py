"""A spreadsheet file, read: .xlsx, .xls, .ods or .csv into sheets of plain cells."""

import logging
from dataclasses import replace
from pathlib import PurePath

from skillsdir.spreadsheet.files.limits import COMPOUND, is_package
from skillsdir.spreadsheet.files.office import read_office
from skillsdir.spreadsheet.files.sheets import Sheet, UnreadableFileError
from skillsdir.spreadsheet.files.text import read_delimited
from skillsdir.spreadsheet.files.xls import read_xls

logger = logging.getLogger(__name__)
UNKNOWN = (
    "Something in the file cannot be read here. Open it in Excel or LibreOffice, save "
    "it again, and upload that. If that does not help, tell the person who runs this "
    "directory: the server’s log says more."
)


def read_workbook(content: bytes, name: str, encoding: str = "") -> list[Sheet]:
    """Return the sheets of a file that hold anything, in its order.

    What the file is its content tells, not its name. A text file is in the `encoding`
    that was chosen, else in the likeliest; see `encodings_of`. Raises
    `UnreadableFileError` with a message for whoever sent it.
    """
    try:
        sheets = read_sheets(content, name, encoding)
    except UnreadableFileError:
        raise
    except Exception as error:
        # A library's own, of a kind that nobody has met; or a bug, which the log shows.
        logger.exception("A file could not be read.")
        raise UnreadableFileError(UNKNOWN) from error
    sheets = [sheet for sheet in sheets if any(any_cell(row) for row in sheet.rows)]
    if not sheets:
        raise UnreadableFileError("There is nothing in any cell of the file.")
    return [replace(sheet, file=PurePath(name).stem) for sheet in sheets]


def read_sheets(content, name, encoding):
    if is_package(content):
        return read_office(content)
    if content.startswith(COMPOUND):
        return read_xls(content)
    return [read_delimited(content, PurePath(name).stem or "Sheet1", encoding)]


def any_cell(row):
    return any(cell is not None for cell in row)
