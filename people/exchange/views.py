from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.exchange.filters import ExchangeFilterSet
from people.exchange.listing import exchange_listing
from people.lists.addresses import Address
from people.lists.listing import list_template


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def exchange_list(request):
    address = Address(request.path, request.GET)
    filterset = ExchangeFilterSet(request.GET, request=request)
    if canonical := filterset.canonical(address):
        return redirect(canonical)
    context = {"list": exchange_listing(filterset, address, user=request.user)}
    template = list_template(request, "people/exchange/exchange")
    return render(request, template, context)
