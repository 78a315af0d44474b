"""One project, and what happened to it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from people.database.compiled import CompiledQuery
from people.history import history_page
from people.rules import may_see_outcomes
from people.words import local_day
from projects import rules
from projects.alike.likeness import idea_of
from projects.alike.listing import alike_projects
from projects.models import Project
from projects.needs.engineers import lacks_engineer, usual_engineering
from projects.page.acts import acts_for
from projects.page.overview import Overview, events_about


def detailed(projects):
    """With what only the page of a project shows."""
    return projects.select_related("outcome_recorded_by").annotate(
        lacks_engineer=lacks_engineer(local_day())
    )


@CompiledQuery
def told_wholly(slug):
    return detailed(Project.objects.for_page().filter(slug=slug).with_outcomes())


@CompiledQuery
def told_if_own(slug, user):
    projects = Project.objects.for_page().filter(slug=slug)
    return detailed(projects.with_own_outcomes(user))


@require_safe
def project_detail(request, slug):
    today = local_day()
    if may_see_outcomes(request.user):
        project = told_wholly.first(slug)
    else:
        project = told_if_own.first(slug, request.user.pk)
    if project is None:
        raise Http404
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
