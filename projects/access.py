"""Who may do what with projects, asked once: before a view begins, or with the lock."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from people.accounts.acting import judge_again
from people.database.compiled import CompiledQuery
from people.editing.versions import OutdatedError
from people.fields import Ids
from people.rules import may_see_outcomes
from projects import rules
from projects.models import Project


def check_may_staff(by):
    if not rules.may_staff(by):
        raise PermissionDenied("Project managers look after projects.")


def shown_projects(ids, user) -> dict[int, Project]:
    """Projects by id, as pages show them, with what the user may know; 1 query."""
    may_see = may_see_outcomes(user)
    found = with_outcomes(Ids(ids)) if may_see else with_own_outcomes(Ids(ids), user.pk)
    return {project.pk: project for project in found}


@CompiledQuery
def with_outcomes(ids):
    return Project.objects.for_page().filter(pk__any=ids).order_by().with_outcomes()


@CompiledQuery
def with_own_outcomes(ids, user):
    projects = Project.objects.for_page().filter(pk__any=ids).order_by()
    return projects.with_own_outcomes(user)


def lock_project(project, by, may=None) -> Project:
    """The project as it is now, locked.

    Raises `PermissionDenied`, or `OutdatedError` if `may` says that it does not go at
    its status.
    """
    check_may_staff(by)
    row = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    judge_again()
    if may and not may(by, row):
        raise OutdatedError
    return row


def staffing(view):
    """Let through who may staff; what goes while they wait is not found."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        check_may_staff(request.user)
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist:
            raise Http404 from None

    return wrapped


def staffing_project(may=None, refusal="nothing was changed"):
    """Give the view the project; where `may` says no by its status, go back there."""

    def decorate(view):
        @staffing
        @wraps(view)
        def wrapped(request, slug, **kwargs):
            project = get_object_or_404(Project.objects.for_page(), slug=slug)
            try:
                if may and not may(request.user, project):
                    raise OutdatedError
                return view(request, project, **kwargs)
            except OutdatedError:
                project.refresh_from_db(fields=["status"])
                status = project.get_status_display().lower()
                messages.warning(request, f"The project is {status}: {refusal}.")
                return redirect(project)

        return wrapped

    return decorate
