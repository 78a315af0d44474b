from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe
from django.views.decorators.vary import vary_on_headers

from people.database.compiled import CompiledQuery
from people.directory.views import CSV, begun, download
from people.lists.addresses import PARAMETER, Address, ticks_on
from people.lists.listing import list_template
from people.table_files import csv_chunks
from projects.access import staffing
from projects.candidates.export import export_headings, export_rows
from projects.candidates.filters import CandidateFilterSet
from projects.candidates.listing import (
    CandidateListing,
    candidate_listing,
    open_needs,
)
from projects.models import Project


@CompiledQuery
def looked_for(slug):
    projects = Project.objects.filter(slug=slug).for_page().with_shortlisted()
    return projects.select_related("lead__location")


def of_candidates(view):
    """Give the view the address asked for, and the filterset of the project's needs."""

    @staffing
    @wraps(view)
    def wrapped(request, slug):
        project = looked_for.first(slug)
        if project is None:
            raise Http404
        address = Address(request.path, request.GET)
        filterset = CandidateFilterSet(
            request.GET, request=request, project=project, needs=open_needs(project)
        )
        if canonical := filterset.canonical(address):
            return redirect(canonical)
        return view(request, address, filterset)

    return wrapped


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
@of_candidates
def candidate_list(request, address, filterset):
    listing = candidate_listing(filterset, address, user=request.user)
    context = {
        "list": listing,
        "project": filterset.project,
        "ticks": ticks_on(listing.page, request.GET),
        "together": address_to_book_together(filterset.project, address),
    }
    return render(
        request, list_template(request, "projects/candidates/candidate"), context
    )


def address_to_book_together(project, address):
    """Where those who are ticked are booked; then one is back, and nobody is ticked."""
    back = address.href(address.pairs(but=[PARAMETER]))
    path = reverse("projects:book-project", args=[project.slug])
    return f"{path}?{urlencode({'next': back})}"


@require_GET
@of_candidates
def candidate_export(request, address, filterset):
    """The whole list as CSV; what is not understood exports nothing, and is said."""
    project = filterset.project
    if not filterset.is_valid():
        address = Address(
            reverse("projects:candidate-list", args=[project.slug]), request.GET
        )
        page = {
            "list": CandidateListing.refused(filterset, address),
            "project": project,
        }
        template = "projects/candidates/candidate_list.html"
        return render(request, template, page, status=400)
    rows = csv_chunks(export_headings(filterset), export_rows(filterset))
    return download(
        StreamingHttpResponse(begun(rows)), f"candidates-{project.slug}", "csv", CSV
    )
