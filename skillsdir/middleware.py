import re

import pghistory
from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from people.former_slugs import renamed
from people.models import Person, Skill
from projects.models import Project
from skillsdir.failures import come_back
from skillsdir.health import database_answers


def permissions_policy(get_response):
    """Say which browser features no page of ours uses."""
    value = ", ".join(
        f"{feature}={allowed}"
        for feature, allowed in settings.PERMISSIONS_POLICY.items()
    )

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", value)
        return response

    return middleware


def kept_nowhere(get_response):
    """Have no browser and no proxy keep a page: they are about people.

    Static files are answered before it comes to this.
    """

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def database_away(get_response):
    """Answer 503 while the database is away; /health/ speaks for itself.

    Asking first costs nothing: the connection's health check runs once a request,
    here instead of at the first query. What goes while a page is made, `server_error`
    tells.
    """

    def middleware(request):
        if request.path_info == reverse("health") or database_answers():
            return get_response(request)
        return come_back(request)

    return middleware


def acting_user(get_response):
    """Tell the history who changes something.

    The account goes as a setting in front of each statement that writes: no query
    more, and nothing at all for requests that only read.
    """

    def middleware(request):
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return get_response(request)
        with pghistory.context(user=request.user.pk):
            return get_response(request)

    return middleware


# What a slug in an address is of, by the word before it. Of people who left an old
# address tells no more than the one of today.
ROWS = {
    "people": Person.objects.active,
    "book": Person.objects.active,
    "shortlist": Person.objects.active,
    "projects": Project.objects.all,
    "skills": Skill.objects.all,
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
