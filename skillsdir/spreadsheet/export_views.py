from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.views.decorators.http import require_GET

from people.export_views import XLSX, download
from people.rules import may_export_directory
from skillsdir.spreadsheet.exporting import directory_workbook


@require_GET
def directory(request):
    if not may_export_directory(request.user):
        raise PermissionDenied
    return download(FileResponse(directory_workbook()), "directory", "xlsx", XLSX)
