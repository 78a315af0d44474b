"""While an import is written or undone others read, and wait with writing."""

from contextlib import suppress

from django.db import OperationalError, connection, transaction

from skillsdir.spreadsheet.nouns import NOUNS

# Of the second after which PostgreSQL looks for a deadlock, and ends somebody: too
# short for that, and long enough. A vacuum in the way is ended by it as well.
TOO_SHORT, LONG_ENOUGH = 0.5, 1.2
LOCK_TRIES = 20
LOOPS = "people_person_has_no_loop, people_team_has_no_loop"


def lock_tables():
    """Let others read, and wait with writing until the import is done.

    The tables are had one by one, and others come by in orders of their own. So nobody
    is kept waiting who has one that is missing here: all are let go before the
    database would look for a deadlock, and asked for again once each was had alone.
    """
    tables = [noun.model._meta.db_table for noun in NOUNS.values()]
    for _ in range(LOCK_TRIES - 1):
        with suppress(OperationalError), transaction.atomic():
            return take_locks(tables, TOO_SHORT)
        for table in tables:
            with suppress(OperationalError), transaction.atomic():
                take_locks([table], LONG_ENOUGH)
                transaction.set_rollback(True)
    return take_locks(tables, TOO_SHORT)


def take_locks(tables, patience):
    names = ", ".join(map(connection.ops.quote_name, tables))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', ceil(1000 * %s * extract(epoch FROM"
            " current_setting('deadlock_timeout')::interval))::text, true)",
            [patience],
        )
        cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
        # Half-way, rows may be above themselves.
        cursor.execute(
            f"SET LOCAL lock_timeout TO DEFAULT; SET CONSTRAINTS {LOOPS} DEFERRED"
        )
