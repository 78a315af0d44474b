"""Reading .xlsx and .ods files: looked through first, then read by calamine."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from posixpath import basename

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from skillsdir.spreadsheet.files.limits import MAX_CELLS, SAVE_AS
from skillsdir.spreadsheet.files.ods import DocumentScan
from skillsdir.spreadsheet.files.packages import (
    DAMAGED,
    Found,
    copy_checked,
    open_package,
    read_chunks,
)
from skillsdir.spreadsheet.files.sheets import (
    AUTHOR,
    UNCALCULATED,
    Sheet,
    UnreadableFileError,
    plain_cell,
)
from skillsdir.spreadsheet.files.xlsx import WorkbookScan, path_of

SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
PROPERTIES = "docProps/core.xml"
CREATED = re.compile("<dcterms:created[^<>]{0,80}>([^<>]{1,40})<")
CREATOR = re.compile("<dc:creator>([^<>]{1,80})<")
# A part that tells what else the zip file is.
FOREIGN = {
    "xl/workbook.bin": f"This is a binary workbook (.xlsb). {SAVE_AS}",
    "word/document.xml": f"This is a Word document. {SAVE_AS}",
    "ppt/presentation.xml": f"This is a presentation. {SAVE_AS}",
    "Index/Document.iwa": "This is a Numbers document. Export it as Excel or CSV.",
    "content.xml": f"This is an OpenDocument file, but no spreadsheet. {SAVE_AS}",
}


def read_office(content: bytes) -> list[Sheet]:
    package = open_package(content)
    exported_at = moment_of_export(package)
    scan = choose_scan(package)
    checked = copy_checked(package, scan.order, scan.scan_for)
    scan.finish()
    try:
        workbook = CalamineWorkbook.from_filelike(checked)
        return [
            read_sheet(
                workbook,
                described,
                scan.found.get(described.name, Found()),
                exported_at,
            )
            for described in workbook.sheets_metadata
            if described.typ == SheetTypeEnum.WorkSheet
        ]
    except CalamineError:
        raise UnreadableFileError(DAMAGED) from None
    except BaseException as error:
        # A panic in Rust reaches Python as a class of its own.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(DAMAGED) from None


def moment_of_export(package):
    """When the file was exported from a directory; `None` if it was not.

    Programs that save it later keep who made a file, and when.
    """
    if PROPERTIES not in package.namelist():
        return None
    first = next(read_chunks(package, package.getinfo(PROPERTIES)), b"")
    text = first.decode("utf-8", "replace")
    made, author = CREATED.search(text), CREATOR.search(text)
    if not (made and author and author[1] == AUTHOR):
        return None
    try:
        return datetime.fromisoformat(made[1]).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def choose_scan(package):
    """Return what looks through a file of this kind."""
    names = set(package.namelist())
    if any(basename(path_of(name)) == "workbook.xml" for name in names):
        return WorkbookScan()
    if "mimetype" in names:
        kind = next(read_chunks(package, package.getinfo("mimetype")), b"")
        if kind.startswith(SPREADSHEET):
            return DocumentScan()
    for name, message in FOREIGN.items():
        if name in names:
            raise UnreadableFileError(message)
    raise UnreadableFileError(
        "This is a zip file, but no spreadsheet. Unpack it and choose the .xlsx, .ods "
        "or .csv file in it."
    )


def read_sheet(workbook, described, found, exported_at):
    sheet = workbook.get_sheet_by_name(described.name)
    rows = [
        [plain_cell(cell) for cell in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    make_room(rows, found.unsaved)
    for (row, column), text in found.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    for row, column in found.unsaved:
        rows[row][column] = UNCALCULATED
    is_hidden = described.visible != Visible.Visible
    sheet = make_sheet(described.name, rows, found, is_hidden=is_hidden)
    return replace(sheet, exported_at=exported_at)


def make_sheet(name, rows, found, *, is_hidden):
    coloured = empty_coloured(rows, found)
    notes = find_notes(rows, found.merged)
    fill_down(rows, found.merged)
    return Sheet(
        name,
        [tuple(row) for row in rows],
        is_hidden=is_hidden,
        notes=notes,
        merged=tuple(found.merged),
        hidden_columns=frozenset(found.hidden_columns),
        hidden_rows=frozenset(found.hidden_rows),
        coloured=coloured,
        uncalculated=frozenset(found.unsaved),
        links=found.links,
    )


def make_room(rows, places):
    """Let all rows have these places: a reader drops cells that come without value."""
    if not places:
        return
    width = max([max(column for _, column in places) + 1, *map(len, rows)])
    height = max(row for row, _ in places) + 1
    rows.extend([] for _ in range(height - len(rows)))
    for row in rows:
        row.extend([None] * (width - len(row)))


def empty_coloured(rows, found):
    """Return the coloured cells of the table that are empty, merged ones once."""
    places = {
        (row, column)
        for row, column in found.coloured
        if row < len(rows) and column < len(rows[row]) and rows[row][column] is None
    }
    if places:
        places -= covered(found.merged, len(rows), len(rows[0]))
    return frozenset(places)


def covered(merged, height, width):
    """Return the places that merged areas hide, of a table of this size."""
    places, looked_at = set(), 0
    for top, left, bottom, right in merged:
        rows = range(top, min(bottom + 1, height))
        columns = range(left, min(right + 1, width))
        looked_at += len(rows) * len(columns)
        if looked_at > MAX_CELLS:
            break
        places.update(product(rows, columns))
        places.discard((top, left))
    return places


def find_notes(rows, merged):
    """Return the rows that hold one cell, merged across columns, and nothing else."""
    return frozenset(
        top
        for top, left, _, right in merged
        if right > left
        and top < len(rows)
        and [i for i, cell in enumerate(rows[top]) if cell is not None] == [left]
    )


def fill_down(rows, merged):
    """Give each row what a cell says that is merged over several rows."""
    filled = 0
    for top, left, bottom, _ in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in range(top + 1, min(bottom + 1, len(rows))):
            rows[row][left] = value
            filled += 1
            # Merged cells do not overlap; a file where they do is none of Excel's.
            if filled > MAX_CELLS:
                return
