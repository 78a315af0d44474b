"""Who gets to the pages of spreadsheets, and with what in hand."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect

from skillsdir.models import SpreadsheetImport
from skillsdir.rules import may_import
from skillsdir.spreadsheet.drafts import OPEN, Draft
from skillsdir.spreadsheet.reading import UnreadableFileError


def importers_only(view):
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


def with_draft(view):
    """Give the view the draft; an import that is none (any more) shows its own page."""

    @importers_only
    @wraps(view)
    def wrapped(request, pk):
        import_ = get_object_or_404(SpreadsheetImport, pk=pk)
        if import_.status not in OPEN:
            return redirect("spreadsheet:import", pk)
        try:
            return view(request, Draft(import_))
        except UnreadableFileError as error:
            messages.error(request, str(error))
            return redirect("spreadsheet:overview")

    return wrapped
