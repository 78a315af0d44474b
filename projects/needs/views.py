"""All needs of a project on one page, as many as it takes."""

from django.contrib import messages
from django.shortcuts import redirect, render

from people.editing.pickers import skill_names
from people.editing.undo import say_with_undo
from people.editing.views import reads_and_writes
from projects import rules
from projects.access import staffing_project
from projects.needs.asked import read_needs
from projects.needs.changes import save_needs
from projects.needs.forms import ROWS_MORE, NeedRows, SentRows
from projects.needs.proposals import Beginnings, Proposals, SentProposals


@reads_and_writes
@staffing_project(rules.may_prepare, "its needs stay as they are")
def project_needs(request, project):
    if request.method != "POST":
        asked = read_needs(request.GET.getlist("need"))
        rows = NeedRows(list(project.needs.select_related("skill")), asked)
    elif request.POST.keys() & {"more", "take"}:
        rows = SentRows(request.POST).take(request.POST.get("take", ""))
        rows.with_more(ROWS_MORE * (request.POST.get("more") == "rows"))
    elif "check" in request.POST:
        rows = SentRows(request.POST).understand()
    else:
        rows = SentRows(request.POST)
        if plan := save_needs(project=project, rows=rows, by=request.user):
            messages.success(request, plan.words)
            return go_on(request, project)
    rows.count_holders()
    beginnings = Beginnings(project)
    beginnings.find_alike({row.meant for row in rows if row.meant}, request.user)
    context = {"project": project, "rows": rows, "skill_names": skill_names()}
    context["beginnings"] = beginnings
    return render(request, "projects/needs/project_needs.html", context)


def tell(request, plan):
    if plan.made:
        say_with_undo(request, plan.words, made=plan.made)
    else:
        messages.success(request, plan.words)


def go_on(request, project):
    is_next = request.POST.get("then") == "candidates"
    page = "candidate-list" if is_next else "project-detail"
    return redirect(f"projects:{page}", project.slug)


@reads_and_writes
@staffing_project(rules.may_prepare, "its needs stay as they are")
def need_proposals(request, project):
    """Needs out of a pasted text, or like those of another project, to be ticked."""
    rows = SentProposals(request.POST) if "rows" in request.POST else None
    if rows and (plan := save_needs(project=project, rows=rows, by=request.user)):
        tell(request, plan)
        return go_on(request, project)
    page = Proposals(project, request.POST or request.GET, rows, request.user)
    context = {"project": project, "page": page, "beginnings": page.beginnings}
    return render(request, "projects/needs/need_proposals.html", context)
