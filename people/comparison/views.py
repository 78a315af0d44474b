from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_safe

from people import rules
from people.comparison.form import ComparisonForm
from people.comparison.page import Comparison
from people.editing.views import page_before
from people.lists.addresses import Address


@require_safe
def person_compare(request):
    address = Address(request.path, request.GET)
    form = ComparisonForm(request.GET)
    if canonical := address.canonical(form):
        return redirect(canonical)
    comparison = Comparison(form.cleaned_data, address, user=request.user)
    context = {
        "comparison": comparison,
        "problems": form.problems(address),
        "find": request.GET.get("find", ""),
        "may_staff": rules.is_manager(request.user),
        "kept": address.pairs(but=["find"]),
    }
    if comparison.project:
        slug = comparison.project.slug
        candidates = resolve_url("projects:candidate-list", slug) + comparison.carried
        back = page_before(request, candidates)
        context["candidates"] = comparison.with_ticks(back)
    return render(request, "people/comparison/person_compare.html", context)
