"""/spreadsheet/: bring a file in, take the directory out, and what came in so far."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.access import importers_only
from skillsdir.spreadsheet.dry_runs import totals
from skillsdir.spreadsheet.uploads import UploadForm

PAGE_SIZE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@importers_only
def overview(request):
    form = UploadForm()
    if request.method == "POST":
        form = sent_upload(request)
        if form.is_valid():
            return redirect("spreadsheet:sheets", form.save(by=request.user).pk)
    rows = SpreadsheetImport.objects.listed()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    for import_ in page:
        import_.done = import_.counts and totals(import_.counts)
    return render(request, "spreadsheet/overview.html", {"form": form, "page": page})


def sent_upload(request):
    data, files = request.POST, request.FILES
    # Known once the request is read.
    is_too_large = getattr(request, "is_upload_too_large", False)
    return UploadForm(data, files, is_too_large=is_too_large)
