"""The dry run: every change with its place, before anything changes."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from skillsdir.models import DryRun
from skillsdir.spreadsheet.access import importers_only, with_draft, with_dry_run
from skillsdir.spreadsheet.change_filter import ChangeFilter
from skillsdir.spreadsheet.dry_runs import figures, saved_plan, totals
from skillsdir.spreadsheet.reporting import report
from skillsdir.spreadsheet.step_views import show

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@with_dry_run()
def check(request, draft):
    context = dry_run_context(request, draft.dry_run)
    return show(request, draft, "check", draft.asked, **context)


def dry_run_context(request, dry_run):
    """What the dry run, or the report afterwards, shows of the changes."""
    wanted = ChangeFilter.of(request.GET, dry_run.counts)
    found = wanted.matching(saved_plan(dry_run).changes)
    return {
        "dry_run": dry_run,
        "figures": figures(dry_run.counts),
        "totals": totals(dry_run.counts),
        "wanted": wanted,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
    }


@require_POST
@with_draft
def check_again(request, draft):
    """Compare anew, after something else changed the directory."""
    DryRun.objects.filter(spreadsheet_import=draft.row.pk).delete()
    return redirect("spreadsheet:check", draft.row.pk)


@require_safe
@importers_only
def download(request, pk):
    """All changes, with those rows that did not change, as a workbook."""
    dry_run = get_object_or_404(DryRun, spreadsheet_import=pk)
    response = HttpResponse(report(saved_plan(dry_run)), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="import-{pk}.xlsx"'
    return response
