"""The shortlist of a project: for those who staff it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from people.editing.versions import save_locked
from people.models import Person
from projects import rules
from projects.access import refused
from projects.models import Project, ShortlistEntry
from projects.shortlists import shortlists as shortlisting
from projects.shortlists.shortlists import ShortlistForm, ShortlistNoteForm

OVER = "it has no shortlist any more"


def check_rights(request):
    if not rules.may_staff(request.user):
        raise PermissionDenied("Shortlists are kept by project managers.")


@require_safe
def shortlist(request, slug):
    check_rights(request)
    project = get_object_or_404(Project, slug=slug)
    if not project.is_live:
        return refused(request, project, OVER)
    entries = shortlisting.shortlist_of(project, user=request.user)
    left = shortlisting.left_of(project)
    context = {"project": project, "entries": entries, "left": left}
    return render(request, "projects/shortlists/shortlist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_person(request, slug):
    """Put somebody on a shortlist: `?project=` names it."""
    check_rights(request)
    person = get_object_or_404(Person.objects.active(), slug=slug)
    form = ShortlistForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        entry, is_new = shortlisting.add(
            person=person, by=request.user, **form.cleaned_data
        )
        said = "is on the shortlist." if is_new else "was on the shortlist already."
        messages.success(request, f"{person} {said}")
        return redirect("projects:shortlist", entry.project.slug)
    context = {"person": person, "form": form}
    return render(request, "projects/shortlists/shortlist_person.html", context)


def entry_of(request, slug, person):
    check_rights(request)
    entries = ShortlistEntry.objects.select_related("project", "person")
    return get_object_or_404(entries, project__slug=slug, person__slug=person)


@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_note(request, slug, person):
    entry = entry_of(request, slug, person)
    if not entry.project.is_live:
        return refused(request, entry.project, OVER)
    form = ShortlistNoteForm(instance=entry)
    if request.method == "POST":
        form, is_saved = save_note(request.POST, entry)
        if is_saved:
            messages.success(request, f"The note on {entry.person} is saved.")
            return redirect("projects:shortlist", slug)
        if form.is_valid():
            context = {"form": form, "entry": entry}
            return render(
                request, "projects/shortlists/shortlist_conflict.html", context
            )
    context = {"form": form, "entry": entry}
    return render(request, "projects/shortlists/shortlist_note.html", context)


def save_note(sent, entry):
    try:
        return save_locked(ShortlistNoteForm, sent, row=entry)
    except ShortlistEntry.DoesNotExist:
        # Removed in another window since the view looked for it.
        raise Http404 from None


@require_POST
def shortlist_remove(request, slug, person):
    check_rights(request)
    project = get_object_or_404(Project, slug=slug)
    person = get_object_or_404(Person, slug=person)
    if not project.is_live:
        return refused(request, project, OVER)
    if shortlisting.remove_from_shortlist(project=project, person=person):
        messages.success(request, f"{person} is off the shortlist.")
    else:
        messages.info(request, f"{person} is off the shortlist already.")
    return redirect("projects:shortlist", slug)
