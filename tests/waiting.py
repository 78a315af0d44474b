"""Waiting for what others do, without guessing how long it takes."""

import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction


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


def meanwhile(first, second, then=lambda: None):
    """Call the first; the second waits for it, within that transaction, and goes on.

    `then` is what the first does when it is waited for.
    """

    def wait_and_run():
        try:
            return second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            first()
            waiting = threads.submit(wait_and_run)
            wait_for_lock()
            then()
        return waiting.result(10)
