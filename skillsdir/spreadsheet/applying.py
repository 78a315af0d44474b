"""Writes what a dry run says, all of it or nothing."""

from contextlib import contextmanager, suppress

import pghistory
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone

from skillsdir.models import ImportStatus, SpreadsheetImport
from skillsdir.races import persistent
from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.changes import Action
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.planning import plan
from skillsdir.spreadsheet.reading import read_workbook
from skillsdir.spreadsheet.remembering import remember
from skillsdir.spreadsheet.saving import WriteProgress, write_changes

# The first half of the advisory lock's key; the other is the import's id.
LOCKS = 0x5EE7
# Less than the second after which PostgreSQL looks for a deadlock, and ends somebody.
LOCK_PATIENCE = "500ms"
LOCK_TRIES = 60
OPEN = (ImportStatus.DRAFT, ImportStatus.FAILED, ImportStatus.APPLYING)


class RejectedRowsError(Exception):
    """Rows were rejected; `plan` says which and why. Nothing was written."""

    def __init__(self, plan):
        self.plan = plan
        first = plan.only(Action.REJECTED)[0]
        super().__init__(
            f"Rows rejected: {plan.totals['rejected']}; the first is {first.place},"
            f" {first.label}: {first.why}."
        )


class NotADraftError(Exception):
    """The import was applied already, or somebody is applying it right now."""


def apply_plan(import_, *, by, progress=None, leave_rejected=False):
    """Plan anew and write it in one transaction; return the `Plan`.

    `by` is the user, `None` for a command; `progress(done, total)` is called as rows
    are written. Raises `RejectedRowsError` unless `leave_rejected`, and
    `NotADraftError`. Whatever is raised, or however the process ends, nothing is half
    done: the import then is `failed`, or `applying` with `is_interrupted` true, and
    can be applied again.
    """
    with claimed(import_):
        return write_all(import_, by, progress, leave_rejected)


@persistent
@transaction.atomic
def write_all(import_, by, progress, leave_rejected):
    import_.refresh_from_db()
    with pghistory.context(user=by and by.pk):
        lock_tables()
        answers = Answers.from_json(import_.answers)
        sheets = read_workbook(import_.content, import_.file_name)
        found = plan(sheets, answers)
        if found.totals["rejected"] and not leave_rejected:
            raise RejectedRowsError(found)
        write_changes(found, import_, by, WriteProgress(found, progress))
        remember(found.questions, answers)
        mark_applied(import_, found, by)
    return found


def mark_applied(import_, found, by):
    """Note that it is applied; file and answers have no use any more."""
    import_.status = ImportStatus.APPLIED
    import_.counts = found.counts
    import_.applied_by, import_.applied_at = by, timezone.now()
    import_.file, import_.answers, import_.problem = None, {}, ""
    import_.progress = 100
    import_.save()


# One at a time


@contextmanager
def claimed(import_):
    """Let nobody else apply the import, and say how it ended if it does not."""
    if not try_lock(import_):
        raise NotADraftError("It is being applied right now.")
    try:
        rows = SpreadsheetImport.objects.filter(pk=import_.pk, status__in=OPEN)
        if not rows.update(status=ImportStatus.APPLYING, progress=0):
            raise NotADraftError("It was applied already, or discarded.")
        try:
            yield
        except RejectedRowsError:
            rows.update(status=ImportStatus.DRAFT)
            raise
        except BaseException as error:
            rows.update(status=ImportStatus.FAILED, problem=reason(error))
            raise
        finally:
            import_.refresh_from_db()
    finally:
        unlock(import_)


def reason(error):
    """Why it failed, without what the database tells of rows: that is personal."""
    if isinstance(error, DatabaseError):
        return f"The database refused it: {str(error).splitlines()[0]}"
    return str(error) or type(error).__name__


def try_lock(import_):
    """A lock of the session: it goes with the process, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, import_.pk])
        return cursor.fetchone()[0]


def unlock(import_):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, import_.pk])


def is_interrupted(import_):
    """Whether it was being applied by a process that is no more."""
    if import_.status != ImportStatus.APPLYING:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory'"
            " AND classid = %s AND objid = %s AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCKS, import_.pk],
        )
        return not cursor.fetchone()[0]


def lock_tables():
    """Let others read, and wait with writing until the import is done.

    The tables are had one by one, and others come by in orders of their own. So nobody
    is kept waiting who has one that is missing here: all are let go before the
    database would look for a deadlock, and asked for again.
    """
    tables = ", ".join(
        connection.ops.quote_name(noun.model._meta.db_table) for noun in NOUNS.values()
    )
    for _ in range(LOCK_TRIES - 1):
        with suppress(OperationalError), transaction.atomic():
            return take_locks(tables)
    return take_locks(tables)


def take_locks(tables):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = %s", [LOCK_PATIENCE])
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
