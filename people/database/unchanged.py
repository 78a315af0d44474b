"""What the database answered, kept for as long as no table that it read has changed.

Each transaction says which tables it has written, and levels of which skills, in rows
that are seen when the others are. On which of them an answer hangs, its statements say.
See decision 0037.
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
from people.database.tables import (
    CHANGES,
    LEVEL_CHANGES,
    LEVELS,
    MIGRATIONS,
    LevelsOf,
    read_schema,
    tables_read,
)
from people.words import local_day

# Of a process: answers, and rows in all of them, with what stands in lists in a row.
MOST, MOST_ROWS, FEW = 1_000, 200_000, 1_000
# In seconds: somebody may have switched triggers off, or changed a view by hand.
LONGEST = 600


class Changes(NamedTuple):
    """Numbers by name of a table, and of its levels by id of a skill.

    A number is another when something of it has changed.
    """

    tables: dict[str, int]
    levels: dict[int, int]

    def number(self, of):
        return (self.tables if isinstance(of, str) else self.levels).get(of)


class Answer(NamedTuple):
    """It is given to everybody who asks, so nobody may change it.

    `hangs_on` has the numbers of tables and skills when it was asked; `levels`, where
    rows are kept by skill, those of all skills.
    """

    found: Any
    hangs_on: dict[str | int, int]
    asked_at: float
    size: int
    levels: dict[int, int] | None

    @classmethod
    def of(cls, found, hangs_on, changes, levels=None):
        numbers = {one: changes.number(one) for one in hangs_on}
        return cls(found, numbers, monotonic(), size_of(found), levels)

    def holds(self, changes):
        return monotonic() - self.asked_at < LONGEST and all(
            changes.number(one) == number for one, number in self.hangs_on.items()
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
        self.statements.append(sql)
        return execute(sql, params, many, context)


def fetch_rows(sql, parameters=()):
    """The rows of a statement, as tuples: not to be changed.

    It must not ask for the time. Within a transaction, which may have written, it is
    asked each time.
    """
    if is_asked_anew():
        return fetch(sql, parameters)
    return keep(digest(sql, parameters), lambda: fetch(sql, parameters))


def digest(sql, parameters):
    """What stands for a question: ten thousand ids are a long key."""
    with connection.cursor() as cursor:
        return sha256(cursor.mogrify(sql, parameters)).digest()


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
    return answer_to(key, ask, read_changes()).found


def answer_to(key, ask, changes, levels=None):
    """The one from before, unless it is another by now: with these `levels`."""
    answer = still_held(key, changes)
    if answer is None:
        noted = NotedStatements()
        with connection.execute_wrapper(noted):
            # It may see more than the changes tell, but never less.
            found = ask()
        hangs_on = watched(noted.statements, changes)
        answer = Answer.of(found, hangs_on, changes, levels)
        # Many others would have to go.
        if not hangs_on or answer.size > MOST_ROWS / 2:
            return answer
    put_last(key, answer)
    return answer


def read_changes():
    changes = Changes(dict(CHANGES.ask(fetch)), {})
    return changes._replace(levels=held_or_asked(level_changes, LEVELS, changes))


def level_changes():
    return dict(LEVEL_CHANGES.ask(fetch))


def held_or_asked(ask, table, changes):
    """What a function says that hangs on one table."""
    answer = still_held(ask, changes) or Answer.of([ask()], [table], changes)
    put_last(ask, answer)
    return answer.found[0]


def watched(statements, changes):
    """All that the statements hang on; nothing where changes of one are not noted."""
    schema, found = held_or_asked(read_schema, MIGRATIONS, changes), {MIGRATIONS}
    for sql in statements:
        read = tables_read(getattr(sql, "stands_for", sql), schema)
        if not read or not all(map(schema.tables.get, read)):
            return set()
        found |= sql.hangs_on(schema) if isinstance(sql, LevelsOf) else read
    return found


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
