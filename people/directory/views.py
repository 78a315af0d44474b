from functools import wraps
from itertools import chain

from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe
from django.views.decorators.vary import vary_on_headers

from people.directory.export import COLUMNS, export_rows
from people.directory.filters import PersonFilterSet
from people.directory.listing import PersonListing, person_listing
from people.lists.addresses import Address, ticks_on
from people.lists.listing import list_template
from people.table_files import csv_chunks, xlsx_file


@require_safe
@vary_on_headers("HX-Request")
def person_list(request):
    address = Address(request.path, request.GET)
    filterset = PersonFilterSet(request.GET, request=request)
    if canonical := filterset.canonical(address):
        return redirect(canonical)
    listing = person_listing(filterset, address, user=request.user)
    context = {"list": listing, "ticks": ticks_on(listing.page, request.GET)}
    context["rows"] = rows = rows_chosen(request)
    page = render(request, list_template(request, "people/directory/person"), context)
    if rows == request.GET.get("rows"):
        page.set_cookie("rows", rows, YEAR, httponly=True, secure=request.is_secure())
    return page


def rows_chosen(request):
    """How high rows are, as the address says, or as was chosen before."""
    for chosen in (request.GET.get("rows"), request.COOKIES.get("rows")):
        if chosen in HEIGHTS:
            return chosen
    return HEIGHTS[0]


YEAR = 365 * 24 * 3600
HEIGHTS = ("comfortable", "compact")
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_of_people(view):
    """Call the view with the rows of the list that the parameters ask for.

    Parameters that are not understood export nothing: a script gets status 400, and a
    person the list page, which says what is wrong and leads on.
    """

    @require_GET
    @wraps(view)
    def export(request):
        address = Address(request.path, request.GET)
        filterset = PersonFilterSet(request.GET, request=request)
        if canonical := filterset.canonical(address):
            return redirect(canonical)
        if not filterset.is_valid():
            address = Address(reverse("people:person-list"), request.GET)
            page = {"list": PersonListing.refused(filterset, address)}
            return render(
                request, "people/directory/person_list.html", page, status=400
            )
        site = request.build_absolute_uri(reverse("people:person-list"))
        return view(export_rows(filterset, user=request.user, site=site))

    return export


@export_of_people
def person_export_csv(rows):
    chunks = begun(csv_chunks(COLUMNS, rows))
    return download(StreamingHttpResponse(chunks), "people", "csv", CSV)


def begun(chunks):
    """The chunks, the first of them made: until it is, an error page can be sent."""
    return chain([next(chunks)], chunks)


@export_of_people
def person_export_xlsx(rows):
    file = xlsx_file([("People", COLUMNS.values(), rows)])
    return download(FileResponse(file), "people", "xlsx", XLSX)


def download(response, stem, ending, content_type):
    name = f"{stem}-{timezone.localdate()}.{ending}"
    response.headers["Content-Type"] = content_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
