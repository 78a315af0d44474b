from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.lists.addresses import Address
from people.lists.listing import list_template
from people.rules import may_see_outcomes
from projects import rules
from projects.directory.filters import ProjectFilterSet
from projects.directory.listing import project_listing


@require_safe
@vary_on_headers("HX-Request")
def project_list(request):
    address = Address(request.path, request.GET)
    filterset = ProjectFilterSet(request.GET, request=request)
    if canonical := filterset.canonical(address):
        return redirect(canonical)
    template = list_template(request, "projects/directory/project")
    context = {
        "list": project_listing(filterset, address, user=request.user),
        "may_staff": rules.may_staff(request.user),
        "may_see_outcomes": may_see_outcomes(request.user),
    }
    return render(request, template, context)
