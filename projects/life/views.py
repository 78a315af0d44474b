"""A project is opened, edited, started, closed, cancelled, reopened."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from people.editing.views import (
    ask_which_is_right,
    edit_with_form,
    page_before,
    reads_and_writes,
)
from people.profiles.own import person_of
from projects import rules
from projects.access import staffing, staffing_project
from projects.alike.listing import alike_to_what_is_typed
from projects.life import changes as project_changes
from projects.life.bookings import (
    questions_after,
    questions_on_reopening,
    reopening_of,
    taking_time,
)
from projects.life.forms import (
    CancelForm,
    CloseForm,
    NewProjectForm,
    OutcomeForm,
    ProjectForm,
    StartForm,
)
from projects.needs.coverage import coverage_of


@reads_and_writes
@staffing
def project_new(request):
    form = NewProjectForm(initial={"lead": person_of(request.user)})
    form.propose_days(request.GET)
    if "look" in request.POST:
        form = NewProjectForm(initial=request.POST.dict())
    elif request.method == "POST":
        form, is_saved = project_changes.create(data=request.POST, by=request.user)
        if is_saved:
            messages.success(request, "The project is open. What does it need?")
            asked = {"need": request.GET.getlist("need")}
            path = reverse("projects:project-needs", args=[form.instance.slug])
            return redirect(f"{path}?{urlencode(asked, doseq=True)}".rstrip("?"))
    alike = alike_to_what_is_typed(request.POST, request.user)
    context = {"form": form, **alike._asdict()}
    return render(request, "projects/life/project_form.html", context)


@reads_and_writes
@staffing_project()
def project_edit(request, project):
    if request.method != "POST":
        form = ProjectForm(instance=project).propose_days(request.GET)
        return show_plan(request, project, form)
    edit = project_changes.edit(project=project, data=request.POST, by=request.user)
    if edit.is_saved:
        messages.success(request, edit.words)
        return redirect(page_before(request, project))
    if edit.moves and request.POST.get("moves") != "back":
        return show_moves(request, project, edit)
    if edit.form.is_valid() and not edit.moves:
        named = "this project", project.name
        return ask_which_is_right(request, edit.form, *named, back=project)
    return show_plan(request, project, edit.form)


def show_plan(request, project, form):
    context = {"project": project, "form": form}
    return render(request, "projects/life/project_form.html", context)


def show_moves(request, project, edit):
    questions = questions_after(edit.moves)
    moves = [(move, questions.get(move.booking.pk, ())) for move in edit.moves]
    context = {"project": project, "form": edit.form, "moves": moves}
    return render(request, "projects/life/project_move.html", context)


def change_project(request, project, form_class, write, *, page, done, **more):
    """Do with the project what a form asks for; `more` the page shows beside it."""
    return edit_with_form(
        request,
        form_class(instance=project),
        partial(write, project=project, by=request.user),
        page=f"projects/life/{page}.html",
        context={"project": project, **more},
        done=done,
        then=project,
        conflict=("this project", project.name),
    )


@reads_and_writes
@staffing_project(rules.may_start)
def project_start(request, project):
    return change_project(
        request,
        project,
        StartForm,
        project_changes.start,
        page="project_start",
        done=f"{project} is active.",
        coverage=coverage_of([project])[project.pk],
    )


@reads_and_writes
@staffing_project(rules.may_close)
def project_close(request, project):
    if rules.may_correct_outcome(request.user, project):
        return change_project(
            request,
            project,
            OutcomeForm,
            project_changes.correct_outcome,
            page="project_outcome",
            done="The outcome is saved.",
        )
    return change_project(
        request,
        project,
        CloseForm,
        project_changes.close,
        page="project_close",
        done=f"{project} is closed. Thank you.",
    )


@reads_and_writes
@staffing_project(rules.may_end)
def project_cancel(request, project):
    return change_project(
        request,
        project,
        CancelForm,
        project_changes.cancel,
        page="project_cancel",
        done=f"{project} is cancelled.",
        bookings=taking_time(project),
    )


@reads_and_writes
@staffing_project(rules.may_reopen)
def project_reopen(request, project):
    if request.method == "POST":
        project_changes.reopen(project=project, by=request.user)
        messages.success(request, f"{project} is open again.")
        return redirect(project)
    reopening = reopening_of(project)
    context = {
        "project": project,
        "reopening": reopening,
        "bookings": taking_time(project),
        "questions": questions_on_reopening(project, reopening),
    }
    return render(request, "projects/life/project_reopen.html", context)
