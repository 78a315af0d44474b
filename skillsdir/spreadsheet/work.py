"""What goes on behind the pages: the dry run, applying, and undoing an import."""

from skillsdir.models import DryRun, SpreadsheetImport
from skillsdir.spreadsheet.applying import apply_plan
from skillsdir.spreadsheet.background import start_work
from skillsdir.spreadsheet.drafts import Draft
from skillsdir.spreadsheet.dry_runs import make_dry_run, save_dry_run
from skillsdir.spreadsheet.undoing import undo_plan

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
