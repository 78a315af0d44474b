from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.addresses import Address
from people.history import history_page
from people.rules import may_see_outcomes
from people.views import list_template
from projects import rules
from projects.actions import actions_for
from projects.filters import ProjectFilterSet
from projects.history import events_about
from projects.listing import project_listing
from projects.models import Project
from projects.overview import overview_of


@require_safe
@vary_on_headers("HX-Request")
def project_list(request):
    address = Address(request.path, request.GET)
    filterset = ProjectFilterSet(request.GET, request=request)
    if canonical := address.canonical(filterset.form):
        return redirect(canonical)
    template = list_template(request, "projects/project")
    context = {
        "list": project_listing(filterset, address, user=request.user),
        "may_staff": rules.may_staff(request.user),
        "may_see_outcomes": may_see_outcomes(request.user),
    }
    return render(request, template, context)


@require_safe
def project_detail(request, slug):
    projects = Project.objects.for_page().with_outcomes_for(request.user)
    projects = projects.select_related("outcome_recorded_by")
    project = get_object_or_404(projects, slug=slug)
    overview = overview_of(project)
    context = {
        "overview": overview,
        "actions": actions_for(request.user, project),
        "may_staff": rules.may_staff(request.user),
        "may_see_history": rules.may_see_history(request.user),
        "may_enter_data": rules.may_enter_data(request.user),
    }
    return render(request, "projects/project_detail.html", context)


@require_safe
def project_history(request, slug):
    if not rules.may_see_history(request.user):
        raise PermissionDenied
    project = get_object_or_404(Project, slug=slug)
    page = history_page(events_about(project), request.GET.get("page"))
    context = {"project": project, "page": page}
    return render(request, "projects/project_history.html", context)
