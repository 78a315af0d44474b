"""One after the other: who comes second sees what the first has saved."""

from django.db import connection


def wait_turn(*words):
    """Wait while another transaction that waited for the same words goes on.

    Held until this transaction ends; outside of one it holds nobody up.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [" ".join(words)]
        )
