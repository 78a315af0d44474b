from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.lists.addresses import Address
from people.lists.listing import list_template
from people.lists.vocabulary import vocabulary
from people.models import Skill
from people.skills.catalogue import skill_listing
from people.skills.filters import SkillFilterSet
from people.skills.page import SkillProfile
from people.skills.uses import SkillUses

A_YEAR = 365 * 24 * 3600


@require_safe
@vary_on_headers("HX-Request")
def skill_list(request):
    address = Address(request.path, request.GET)
    filterset = SkillFilterSet(request.GET, request=request)
    if canonical := filterset.canonical(address):
        return redirect(canonical)
    listing = skill_listing(filterset, address)
    return render(
        request, list_template(request, "people/skills/skill"), {"list": listing}
    )


@require_safe
def skill_detail(request, slug):
    skills = Skill.objects.select_related("category").with_other_names()
    skill = get_object_or_404(skills, slug=slug)
    context = {
        "profile": SkillProfile(skill),
        "uses": SkillUses(skill, user=request.user),
        "has_profile": hasattr(request.user, "person"),
    }
    return render(request, "people/skills/skill_detail.html", context)


@require_safe
def names_offered(request, version):
    """The names that pickers offer; under an older version those of today, not kept."""
    offered = vocabulary()["offered"]
    response = HttpResponse(offered.json, content_type="application/json")
    if version == offered.version:
        patch_cache_control(response, private=True, immutable=True, max_age=A_YEAR)
    return response
