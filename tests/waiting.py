"""Waiting for what others do, without guessing how long it takes."""

import time

from django.db import connection


def wait_until(is_so, trouble="Nothing comes of it."):
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError(trouble)


def wait_for_lock():
    """Wait until somebody waits for a lock."""
    wait_until(is_lock_waited_for, "Nobody waits.")


def is_lock_waited_for():
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchall())
