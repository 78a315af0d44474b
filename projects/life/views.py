"""A project is opened, edited, started, closed, cancelled, reopened."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from people.profiles.own import person_of
from projects import rules
from projects.access import check, reads_and_writes, staffed_project
from projects.life import changes as project_changes
from projects.life.bookings import questions_after, reopening_of, taking_time
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
def project_new(request):
    if not rules.may_staff(request.user):
        raise PermissionDenied
    form = NewProjectForm(initial={"lead": person_of(request.user)})
    if request.method == "POST":
        form, is_saved = project_changes.create(data=request.POST, by=request.user)
        if is_saved:
            messages.success(request, "The project is open. What does it need?")
            return redirect("projects:project-needs", form.instance.slug)
    return render(request, "projects/life/project_form.html", {"form": form})


@reads_and_writes
@staffed_project
def project_edit(request, project):
    if request.method != "POST":
        return show_plan(request, project, ProjectForm(instance=project))
    edit = project_changes.edit(project=project, data=request.POST, by=request.user)
    if edit.is_saved:
        messages.success(request, edit.words)
        return redirect(project)
    if edit.moves and request.POST.get("moves") != "back":
        return show_moves(request, project, edit)
    if edit.form.is_valid() and not edit.moves:
        return show_conflict(request, project, edit.form)
    return show_plan(request, project, edit.form)


def show_plan(request, project, form):
    context = {"project": project, "form": form}
    return render(request, "projects/life/project_form.html", context)


def show_moves(request, project, edit):
    questions = questions_after(edit.moves)
    moves = [(move, questions.get(move.booking.pk, ())) for move in edit.moves]
    context = {"project": project, "form": edit.form, "moves": moves}
    return render(request, "projects/life/project_move.html", context)


def show_conflict(request, project, form):
    context = {"project": project, "form": form}
    return render(request, "projects/life/project_conflict.html", context)


@reads_and_writes
@staffed_project
def project_start(request, project):
    check(rules.may_start, request, project)
    form = StartForm(instance=project)
    if request.method == "POST":
        form, is_started = project_changes.start(
            project=project, data=request.POST, by=request.user
        )
        if is_started:
            messages.success(request, f"{project} is active.")
            return redirect(project)
    coverage = coverage_of([project])[project.pk]
    context = {"project": project, "form": form, "coverage": coverage}
    return render(request, "projects/life/project_start.html", context)


@reads_and_writes
@staffed_project
def project_close(request, project):
    if rules.may_correct_outcome(request.user, project):
        return project_outcome(request, project)
    check(rules.may_end, request, project)
    form = CloseForm(instance=project)
    if request.method == "POST":
        form, is_closed = project_changes.close(
            project=project, data=request.POST, by=request.user
        )
        if is_closed:
            messages.success(request, f"{project} is closed. Thank you.")
            return redirect(project)
    context = {"project": project, "form": form}
    return render(request, "projects/life/project_close.html", context)


def project_outcome(request, project):
    form = OutcomeForm(instance=project)
    if request.method == "POST":
        form, is_saved = project_changes.correct_outcome(
            project=project, data=request.POST, by=request.user
        )
        if is_saved:
            messages.success(request, "The outcome is saved.")
            return redirect(project)
        if form.is_valid():
            return show_conflict(request, project, form)
    context = {"project": project, "form": form}
    return render(request, "projects/life/project_outcome.html", context)


@reads_and_writes
@staffed_project
def project_cancel(request, project):
    check(rules.may_end, request, project)
    form = CancelForm(instance=project)
    if request.method == "POST":
        form, is_cancelled = project_changes.cancel(
            project=project, data=request.POST, by=request.user
        )
        if is_cancelled:
            messages.success(request, f"{project} is cancelled.")
            return redirect(project)
    context = {"project": project, "form": form, "bookings": taking_time(project)}
    return render(request, "projects/life/project_cancel.html", context)


@reads_and_writes
@staffed_project
def project_reopen(request, project):
    check(rules.may_reopen, request, project)
    if request.method == "POST":
        project_changes.reopen(project=project, by=request.user)
        messages.success(request, f"{project} is open again.")
        return redirect(project)
    context = {
        "project": project,
        "reopening": reopening_of(project),
        "bookings": taking_time(project),
    }
    return render(request, "projects/life/project_reopen.html", context)
