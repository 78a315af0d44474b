"""The shortlist of a project: for those who staff it."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_POST, require_safe

from people.editing.undo import say_with_undo, state_of
from people.editing.versions import save_locked
from people.editing.views import edit_with_form, page_before, reads_and_writes
from people.models import Person
from projects import rules
from projects.access import staffing, staffing_project
from projects.shortlists import shortlists as shortlisting
from projects.shortlists.shortlists import ShortlistForm, ShortlistNoteForm

live_project = staffing_project(rules.may_prepare, "it has no shortlist any more")


@require_safe
@live_project
def shortlist(request, project):
    entries = shortlisting.shortlist_of(project, user=request.user)
    left = shortlisting.left_of(project)
    context = {"project": project, "entries": entries, "left": left}
    context["back"] = f"?{urlencode({'next': request.path})}"
    return render(request, "projects/shortlists/shortlist.html", context)


@reads_and_writes
@staffing
def shortlist_person(request, slug):
    """Put somebody on a shortlist: `?project=` names it."""
    person = get_object_or_404(Person.objects.active(), slug=slug)
    form = ShortlistForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        entry, is_new = shortlisting.add(
            person=person, by=request.user, **form.cleaned_data
        )
        if is_new:
            words = f"{person} is on the shortlist of {entry.project}."
            say_with_undo(request, words, made=[entry])
        else:
            messages.info(request, f"{person} was on the shortlist already.")
        shortlist = resolve_url("projects:shortlist", entry.project.slug)
        return redirect(page_before(request, shortlist))
    back = page_before(request, person)
    context = {"person": person, "form": form, "back": back}
    return render(request, "projects/shortlists/shortlist_person.html", context)


@reads_and_writes
@live_project
def shortlist_note(request, project, person):
    entries = project.shortlist.select_related("person")
    entry = get_object_or_404(entries, person__slug=person)
    return edit_with_form(
        request,
        ShortlistNoteForm(instance=entry),
        partial(save_locked, ShortlistNoteForm, row=entry),
        page="projects/shortlists/shortlist_note.html",
        context={"entry": entry},
        done=f"The note on {entry.person} is saved.",
        then=resolve_url("projects:shortlist", project.slug),
        conflict=("this note", f"note on {entry.person.name}"),
    )


@require_POST
@live_project
def shortlist_remove(request, project, person):
    person = get_object_or_404(Person, slug=person)
    was = state_of(*project.shortlist.filter(person=person))
    if shortlisting.remove_from_shortlist(project=project, person=person):
        say_with_undo(request, f"{person} is off the shortlist.", was=was)
    else:
        messages.info(request, f"{person} is off the shortlist already.")
    shortlist = resolve_url("projects:shortlist", project.slug)
    return redirect(page_before(request, shortlist))
