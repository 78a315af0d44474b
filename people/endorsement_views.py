"""A colleague confirms a stated level, or would put it at another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from people import endorsing
from people.forms_profile import EndorsementForm
from people.models import Expertise
from people.own_profile import person_of


def endorsable(request, slug, skill):
    """The colleague's stated level, and who is signed in; 403 for one's own."""
    rows = Expertise.objects.of_people_here().select_related("person", "skill")
    stated = get_object_or_404(rows, person__slug=slug, skill__slug=skill)
    by = person_of(request.user)
    if by is None or by.pk == stated.person_id:
        raise PermissionDenied("Levels are confirmed by colleagues with a profile.")
    return stated, by


@require_http_methods(["GET", "HEAD", "POST"])
def endorse(request, slug, skill):
    stated, by = endorsable(request, slug, skill)
    earlier = endorsing.said_of(stated, by)
    form = EndorsementForm(request.POST or None, instance=earlier)
    if request.method == "POST" and form.is_valid():
        said = endorsing.record_endorsement(
            expertise=stated, by=by, **form.cleaned_data
        )
        messages.success(request, endorsing.thanks(said))
        return redirect(stated.person)
    context = {"stated": stated, "form": form, "earlier": earlier}
    return render(request, "people/endorse.html", context)


@require_POST
def withdraw(request, slug, skill):
    stated, by = endorsable(request, slug, skill)
    endorsing.withdraw_endorsement(expertise=stated, by=by)
    messages.success(request, f"You no longer say anything of {stated.skill}.")
    return redirect(stated.person)
