from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people import rules
from people.addresses import Address
from people.filters import PersonFilterSet
from people.history import events_about, history_page
from people.listing import person_listing
from people.models import Person
from people.profile import profile_of
from people.ticks import ticks_on


@require_safe
@vary_on_headers("HX-Request")
def person_list(request):
    address = Address(request.path, request.GET)
    filterset = PersonFilterSet(request.GET, request=request)
    if canonical := address.canonical(filterset.form):
        return redirect(canonical)
    listing = person_listing(filterset, address, user=request.user)
    context = {"list": listing, "ticks": ticks_on(listing.page, request.GET)}
    return render(request, list_template(request, "people/person"), context)


def list_template(request, noun):
    """The page, or only its results for htmx: the same file that the page includes."""
    is_fragment = request.htmx and not request.htmx.history_restore_request
    return f"{noun}_list.html" if not is_fragment else f"{noun}_results.html"


@require_safe
def person_detail(request, slug):
    people = Person.objects.for_directory().select_related("manager")
    person = get_object_or_404(people, slug=slug)
    profile = profile_of(person, user=request.user)
    may_see_history = rules.may_see_history(request.user, person)
    context = {
        "profile": profile,
        "may_see_history": may_see_history,
        "may_staff": rules.is_manager(request.user),
    }
    return render(request, "people/person_detail.html", context)


@require_safe
def person_history(request, slug):
    person = get_object_or_404(Person.objects.for_directory(), slug=slug)
    if not rules.may_see_history(request.user, person):
        raise PermissionDenied
    page = history_page(events_about(person), request.GET.get("page"))
    context = {"person": person, "page": page}
    return render(request, "people/person_history.html", context)
