from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.lists.addresses import Address
from people.lists.listing import list_template
from projects.access import staffing
from projects.starts.filters import StartFilterSet
from projects.starts.listing import start_listing


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
@staffing
def start_list(request):
    address = Address(request.path, request.GET)
    filterset = StartFilterSet(request.GET, request=request)
    if canonical := filterset.canonical(address):
        return redirect(canonical)
    context = {"list": start_listing(filterset, address)}
    return render(request, list_template(request, "projects/starts/start"), context)
