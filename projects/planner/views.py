from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_safe
from django.views.decorators.vary import vary_on_headers

from people.availability.free_people import ENOUGH
from people.directory.views import CSV, begun, download
from people.lists.addresses import Address, ticks_on
from people.lists.listing import list_template
from people.table_files import csv_chunks
from projects import rules
from projects.planner.conflicts import COLUMNS, conflict_rows, overbooked_page
from projects.planner.loose_ends import loose_ends
from projects.planner.misfit_groups import misfit_groups
from projects.planner.planner import PlannerFilterSet, free_soon_page, planner_listing


@require_safe
@vary_on_headers("HX-Request")
def planner_list(request):
    address = Address(request.path, request.GET)
    filterset = PlannerFilterSet(request.GET, request=request)
    if canonical := filterset.canonical(address):
        return redirect(canonical)
    may_staff = rules.may_staff(request.user)
    here = request.get_full_path() if may_staff else ""
    listing = planner_listing(filterset, address, here=here)
    context = {
        "list": listing,
        "ticks": ticks_on(listing.page, request.GET),
        "may_staff": may_staff,
    }
    return render(request, list_template(request, "projects/planner/planner"), context)


@require_safe
def conflict_list(request):
    groups, ends = misfit_groups(request.GET), loose_ends(request.user)
    context = {
        "page": overbooked_page(request.GET.get("page")),
        "groups": [group for group in groups if group.count],
        "loose_ends": [group for group in ends if group.count],
        "settled": [one.heading for one in (*groups, *ends) if not one.count],
        "may_staff": rules.may_staff(request.user),
    }
    return render(request, "projects/planner/conflict_list.html", context)


@require_GET
def conflict_export(request):
    chunks = begun(csv_chunks(COLUMNS, conflict_rows()))
    return download(StreamingHttpResponse(chunks), "conflicts", "csv", CSV)


@require_safe
def free_soon(request):
    page = free_soon_page(request.GET, user=request.user)
    context = {
        "page": page,
        "enough": ENOUGH,
        "ticks": ticks_on(page, request.GET),
        "may_staff": rules.may_staff(request.user),
    }
    return render(request, "projects/planner/free_soon.html", context)
