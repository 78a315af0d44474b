"""All needs of a project on one page, as many as it takes."""

from django.contrib import messages
from django.shortcuts import redirect, render

from people.editing.pickers import skill_names
from projects import rules
from projects.access import reads_and_writes, refused, staffed_project
from projects.needs import changes as need_changes
from projects.needs.forms import NeedRows, SentRows


@reads_and_writes
@staffed_project
def project_needs(request, project):
    if not rules.may_prepare(request.user, project):
        return refused(request, project, "its needs stay as they are")
    if request.method != "POST":
        return show_needs(
            request, project, NeedRows(project.needs.select_related("skill"))
        )
    if "more" in request.POST:
        return show_needs(request, project, SentRows(request.POST).with_more())
    rows, plan = need_changes.save_needs(
        project=project, data=request.POST, by=request.user
    )
    if plan is None:
        return show_needs(request, project, rows)
    messages.success(request, plan.words)
    return redirect(project)


def show_needs(request, project, rows):
    context = {"project": project, "rows": rows, "skill_names": skill_names()}
    return render(request, "projects/needs/project_needs.html", context)
