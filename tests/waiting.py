import time

from django.db import connection


def wait_for_lock():
    """Wait until somebody waits for a lock."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
            if cursor.fetchall():
                return
        time.sleep(0.05)
    raise AssertionError("Nobody waits.")
