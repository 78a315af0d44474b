from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.addresses import Address
from people.models import Skill
from people.skill_filters import SkillFilterSet
from people.skill_listing import skill_listing
from people.skill_profile import skill_profile
from people.views import list_template


@require_safe
@vary_on_headers("HX-Request")
def skill_list(request):
    address = Address(request.path, request.GET)
    filterset = SkillFilterSet(request.GET, queryset=Skill.objects.active())
    if canonical := address.canonical(filterset.form):
        return redirect(canonical)
    listing = skill_listing(filterset, address)
    return render(request, list_template(request, "people/skill"), {"list": listing})


@require_safe
def skill_detail(request, slug):
    skill = get_object_or_404(Skill.objects.select_related("category"), slug=slug)
    profile = skill_profile(skill)
    return render(request, "people/skill_detail.html", {"profile": profile})
