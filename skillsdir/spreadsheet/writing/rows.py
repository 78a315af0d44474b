"""Writes many rows of any table at once: as JSON, which the database takes apart.

Ten times as fast as saving rows one by one, and still seen by every trigger: history
and versions are kept as ever.
"""

import json

from django.db import connection

from people.fields import KeptEmailField, NormalisedField
from people.spelling.names import normalise

ROWS_AT_ONCE = 5_000


def new_ids(model, count):
    """Ids that nobody else gets, for rows that are inserted with them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id'))"
            " FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def written_fields(model, names=None):
    """The fields that are written: all, or those named, but none that writes itself."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.generated
        and not field.has_db_default()
        and (names is None or field.name in names or field.primary_key)
    ]


def with_keys(model, row):
    """A row as its fields write it: e-mails as they are kept, and keys of names."""
    written = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, NormalisedField) and field.of in row:
            written[field.name] = normalise(row[field.of])
        elif isinstance(field, KeptEmailField) and field.name in row:
            written[field.name] = field.to_python(row[field.name])
    return row | written


def insert(model, rows, progress=None):
    """Insert rows, dicts of JSON values by field name, ids included."""
    fields = written_fields(model)
    names, types = quoted(fields), typed(fields)
    sql = (
        f"INSERT INTO {table_of(model)} ({', '.join(names)})"
        f" SELECT {', '.join(names)}"
        f" FROM jsonb_to_recordset(%s::jsonb) AS new ({types})"
    )
    execute(sql, fields, rows, progress)


def update(model, rows, progress=None):
    """Update rows, dicts of JSON values with an id, all with the same fields."""
    if not rows:
        return
    rows = [with_keys(model, row) for row in rows]
    fields = written_fields(model, rows[0].keys())
    names, types = quoted(fields), typed(fields)
    to_set = ", ".join(f"{name} = new.{name}" for name in names if name != '"id"')
    sql = (
        f"UPDATE {table_of(model)} AS old SET {to_set}"
        f" FROM jsonb_to_recordset(%s::jsonb) AS new ({types}) WHERE old.id = new.id"
    )
    execute(sql, fields, rows, progress)


def delete(model, ids):
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table_of(model)} WHERE id = ANY(%s)", [sorted(ids)]
        )


def in_batches(rows):
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]


def execute(sql, fields, rows, progress):
    columns = {field.name: field.column for field in fields}
    with connection.cursor() as cursor:
        for some in in_batches(rows):
            batch = [
                {columns[name]: value for name, value in row.items() if name in columns}
                for row in some
            ]
            cursor.execute(sql, [json.dumps(batch)])
            if progress:
                progress(len(batch))


def table_of(model):
    return connection.ops.quote_name(model._meta.db_table)


def quoted(fields):
    return [connection.ops.quote_name(field.column) for field in fields]


def typed(fields):
    return ", ".join(
        f"{name} {field.db_type(connection)}"
        for name, field in zip(quoted(fields), fields, strict=True)
    )
