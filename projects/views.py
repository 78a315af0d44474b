from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.addresses import Address
from people.views import list_template
from projects.filters import ProjectFilterSet
from projects.listing import project_listing
from projects.models import Project
from projects.overview import overview_of


@require_safe
@vary_on_headers("HX-Request")
def project_list(request):
    address = Address(request.path, request.GET)
    if canonical := address.canonical():
        return redirect(canonical)
    listing = project_listing(ProjectFilterSet(request.GET, request=request), address)
    template = list_template(request, "projects/project")
    return render(request, template, {"list": listing})


@require_safe
def project_detail(request, slug):
    projects = Project.objects.for_page().select_related("outcome_recorded_by")
    project = get_object_or_404(projects, slug=slug)
    overview = overview_of(project)
    return render(request, "projects/project_detail.html", {"overview": overview})
