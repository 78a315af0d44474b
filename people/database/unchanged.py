"""What the database answered, kept for as long as nothing in it has changed.

PostgreSQL says which transactions a statement sees: its snapshot. Where that is as it
was, a statement that hangs on its parameters and on stored rows alone has the same
answer as before, whatever tables it reads. See decision 0032.
"""

from functools import wraps
from hashlib import sha256

from django.core.exceptions import EmptyResultSet
from django.core.signals import setting_changed
from django.db import connection
from django.db.backends.signals import connection_created

from people.words import local_day

SNAPSHOT = "SELECT pg_current_snapshot()::text"
# Of a process: answers, and rows in all of them.
MOST, MOST_ROWS = 64, 100_000

# The snapshot of the last answers, and these. They are given to everybody who asks, so
# nobody may change one.
kept = {"now": (None, {})}


def fetch_rows(sql, parameters=()):
    """The rows of a statement, as tuples: not to be changed.

    It must not ask for the time. Within a transaction, which may have written, it is
    asked each time.
    """
    if may_have_written():
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


def while_unchanged(function):
    """Keep what a function makes of its arguments, of the day and of stored rows."""

    @wraps(function)
    def ask(*args):
        if may_have_written():
            return function(*args)
        return keep((function, args, local_day()), lambda: function(*args))

    return ask


def may_have_written():
    return connection.in_atomic_block or not connection.get_autocommit()


def keep(key, ask):
    snapshot = snapshot_now()
    known, answers = kept["now"]
    if known != snapshot:
        answers = {}
        kept["now"] = (snapshot, answers)
    found = answers.get(key)
    if found is None:
        # It may see more than the snapshot does, but never less.
        found = ask()
        rows = sum(map(len, [*answers.values(), found]))
        if len(answers) >= MOST or rows > MOST_ROWS:
            answers.clear()
        answers[key] = found
    return found


def snapshot_now():
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT)
        return connection.settings_dict["NAME"], *cursor.fetchone()


def forget(**kwargs):
    """A server that crashed, or took over, may give numbers of transactions again.

    Whoever asks it then has another connection.
    """
    kept["now"] = (None, {})


setting_changed.connect(forget, weak=False)
connection_created.connect(forget, weak=False)
