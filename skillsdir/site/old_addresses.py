"""Old addresses lead to those of today: what has another slug now is still found."""

import re

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from people.lists.former_slugs import renamed
from people.models import Person, Skill, Team
from projects.models import Project

# What a slug in an address is of, by the word before it. Of people who left an old
# address tells no more than the one of today.
ROWS = {
    "people": Person.objects.active,
    "book": Person.objects.active,
    "instead": Person.objects.all,
    "shortlist": Person.objects.active,
    "projects": Project.objects.all,
    "skills": Skill.objects.all,
    "teams": Team.objects.all,
    "endorse": Skill.objects.all,
}
SLUG_IN_ROUTE = re.compile(r"(\w+)/<slug:(\w+)>")


class FormerSlugs:
    """Where nothing is found, lead on from slugs of before to those of today.

    Not for good, as slugs can be given back and taken by others: browsers would go on
    to follow a permanent redirect. What was sent is sent again there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        match = request.resolver_match
        if not isinstance(exception, Http404) or not match:
            return None
        kwargs = match.kwargs | slugs_of_today(match)
        if kwargs == match.kwargs:
            return None
        path = reverse(match.view_name, kwargs=kwargs)
        query = request.META["QUERY_STRING"]
        response = HttpResponseRedirect(f"{path}?{query}" if query else path)
        if request.method not in ("GET", "HEAD"):
            response.status_code = 307
        return response


def slugs_of_today(match):
    """The arguments of an address that are old slugs, as they are now."""
    found = {}
    for word, name in SLUG_IN_ROUTE.findall(match.route):
        slug = match.kwargs[name]
        if now := renamed(ROWS[word](), [slug]):
            found[name] = now[slug]
    return found
