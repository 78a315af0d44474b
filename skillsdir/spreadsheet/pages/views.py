"""Bring a file in, apply it, undo it, throw it away; take the directory out."""

from functools import wraps

import tomli_w
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import HttpResponseClientRedirect

from people.directory.views import XLSX, download
from people.rules import may_export_directory
from skillsdir.models import DryRun, ImportStatus, SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import OPEN, Draft, current_dry_run, totals
from skillsdir.spreadsheet.drafts.retention import forget_seen
from skillsdir.spreadsheet.export.directory import directory_workbook
from skillsdir.spreadsheet.export.template import template_workbook
from skillsdir.spreadsheet.pages.access import (
    importers_only,
    is_removed,
    leave_removed,
    polls_for_removed,
    with_draft,
)
from skillsdir.spreadsheet.pages.step_views import dry_run_context
from skillsdir.spreadsheet.pages.uploads import UploadForm
from skillsdir.spreadsheet.writing import background as work
from skillsdir.spreadsheet.writing.emails import gave_emails
from skillsdir.spreadsheet.writing.progress import progress_of
from skillsdir.spreadsheet.writing.undoing import can_undo

PAGE_SIZE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@importers_only
def overview(request):
    form = UploadForm()
    if request.method == "POST":
        form = sent_upload(request)
        if form.is_valid():
            return redirect("spreadsheet:sheets", form.save(by=request.user).pk)
    page = page_of_imports(request)
    if forget_seen(page):
        page = page_of_imports(request)
    for import_ in page:
        import_.done = import_.counts and totals(import_.counts)
    return render(request, "spreadsheet/overview.html", {"form": form, "page": page})


def page_of_imports(request):
    rows = SpreadsheetImport.objects.listed()
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def sent_upload(request):
    data, files = request.POST, request.FILES
    # Known once the request is read.
    is_too_large = getattr(request, "is_upload_too_large", False)
    return UploadForm(data, files, is_too_large=is_too_large)


def get_import(pk):
    return get_object_or_404(SpreadsheetImport.objects.listed(), pk=pk)


@require_safe
@importers_only
def import_detail(request, pk):
    """The report of an import; a draft goes on where it was left."""
    import_ = get_import(pk)
    if progress_of(pk):
        return redirect("spreadsheet:progress", pk)
    if request.htmx:
        # A progress bar that polls has come to its end here.
        return HttpResponseClientRedirect(request.path)
    if import_.status == ImportStatus.DRAFT:
        return redirect("spreadsheet:resume", pk)
    import_.done = import_.counts and totals(import_.counts)
    dry_run = DryRun.objects.filter(spreadsheet_import=pk).first()
    context = {
        "import": import_,
        "problems": import_.problem.splitlines(),
        "may_undo": can_undo(import_),
        "gave_emails": gave_emails(import_),
        "undo_days": settings.DIRECTORY["UNDO_DAYS"],
        **(dry_run_context(request, dry_run) if dry_run else {"dry_run": None}),
    }
    return render(request, "spreadsheet/import_detail.html", context)


@require_safe
@importers_only
def progress(request, pk):
    if polls_for_removed(request, pk):
        return leave_removed(request)
    import_, now = get_import(pk), progress_of(pk)
    if now is None:
        report = redirect("spreadsheet:import", pk)
        return HttpResponseClientRedirect(report.url) if request.htmx else report
    context = {"import": import_, "progress": now, "heading": now.words}
    return render(request, "spreadsheet/progress.html", context)


@require_POST
@importers_only
def apply(request, pk):
    import_ = get_object_or_404(
        SpreadsheetImport.objects.defer("file", "sheets"), pk=pk
    )
    if import_.status in OPEN and not may_apply(request, Draft(import_)):
        return redirect("spreadsheet:check", pk)
    if import_.status in (*OPEN, ImportStatus.APPLYING):
        work.apply_import(pk, by=request.user)
    return redirect("spreadsheet:progress", pk)


def may_apply(request, draft):
    """Whether what is applied is what was shown; if not, say so."""
    dry_run = current_dry_run(draft)
    if dry_run is None or request.POST.get("dry_run") != dry_run.version:
        messages.warning(request, "The dry run is a newer one: look at it again.")
        return False
    if totals(dry_run.counts)["rejected"] and "leave_rejected" not in request.POST:
        messages.error(request, "Say that the rejected rows may be left out.")
        return False
    return True


@require_POST
@importers_only
def undo(request, pk):
    if can_undo(get_import(pk)):
        work.undo_import(pk, by=request.user)
    return redirect("spreadsheet:progress", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def discard(request, draft):
    """Throw a draft away, once that is confirmed."""
    if request.method != "POST":
        return render(request, "spreadsheet/discard.html", {"import": draft.row})
    rows = SpreadsheetImport.objects.filter(pk=draft.row.pk, status__in=OPEN)
    if progress_of(draft.row.pk) is None and rows.delete()[0]:
        messages.success(request, "The draft is thrown away; nothing was changed.")
    elif is_removed(draft.row.pk):
        return leave_removed(request)
    return redirect("spreadsheet:overview")


@require_safe
@importers_only
def answers(request, pk):
    """What was answered about a file, for the command line and the next file."""
    import_ = get_object_or_404(
        SpreadsheetImport.objects.defer("file", "sheets"), pk=pk
    )
    text = tomli_w.dumps(without_blanks(import_.answers))
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="answers-{pk}.toml"'
    )
    return response


def without_blanks(data):
    """JSON without nulls, for which TOML has no word."""
    return {
        name: without_blanks(value) if isinstance(value, dict) else value
        for name, value in data.items()
        if value is not None
    }


def for_admins(view):
    @require_GET
    @wraps(view)
    def export(request):
        if not may_export_directory(request.user):
            raise PermissionDenied
        return view(request)

    return export


@for_admins
def directory(request):
    return download(FileResponse(directory_workbook()), "directory", "xlsx", XLSX)


@for_admins
def template(request):
    return download(FileResponse(template_workbook()), "template", "xlsx", XLSX)
