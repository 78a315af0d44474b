from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.lists.addresses import Address, ticks_on
from people.lists.listing import list_template
from projects.access import staffing
from projects.candidates.filters import CandidateFilterSet
from projects.candidates.listing import candidate_listing, open_needs
from projects.models import Project


@require_safe
@staffing
@vary_on_headers("HX-Request")
def candidate_list(request, slug):
    projects = Project.objects.for_page().select_related("lead__location")
    project = get_object_or_404(projects, slug=slug)
    address = Address(request.path, request.GET)
    filterset = CandidateFilterSet(
        request.GET, request=request, project=project, needs=open_needs(project)
    )
    if canonical := address.canonical(filterset.form):
        return redirect(canonical)
    listing = candidate_listing(filterset, address, user=request.user)
    context = {
        "list": listing,
        "project": project,
        "ticks": ticks_on(listing.page, request.GET),
    }
    return render(
        request, list_template(request, "projects/candidates/candidate"), context
    )
