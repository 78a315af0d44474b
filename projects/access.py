"""Who may do what on pages of projects, asked before a view begins."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from people.profiles.own import OutdatedError
from projects import rules
from projects.models import Project


def check_may_staff(by):
    if not rules.may_staff(by):
        raise PermissionDenied("Project managers look after projects.")


def locked(project, may=None, by=None):
    """The project as it is now, locked; raises `OutdatedError` if `may` says no."""
    rows = Project.objects.select_for_update(no_key=True)
    row = rows.get(pk=project.pk)
    if may and not may(by, row):
        raise OutdatedError
    return row


reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def staffed_project(view):
    """Give the view the project; who may not staff it gets 403."""

    @wraps(view)
    def wrapped(request, slug):
        if not rules.may_staff(request.user):
            raise PermissionDenied
        project = get_object_or_404(Project.objects.for_page(), slug=slug)
        try:
            return view(request, project)
        except OutdatedError:
            project.refresh_from_db(fields=["status"])
            return refused(request, project, "nothing was changed")
        except ObjectDoesNotExist:
            # Removed in another window since the view looked for it.
            raise Http404 from None

    return wrapped


def refused(request, project, words):
    """Back to the project, with a word about what does not go at its status."""
    status = project.get_status_display().lower()
    messages.warning(request, f"The project is {status}: {words}.")
    return redirect(project)


def check(may, request, project):
    if not may(request.user, project):
        raise OutdatedError
