"""What the database answered, kept for as long as no table that it read has changed.

Each transaction says which tables it has written, in rows that are seen when the others
are. Which tables an answer hangs on, its statements say. See decision 0037.
"""

from collections import OrderedDict
from functools import wraps
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.core.signals import setting_changed
from django.db import connection

from people.database.prepared import may_have_written
from people.database.tables import CHANGES, MIGRATIONS, read_schema, tables_read
from people.words import local_day

# Of a process: answers, and rows in all of them, with what stands in lists in a row.
MOST, MOST_ROWS, FEW = 1_000, 200_000, 1_000
# In seconds: somebody may have switched triggers off, or changed a view by hand.
LONGEST = 600


class Answer(NamedTuple):
    """It is given to everybody who asks, so nobody may change it."""

    found: Any
    changes: dict[str, int]
    asked_at: float
    size: int

    @classmethod
    def of(cls, found, tables, changes):
        numbers = {one: changes.get(one) for one in tables}
        return cls(found, numbers, monotonic(), size_of(found))

    def holds(self, changes):
        return monotonic() - self.asked_at < LONGEST and all(
            changes.get(table) == number for table, number in self.changes.items()
        )


def size_of(found):
    """Rows, and items of lists in them: long ones stand in few rows."""
    if len(found) > FEW:
        return len(found)
    cells = (cell for row in found if isinstance(row, tuple) for cell in row)
    return len(found) + sum(len(one) for one in cells if isinstance(one, list))


# By question, the one that was given last at the end.
kept, using = OrderedDict(), Lock()


class NotedStatements:
    """Notes the statements that are asked within it."""

    def __init__(self):
        self.statements = []

    def __call__(self, execute, sql, params, many, context):
        self.statements.append(getattr(sql, "stands_for", sql))
        return execute(sql, params, many, context)


def fetch_rows(sql, parameters=()):
    """The rows of a statement, as tuples: not to be changed.

    It must not ask for the time. Within a transaction, which may have written, it is
    asked each time.
    """
    if is_asked_anew():
        return fetch(sql, parameters)
    with connection.cursor() as cursor:
        filled = cursor.mogrify(sql, parameters)
    # Ten thousand ids are a long key.
    return keep(sha256(filled).digest(), lambda: fetch(sql, parameters))


def fetch(sql, parameters):
    """The rows as tuples, kept by nobody."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def fetch_values(rows):
    """The same of a queryset of plain values."""
    try:
        return fetch_rows(*rows.query.sql_with_params())
    except EmptyResultSet:
        return []


def count_rows(rows):
    """How many rows of a model a queryset has that is neither sliced nor grouped."""
    try:
        sql, parameters = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return 0
    return fetch_rows(f"SELECT count(*) FROM ({sql}) AS rows", parameters)[0][0]


def while_unchanged(function):
    """Keep what a function makes of its arguments, of the day and of stored rows."""

    @wraps(function)
    def ask(*args):
        if is_asked_anew():
            return function(*args)
        return keep((function, args, local_day()), lambda: function(*args))

    return ask


def is_asked_anew():
    """Within a transaction, or within a question whose tables have to be known."""
    return may_have_written() or any(
        isinstance(one, NotedStatements) for one in connection.execute_wrappers
    )


def keep(key, ask):
    changes = dict(CHANGES.ask(fetch))
    answer = still_held(key, changes)
    if answer is None:
        noted = NotedStatements()
        with connection.execute_wrapper(noted):
            # It may see more than the changes tell, but never less.
            found = ask()
        tables = watched_tables(noted.statements, changes)
        if not tables:
            return found
        answer = Answer.of(found, tables, changes)
        if answer.size > MOST_ROWS / 2:
            # Many others would have to go.
            return found
    put_last(key, answer)
    return answer.found


def watched_tables(statements, changes):
    """All that the statements read; none where changes of one are not noted."""
    held = still_held(read_schema, changes) or Answer.of(
        [read_schema()], [MIGRATIONS], changes
    )
    put_last(read_schema, held)
    (schema,), tables = held.found, {MIGRATIONS}
    for sql in statements:
        read = tables_read(sql, schema)
        if not read or not all(map(schema.tables.get, read)):
            return set()
        tables |= read
    return tables


def still_held(key, changes):
    """The answer from before, unless it is another by now."""
    answer = kept.get((connection.settings_dict["NAME"], key))
    return answer if answer and answer.holds(changes) else None


def put_last(key, answer):
    """Put it behind all others, of which the first go where there are too many."""
    key = connection.settings_dict["NAME"], key
    with using:
        kept.pop(key, None)
        kept[key] = answer
        rows = sum(one.size for one in kept.values())
        while len(kept) > MOST or rows > MOST_ROWS:
            _, gone = kept.popitem(last=False)
            rows -= gone.size


def forget(**kwargs):
    with using:
        kept.clear()


setting_changed.connect(forget, weak=False)
