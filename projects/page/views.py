"""One project, and what happened to it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.history import history_page
from projects import rules
from projects.alike.likeness import idea_of
from projects.alike.listing import alike_projects
from projects.models import Project
from projects.needs.engineers import lacks_engineer, usual_engineering
from projects.page.acts import acts_for
from projects.page.overview import Overview, events_about


@require_safe
def project_detail(request, slug):
    projects = Project.objects.for_page().with_outcomes_for(request.user)
    today = timezone.localdate()
    projects = projects.select_related("outcome_recorded_by")
    projects = projects.annotate(lacks_engineer=lacks_engineer(today))
    project = get_object_or_404(projects, slug=slug)
    overview = Overview(project)
    tentative = len(overview.tentative)
    context = {
        "overview": overview,
        "alike": alike_projects(idea_of(project), request.user),
        "acts": acts_for(request.user, project, overview.coverage, tentative, today),
        "engineering": project.lacks_engineer and usual_engineering(),
        "may_staff": rules.may_staff(request.user),
        "may_enter_data": rules.may_enter_data(request.user),
    }
    return render(request, "projects/page/project_detail.html", context)


@require_safe
def project_history(request, slug):
    if not rules.may_see_history(request.user):
        raise PermissionDenied
    project = get_object_or_404(Project, slug=slug)
    page = history_page(events_about(project), request.GET.get("page"))
    context = {"project": project, "page": page}
    return render(request, "projects/page/project_history.html", context)
