"""Writes many rows through COPY, which is several times faster than INSERT."""

import csv
from contextlib import contextmanager
from io import StringIO
from itertools import islice

from django.core.management.color import no_style
from django.db import connection
from pghistory.core import event_models

ROWS_AT_ONCE = 1_000


def copy_rows(model, columns, rows, progress):
    """Write `rows`, tuples in the order of `columns`, and return how many.

    None is NULL. Generated columns and defaults are the database's own business.
    """
    fields = {field.column: field for field in model._meta.local_fields}
    never_null = [name for name in columns if not fields[name].null]
    sql = "COPY {} ({}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({}))".format(
        model._meta.db_table, ", ".join(columns), ", ".join(never_null)
    )
    progress.set_description(str(model._meta.verbose_name_plural))
    lines = Lines(rows, progress)
    with connection.cursor() as cursor:
        cursor.copy_expert(sql, lines)
    return lines.count


class Lines:
    """A file that writes its lines while the database takes those of before."""

    def __init__(self, rows, progress):
        self.rows, self.progress, self.count = iter(rows), progress, 0

    def read(self, size):
        """The next rows, however long they are; psycopg2 sends what it gets."""
        batch = list(islice(self.rows, ROWS_AT_ONCE))
        self.progress.update(len(batch))
        self.count += len(batch)
        text = StringIO()
        csv.writer(text).writerows(batch)
        return text.getvalue()


# What is made anew in one go, faster than row by row; constraints go by their index.
INDEXES = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid = ANY(%s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
FOREIGN_KEYS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
        conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
"""


@contextmanager
def without_indexes(models):
    """Let rows come without indexes and foreign keys, which are there again at the end.

    Inside a transaction only: an error leaves all of them as they were.
    """
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        # Rows that were written before must not wait for what is dropped.
        connection.check_constraints()
        again = []
        for of_tables in (FOREIGN_KEYS, INDEXES):
            cursor.execute(of_tables, [tables])
            for drop, make in cursor.fetchall():
                cursor.execute(drop)
                again.append(make)
        yield
        for make in reversed(again):
            cursor.execute(make)


@contextmanager
def without_history():
    """Let no trigger write history until the block ends; inside a transaction only.

    A trigger that is told to ignore a row still costs a call for each of millions.
    Nobody else is affected: the tables are locked, and an error rolls this back too.
    """
    tracked = {model.pgh_tracked_model for model in event_models()}
    lists = {
        one.remote_field.through for of in tracked for one in of._meta.many_to_many
    }
    tables = sorted(model._meta.db_table for model in tracked | lists)
    set_triggers(tables, "DISABLE")
    yield
    set_triggers(tables, "ENABLE")


def set_triggers(tables, what):
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} {what} TRIGGER USER")


def finish_tables(models):
    """Let sequences go on after the copied rows, and the planner know the tables."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)
        for model in models:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
