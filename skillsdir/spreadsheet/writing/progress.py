"""Who works on an import, and how far it is.

Who works holds a lock of the database on the import and says how far it is in the name
of its connection. Every process sees both at once, nothing is written for it, and both
go when the process dies: nobody takes work for running that is not.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

WRITING = "Writing to the directory"
# The first half of the lock's key; the second is the import's id.
LOCK = 0x5EED
NAME = re.compile(r"import (\d+)/(\d+) (.*)")

FIND = """
    SELECT activity.application_name
    FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s
        AND objsubid = 2 AND database = (
            SELECT oid FROM pg_database WHERE datname = current_database()
        )
"""


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """How far the work is: steps done, steps in all (0: not known yet), and words."""

    done: int = 0
    total: int = 0
    words: str = "Starting"

    @property
    def percent(self):
        return min(100, 100 * self.done // self.total) if self.total else 0


def progress_of(import_id) -> WorkProgress | None:
    """How far the work on the import is; `None` if nobody works on it."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [LOCK, import_id])
        row = cursor.fetchone()
    if row is None:
        return None
    if match := NAME.fullmatch(row[0]):
        return WorkProgress(int(match[1]), int(match[2]), match[3])
    # A command: it tells its own user.
    return WorkProgress(words=WRITING)


def tell_progress(progress):
    """Say it in the name of the connection, of which longer ones are cut."""
    name = f"import {progress.done}/{progress.total} {progress.words}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, false)", [name])


@contextmanager
def claim(import_id):
    """Hold the lock of the import, and give whether it was free.

    Who holds it may claim it once more. It goes with the connection at the latest.
    """
    key = [LOCK, import_id]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        (is_free,) = cursor.fetchone()
    try:
        yield is_free
    finally:
        if is_free:
            with connection.cursor() as cursor:
                # The pages see it before the server notices that a connection went.
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
