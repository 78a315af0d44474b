from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.lists.addresses import Address
from people.lists.listing import list_template
from projects.access import staffing
from projects.models import Project
from projects.needs.coverage import coverage_of
from projects.teams.filters import TeamFilterSet
from projects.teams.listing import team_listing


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
@staffing
def team_list(request, slug):
    projects = Project.objects.for_page().select_related("lead__location")
    project = get_object_or_404(projects, slug=slug)
    coverage = coverage_of([project])[project.pk]
    address = Address(request.path, request.GET)
    filterset = TeamFilterSet(
        request.GET, request=request, project=project, coverage=coverage
    )
    if canonical := address.canonical(filterset.form):
        return redirect(canonical)
    context = {"project": project, "coverage": coverage}
    context["list"] = team_listing(filterset, address)
    return render(request, list_template(request, "projects/teams/team"), context)
