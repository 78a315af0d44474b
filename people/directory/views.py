from functools import wraps
from itertools import chain

from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe
from django.views.decorators.vary import vary_on_headers

from people.directory.export import COLUMNS, export_rows
from people.directory.filters import PersonFilterSet
from people.directory.listing import PersonListing, person_listing
from people.lists.addresses import Address, ticks_on
from people.lists.listing import list_template
from people.table_files import csv_chunks, xlsx_file
from people.words import local_day


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


def export_of(filterset_class, listing_class, page, template):
    """Call the view with the filters that the parameters say.

    Parameters that are not understood export nothing: a script gets status 400, and a
    person the page of the list, which says what is wrong and leads on.
    """

    def decorate(view):
        @require_GET
        @wraps(view)
        def export(request):
            address = Address(request.path, request.GET)
            filterset = filterset_class(request.GET, request=request)
            if canonical := filterset.canonical(address):
                return redirect(canonical)
            if filterset.is_valid():
                return view(request, filterset)
            address = Address(reverse(page), request.GET)
            context = {"list": listing_class.refused(filterset, address)}
            return render(request, template, context, status=400)

        return export

    return decorate


export_of_people = export_of(
    PersonFilterSet,
    PersonListing,
    "people:person-list",
    "people/directory/person_list.html",
)


def people_exported(request, filterset):
    site = request.build_absolute_uri(reverse("people:person-list"))
    return export_rows(filterset, user=request.user, site=site)


@export_of_people
def person_export_csv(request, filterset):
    chunks = begun(csv_chunks(COLUMNS, people_exported(request, filterset)))
    return download(StreamingHttpResponse(chunks), "people", "csv", CSV)


def begun(chunks):
    """The chunks, the first of them made: until it is, an error page can be sent."""
    return chain([next(chunks)], chunks)


@export_of_people
def person_export_xlsx(request, filterset):
    rows = people_exported(request, filterset)
    file = xlsx_file([("People", COLUMNS.values(), rows)])
    return download(FileResponse(file), "people", "xlsx", XLSX)


def download(response, stem, ending, content_type):
    name = f"{stem}-{local_day()}.{ending}"
    response.headers["Content-Type"] = content_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
