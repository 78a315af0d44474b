"""One after the other: who comes second sees what the first has saved."""

from functools import wraps

from django.db import DatabaseError, OperationalError, connection, transaction

from people.database.prepared import ASTRAY

# Shared by who keeps names of people that are read: dry runs, and why an import failed.
DRY_RUNS = ("dry", "runs")


def wait_turn(*words, shared=False):
    """Wait while another transaction that waited for the same words goes on.

    Those who share a turn go on at once. Held until this transaction ends; outside of
    one it holds nobody up.
    """
    lock = f"pg_advisory_xact_lock{'_shared' * shared}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [" ".join(words)])


def wait_for_imports():
    """Let who writes many rows end first: what they keep of a row is seen then.

    Before the row is held, which they may have to know to be still there.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_person IN ROW EXCLUSIVE MODE")


def wait_to_erase():
    """Let who keeps names end first, and imports; none begins until this ends.

    Before anything else is held: a dry run may take minutes, and an import gives up
    where somebody has a table for as long.
    """
    with transaction.atomic():
        # Not with the turn in hand: dry runs would wait for a long import, too.
        wait_for_imports()
        transaction.set_rollback(True)
    wait_turn(*DRY_RUNS)
    wait_for_imports()


def once_more(function):
    """Let what is one transaction be called again.

    Two waited for one another, or a prepared statement went astray.
    """

    @wraps(function)
    def wrapped(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except DatabaseError as error:
            is_astray = getattr(error.__cause__, "pgcode", None) in ASTRAY
            may_go = is_astray or isinstance(error, OperationalError)
            if connection.in_atomic_block or not may_go:
                # In a transaction what is undone goes beyond the function.
                raise
            return function(*args, **kwargs)

    return wrapped
