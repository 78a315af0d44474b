"""A sentence that finds no project as text, as conditions of the list."""

from urllib.parse import urlencode

from django.http import QueryDict

from people.asking.asked import projects_meant
from people.lists.listing import WayOut
from people.lists.vocabulary import vocabulary
from projects.directory.filters import ProjectFilterSet
from projects.models import Project


def ways_of_sentence(filterset, address):
    """“Running projects that need SQL” as conditions, if they find something."""
    text, request = address.params.get("q", "").strip(), filterset.request
    if " " not in text or address.pairs(but=["q", "sort"]):
        return []
    pairs = projects_meant(request.user, text, vocabulary())
    if not pairs:
        return []
    asked = ProjectFilterSet(QueryDict(urlencode(pairs)), request=request)
    if not asked.is_valid():
        return []
    count = asked.filter_queryset(Project.objects.order_by()).count()
    label = f"“{text}” as conditions"
    return [WayOut(label, address.href(pairs), count)] if count else []
