"""Waiting for what others do, without guessing how long it takes."""

import time

from django.db import connection


def wait_until(is_so, trouble="Nothing comes of it."):
    for _ in range(3000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError(trouble)


# Tests of other processes have databases of their own in the same cluster. What is
# waited for may be of no database; who waits has locks of his own.
WAITING = """
SELECT FROM pg_locks WHERE NOT granted AND pid IN (
    SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE datname = current_database()
)
"""


def wait_for_lock():
    """Wait until somebody waits for a lock in this database."""
    wait_until(is_lock_waited_for, "Nobody waits.")


def wait_for_thread(thread):
    """Wait until it has ended, or waits for a lock itself."""
    wait_until(lambda: not thread.is_alive() or is_lock_waited_for())


def is_lock_waited_for():
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchall())
