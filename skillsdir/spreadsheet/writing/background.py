"""What goes on behind the pages: the dry run, applying, and undoing an import."""

import logging
import time
from contextvars import copy_context
from threading import Event, Thread

from django.db import connection

from people.privacy.erasure import erased_ids
from skillsdir.models import DryRun, ImportStatus, SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import (
    Draft,
    current_dry_run,
    make_dry_run,
    save_dry_run,
    save_unless_erased,
    totals,
)
from skillsdir.spreadsheet.writing.applying import (
    NotADraftError,
    RejectedRowsError,
    apply_plan,
)
from skillsdir.spreadsheet.writing.as_shown import NotAsShownError
from skillsdir.spreadsheet.writing.progress import (
    WRITING,
    WorkProgress,
    claim,
    tell_progress,
)
from skillsdir.spreadsheet.writing.undoing import NotAppliedError, undo_plan

logger = logging.getLogger(__name__)
# Seconds between two reports of progress.
EVERY = 0.2
# Seconds that `start_work` waits for the thread to hold the lock.
PATIENCE = 10
# Somebody else has removed, applied or undone it meanwhile.
OVERTAKEN = (NotADraftError, NotAppliedError, SpreadsheetImport.DoesNotExist)


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
        # Who acts in the page acts here.
        self.context = copy_context()

    def run(self):
        self.context.run(self.run_work)

    def run_work(self):
        try:
            tell_progress(WorkProgress())
            with claim(self.import_id) as self.has_lock:
                self.has_begun.set()
                if self.has_lock:
                    self.work(self.report)
        except OVERTAKEN:
            logger.info("Somebody else was quicker with import %s.", self.import_id)
        except Exception:
            logger.exception("The work on import %s failed.", self.import_id)
        finally:
            self.has_begun.set()
            connection.close()

    def report(self, done, total, words="Working"):
        if time.monotonic() < self.reported_at + EVERY and done < total:
            return
        self.reported_at = time.monotonic()
        tell_progress(WorkProgress(done, total, words))


COMPARING = "Comparing the file with the directory"
FINISHING = "Checking that all of it holds together"
UNDOING = "Putting everything back"
# Seconds that a page waits for the work before it shows a progress bar instead.
LOCK_PATIENCE = 1.5
MOST_OBSTACLES = 50
NOT_AS_SHOWN = (
    "The directory was edited since the dry run that was to be applied, so nothing was"
    " written. This is what would change by now: look at it, and apply it."
)
BROKE_OFF = "Something went wrong; the server’s log says what. Nothing was changed."


def begin(import_id, work):
    """Start the work unless somebody is at it; whether it is done by now."""
    thread = start_work(import_id, work)
    if thread is None:
        return False
    thread.join(LOCK_PATIENCE)
    return not thread.is_alive()


def work_out_dry_run(import_id) -> bool:
    def work(report):
        report(0, 0, COMPARING)
        make_dry_run(Draft(SpreadsheetImport.objects.get(pk=import_id)))

    return begin(import_id, work)


def apply_import(import_id, *, by) -> bool:
    """Apply without the rows that are rejected, and keep what became of each row.

    Where none was in the dry run, nobody said to leave any out; nor did anybody agree
    to what it did not show. Then nothing is written, and it says what would be by now.
    """

    def work(report):
        report(0, 0, COMPARING)
        draft = Draft(SpreadsheetImport.objects.get(pk=import_id))
        answers = draft.row.answers
        seen = current_dry_run(draft)
        leave_rejected = bool(seen and totals(seen.counts)["rejected"])
        erased = erased_ids()

        def progress(done, total):
            report(done, total, WRITING if done < total else FINISHING)

        def keep(planned):
            save_dry_run(draft.row, planned, answers)

        try:
            apply_plan(
                draft.row,
                by=by,
                progress=progress,
                leave_rejected=leave_rejected,
                keep=keep,
            )
        except (RejectedRowsError, NotAsShownError) as error:
            rows = SpreadsheetImport.objects.filter(status=ImportStatus.DRAFT)
            rows.filter(pk=import_id).update(problem=NOT_AS_SHOWN)
            if not save_unless_erased(draft, error.plan, erased):
                make_dry_run(Draft(SpreadsheetImport.objects.get(pk=import_id)))

    return begin(import_id, work)


def undo_import(import_id, *, by) -> bool:
    """Undo, or say in the import's `problem` what would be lost by it."""

    def work(report):
        report(0, 0, UNDOING)
        import_ = SpreadsheetImport.objects.get(pk=import_id)
        rows = SpreadsheetImport.objects.filter(pk=import_id)

        def keep(obstacles):
            rows.update(problem="\n".join(explain_obstacles(obstacles)))
            if not obstacles:
                DryRun.objects.filter(spreadsheet_import=import_id).delete()

        try:
            undo_plan(import_, by=by, keep=keep)
        except OVERTAKEN:
            raise
        except Exception:
            # It may have been undone all the same, where the answer was lost.
            rows.filter(status=ImportStatus.APPLIED).update(problem=BROKE_OFF)
            raise

    return begin(import_id, work)


def explain_obstacles(obstacles):
    """Why an import cannot be undone, in lines; none if it can."""
    if not obstacles:
        return []
    lines = [f"{one.place}: {one.label} – {one.why}" for one in obstacles]
    more = len(lines) - MOST_OBSTACLES
    if more > 0:
        lines[MOST_OBSTACLES:] = [f"and {more} more"]
    return ["Later edits would be lost:", *lines]
