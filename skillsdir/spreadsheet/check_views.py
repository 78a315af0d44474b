"""The dry run: every change with its place, before anything changes."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from skillsdir.models import DryRun
from skillsdir.spreadsheet import work
from skillsdir.spreadsheet.access import with_draft
from skillsdir.spreadsheet.background import Progress, progress_of
from skillsdir.spreadsheet.change_filter import ChangeFilter
from skillsdir.spreadsheet.dry_runs import figures, saved_changes, totals
from skillsdir.spreadsheet.steps import steps

PAGE_SIZE = 50


@require_safe
@with_draft
def check(request, draft):
    dry_run = current_dry_run(draft)
    if dry_run is None:
        return work_out(request, draft)
    context = {"import": draft.row, "steps": steps("check")}
    context |= dry_run_context(request, dry_run)
    return render(request, "spreadsheet/step_check.html", context)


def current_dry_run(draft):
    """The dry run of the answers as they are now, if it is worked out already."""
    rows = DryRun.objects.filter(answers_digest=draft.seen)
    return rows.filter(spreadsheet_import=draft.row.pk).first()


def work_out(request, draft):
    """Work the dry run out behind the page: show it if that is quick, else how far."""
    if progress_of(draft.row.pk) is None and work.dry_run_of(draft.row.pk):
        if current_dry_run(draft):
            return redirect(request.get_full_path())
        return render(request, "spreadsheet/check_failed.html", {"import": draft.row})
    progress = progress_of(draft.row.pk) or Progress(words=work.COMPARING)
    context = {"import": draft.row, "progress": progress, "heading": "Dry run"}
    return render(request, "spreadsheet/progress.html", context)


@require_POST
@with_draft
def check_again(request, draft):
    """Compare anew, after something else changed the directory."""
    DryRun.objects.filter(spreadsheet_import=draft.row.pk).delete()
    return redirect("spreadsheet:check", draft.row.pk)


def dry_run_context(request, dry_run):
    """What the dry run, or the report afterwards, shows of the changes."""
    asked = ChangeFilter.of(request.GET, dry_run.counts)
    found = asked.matching(saved_changes(dry_run))
    return {
        "dry_run": dry_run,
        "figures": figures(dry_run.counts),
        "totals": totals(dry_run.counts),
        "asked": asked,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
    }
