"""All needs of a project on one page, as many as it takes."""

from django.contrib import messages
from django.shortcuts import redirect, render

from people.editing.pickers import skill_names
from people.editing.views import reads_and_writes
from projects import rules
from projects.access import staffing_project
from projects.needs.changes import save_needs
from projects.needs.forms import ROWS_MORE, NeedRows, SentRows


@reads_and_writes
@staffing_project(rules.may_prepare, "its needs stay as they are")
def project_needs(request, project):
    if request.method != "POST":
        rows = NeedRows(list(project.needs.select_related("skill")))
    elif "more" in request.POST:
        rows = SentRows(request.POST).with_more(
            ROWS_MORE * (request.POST["more"] == "rows")
        )
    elif "check" in request.POST:
        rows = SentRows(request.POST).understand()
    else:
        rows, plan = save_needs(project=project, data=request.POST, by=request.user)
        if plan:
            messages.success(request, plan.words)
            is_next = request.POST.get("then") == "candidates"
            page = "candidate-list" if is_next else "project-detail"
            return redirect(f"projects:{page}", project.slug)
    rows.count_holders()
    context = {"project": project, "rows": rows, "skill_names": skill_names()}
    return render(request, "projects/needs/project_needs.html", context)
