"""The whole directory as a workbook that can be brought in again."""

from contextlib import contextmanager
from itertools import chain, islice

from django.db import connection, transaction

from people.table_files import xlsx_file
from skillsdir.spreadsheet.directory_rows import exported_columns, rows_of
from skillsdir.spreadsheet.kinds import KINDS
from skillsdir.spreadsheet.limits import MAX_ROWS


def directory_workbook():
    """An open .xlsx file with a sheet for each kind; closing it removes it."""
    with snapshot():
        return xlsx_file(exported_sheets())


@contextmanager
def snapshot():
    """Let all queries see the directory as it is at the first of them."""
    is_own = not connection.in_atomic_block
    with transaction.atomic():
        if is_own:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def exported_sheets():
    """Title, headings and rows of each; kinds with many rows have several sheets."""
    for kind in KINDS:
        headings = [column.heading for column in exported_columns(kind.name)]
        for number, rows in enumerate(portions(rows_of(kind.name)), 1):
            title = kind.title if number == 1 else f"{kind.title} {number}"
            yield title, headings, rows


def portions(rows):
    """The rows in portions that may come in again, at least one; read them in turn."""
    most = MAX_ROWS - 1
    yield islice(rows, most)
    for row in rows:
        yield chain([row], islice(rows, most - 1))
