from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.directory.views import CSV, XLSX, begun, download, export_of
from people.lists.addresses import Address
from people.lists.listing import list_template
from people.matrix.export import MatrixExport
from people.matrix.filters import MatrixFilterSet
from people.matrix.listing import MatrixListing, matrix_listing
from people.table_files import csv_chunks


@require_safe
@vary_on_headers("HX-Request")
def skill_matrix(request):
    address = Address(request.path, request.GET)
    filterset = MatrixFilterSet(request.GET, request=request)
    if canonical := filterset.canonical(address):
        return redirect(canonical)
    listing = matrix_listing(filterset, address)
    template = list_template(request, "people/matrix/matrix")
    return render(request, template, {"list": listing})


export_of_matrix = export_of(
    MatrixFilterSet,
    MatrixListing,
    "people:skill-matrix",
    "people/matrix/matrix_list.html",
)


@export_of_matrix
def skill_matrix_csv(request, filterset):
    matrix = MatrixExport(filterset)
    chunks = begun(csv_chunks(matrix.headings, matrix.rows()))
    return download(StreamingHttpResponse(chunks), "matrix", "csv", CSV)


@export_of_matrix
def skill_matrix_xlsx(request, filterset):
    file = MatrixExport(filterset).xlsx()
    return download(FileResponse(file), "matrix", "xlsx", XLSX)
