"""The whole directory as a workbook that can be brought in again."""

from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, time
from itertools import chain, islice

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection, transaction
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Coalesce

from people.spelling.names import fold
from people.table_files import MOST_LETTERS, xlsx_file
from skillsdir.spreadsheet.files.limits import MAX_ROWS
from skillsdir.spreadsheet.files.sheets import AUTHOR
from skillsdir.spreadsheet.nouns import BY_NOUN, KINDS

BATCH = 2_000


def exported_columns(noun):
    """The columns that its sheet has in a workbook of the directory.

    Lists of other nouns in one cell are left out: they have sheets of their own.
    """
    return [column for column in noun.columns if column.is_written]


def exported_rows(noun):
    """Yield its rows as lists of cells; the database is read in batches."""
    columns = exported_columns(noun)
    lists = {
        f"{column.name}_list": StringAgg(column.source, "; ", order_by=column.source)
        for column in columns
        if column.is_list
    }
    people = {
        lookup(column): person_named(column.source or column.target)
        for column in columns
        if column.content and column.content.noun == "person"
    }
    rows = noun.model.objects.annotate(**lists, **people)
    rows = rows.order_by(*noun.order) if noun.order else rows
    cells = [cell_writer(column) for column in columns]
    values = rows.values_list(*map(lookup, columns))
    for row in values.iterator(chunk_size=BATCH):
        yield [cell(value) for cell, value in zip(cells, row, strict=True)]


def person_named(path):
    """How other rows name a person: by e-mail; without one by name and address."""
    parts = (F(f"{path}__name"), Value(" ["), F(f"{path}__slug"), Value("]"))
    addressed = Func(*parts, template="(%(expressions)s)", arg_joiner=" || ")
    return Coalesce(f"{path}__email", addressed, output_field=TextField())


def lookup(column):
    if column.is_list:
        return f"{column.name}_list"
    if column.content.noun == "person":
        return f"{column.name}_named"
    return (column.source or column.target) + column.content.suffix


def cell_writer(column):
    if column.content and column.content.suffix == "_id":
        return row_names(BY_NOUN[column.content.noun].model).get
    return (column.content and column.content.write) or exported_value


def row_names(model):
    """How other rows name each row: with its address where the name is not enough."""
    rows = list(model.objects.values_list("pk", "name", "slug"))
    bearers = Counter(fold(name) for _, name, _ in rows)
    return {
        pk: name if bearers[fold(name)] == 1 else f"{name} [{slug}]"
        for pk, name, slug in rows
    }


def exported_value(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | time):
        return value.isoformat()
    # Cut, it would replace the whole text when it comes in again; empty, it does not.
    if isinstance(value, str) and len(value) >= MOST_LETTERS:
        return None
    return value


def directory_workbook():
    """An open .xlsx file with a sheet for each kind; closing it removes it.

    It says when it was made: what was edited until then, who changes it has seen.
    """
    properties = {"author": AUTHOR, "created": datetime.now(UTC)}
    with snapshot():
        return xlsx_file(exported_sheets(), properties)


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
        headings = [column.heading for column in exported_columns(kind)]
        for number, rows in enumerate(portions(exported_rows(kind)), 1):
            title = kind.title if number == 1 else f"{kind.title} {number}"
            yield title, headings, rows


def portions(rows):
    """The rows in portions that may come in again, at least one; read them in turn."""
    most = MAX_ROWS - 1
    yield islice(rows, most)
    for row in rows:
        yield chain([row], islice(rows, most - 1))
