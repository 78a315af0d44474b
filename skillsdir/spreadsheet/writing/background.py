"""Work on an import that goes on after the page is answered.

Who works holds a lock of the database on the import and says how far it is in the name
of its connection. Every process sees both at once, nothing is written for it, and both
go when the process dies: nobody takes work for running that is not.

What goes on behind the pages: the dry run, applying, and undoing an import.
"""

import logging
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from django.db import connection

from skillsdir.models import DryRun, SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run, save_dry_run
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan

logger = logging.getLogger(__name__)
# The first half of the lock's key; the second is the import's id.
LOCK = 0x5EED
# Seconds between two reports of progress.
EVERY = 0.2
# Seconds that `start` waits for the thread to hold the lock.
PATIENCE = 10
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


def progress_of(import_id):
    """How far the work on the import is; `None` if nobody works on it."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [LOCK, import_id])
        row = cursor.fetchone()
    if row is None:
        return None
    found = NAME.fullmatch(row[0])
    return (
        WorkProgress(int(found[1]), int(found[2]), found[3])
        if found
        else WorkProgress()
    )


def start_work(import_id, work):
    """Call `work(report)` in a thread; return it, or `None` if somebody works on it.

    `report(done, total, words)` tells the pages how far it is, as often as one likes.
    """
    thread = ImportThread(import_id, work)
    thread.start()
    thread.has_begun.wait(PATIENCE)
    return thread if thread.has_lock else None


class ImportThread(Thread):
    def __init__(self, import_id, work):
        super().__init__(name=f"import {import_id}", daemon=True)
        self.import_id, self.work = import_id, work
        self.has_begun, self.has_lock = Event(), False
        self.reported_at = 0

    def run(self):
        try:
            with self.lock():
                self.has_begun.set()
                if self.has_lock:
                    self.work(self.report)
        except Exception:
            logger.exception("The work on import %s failed.", self.import_id)
        finally:
            self.has_begun.set()
            connection.close()

    @contextmanager
    def lock(self):
        """Hold the lock, if it is free; it goes with the connection at the latest."""
        with connection.cursor() as cursor:
            key = [LOCK, self.import_id]
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
            (self.has_lock,) = cursor.fetchone()
            try:
                yield
            finally:
                # The pages see it before the server notices that the connection went.
                cursor.execute("SELECT pg_advisory_unlock_all()")

    def report(self, done, total, words="Working"):
        if time.monotonic() < self.reported_at + EVERY and done < total:
            return
        self.reported_at = time.monotonic()
        with connection.cursor() as cursor:
            # Longer names are cut by the database.
            name = f"import {done}/{total} {words}"
            cursor.execute("SELECT set_config('application_name', %s, false)", [name])


COMPARING = "Comparing the file with the directory"
WRITING = "Writing to the directory"
FINISHING = "Checking that all of it holds together"
UNDOING = "Putting everything back"
# Seconds that a page waits for the work before it shows a progress bar instead.
LOCK_PATIENCE = 1.5
MOST_OBSTACLES = 50
BROKE_OFF = "Something went wrong; the server’s log says what. Nothing was changed."


def begin(import_id, work):
    """Start the work unless somebody is at it; whether it is done by now."""
    thread = start_work(import_id, work)
    if thread is None:
        return False
    thread.join(LOCK_PATIENCE)
    return not thread.is_alive()


def dry_run_of(import_id):
    def work(report):
        report(0, 0, COMPARING)
        make_dry_run(Draft(SpreadsheetImport.objects.get(pk=import_id)))

    return begin(import_id, work)


def apply_import(import_id, *, by):
    """Apply without the rows that are rejected, and keep what became of each row."""

    def work(report):
        report(0, 0, COMPARING)
        draft = Draft(SpreadsheetImport.objects.get(pk=import_id))
        answers = draft.row.answers

        def progress(done, total):
            report(done, total, WRITING if done < total else FINISHING)

        made = apply_plan(draft.row, by=by, progress=progress, leave_rejected=True)
        save_dry_run(draft.row, made, answers)

    return begin(import_id, work)


def undo_import(import_id, *, by):
    """Undo, or say in the import's `problem` what would be lost by it."""

    def work(report):
        report(0, 0, UNDOING)
        import_ = SpreadsheetImport.objects.get(pk=import_id)
        rows = SpreadsheetImport.objects.filter(pk=import_id)
        try:
            obstacles = undo_plan(import_, by=by)
        except Exception:
            rows.update(problem=BROKE_OFF)
            raise
        rows.update(problem="\n".join(reasons(obstacles)))
        if not obstacles:
            DryRun.objects.filter(spreadsheet_import=import_id).delete()

    return begin(import_id, work)


def reasons(obstacles):
    """Why an import cannot be undone, in lines; none if it can."""
    if not obstacles:
        return []
    lines = [f"{one.place}: {one.label} – {one.why}" for one in obstacles]
    more = len(lines) - MOST_OBSTACLES
    if more > 0:
        lines[MOST_OBSTACLES:] = [f"and {more} more"]
    return ["Later edits would be lost:", *lines]
