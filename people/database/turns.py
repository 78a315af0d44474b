"""One after the other: who comes second sees what the first has saved."""

from functools import wraps

from django.db import DatabaseError, connection


def wait_turn(*words):
    """Wait while another transaction that waited for the same words goes on.

    Held until this transaction ends; outside of one it holds nobody up.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [" ".join(words)]
        )


def wait_for_imports():
    """Let who writes many rows end first: what they keep of a row is seen then.

    Before the row is held, which they may have to know to be still there.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_person IN ROW EXCLUSIVE MODE")


def once_more(function):
    """Let what is one transaction be called again.

    Two waited for one another, or a prepared statement went astray.
    """

    @wraps(function)
    def wrapped(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except DatabaseError:
            if connection.in_atomic_block:
                # What is undone goes beyond the function.
                raise
            return function(*args, **kwargs)

    return wrapped
