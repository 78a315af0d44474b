"""The organisation in pictures, each with the table that says the same."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from people.lists.addresses import Address
from people.lists.listing import make_chips, tell_problems
from people.rules import may_see_outcomes, may_see_success_rates
from projects.insights.capacity import TimePictures
from projects.insights.filters import VIEWS, InsightFilterSet
from projects.insights.funnel import ProjectPictures, TrendPictures
from projects.insights.shapes import PeoplePictures
from projects.insights.skills import SkillPictures


@require_safe
def insights(request):
    address = Address(request.path, request.GET)
    filterset = InsightFilterSet(request.GET, request=request)
    if canonical := filterset.canonical(address):
        return redirect(canonical)
    is_valid = filterset.is_valid()
    about = filterset.criteria.get("about") if is_valid else "skills"
    context = {
        "filterset": filterset,
        "problems": tell_problems(filterset.form, address),
        "pictures": pictures_of(about, filterset, request.user) if is_valid else [],
        "chips": make_chips(filterset.applied(), address) if is_valid else [],
        "tabs": tabs(address, about),
        "about": about,
        "chosen": {
            name: [row.slug for row in filterset.criteria.get(name) or ()]
            for name in ("team", "location")
        },
        "kept": address.pairs(but=["team", "location", "from", "to"]),
    }
    return render(request, "projects/insights/insights.html", context)


def pictures_of(about, filterset, user):
    may_see, may_rate = may_see_outcomes(user), may_see_success_rates(user)
    if about == "projects":
        found = ProjectPictures(filterset, may_see=may_see, may_rate=may_rate)
    elif about == "trend":
        found = TrendPictures(filterset, may_rate=may_see and may_rate)
    else:
        of = {"skills": SkillPictures, "time": TimePictures, "people": PeoplePictures}
        found = of[about](filterset)
    return found.pictures()


def tabs(address, about):
    """Label, address, and whether it is the one that shows."""
    return [
        (
            label,
            address.with_value("about", name),
            name == about,
        )
        for name, label in VIEWS.items()
    ]
