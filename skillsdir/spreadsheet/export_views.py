from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.views.decorators.http import require_GET

from people.export_views import XLSX, download
from people.rules import may_export_directory
from skillsdir.spreadsheet.exporting import directory_workbook
from skillsdir.spreadsheet.template import template_workbook


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
