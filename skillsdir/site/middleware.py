"""How often one may ask: a fixed window of a minute, counted in the cache."""

import re
import time

import pghistory
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponseRedirect, UnreadablePostError
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import get_script_prefix, is_valid_path, reverse

from people.accounts.acting import acting
from people.accounts.attempts import client_address
from people.lists.former_slugs import renamed
from people.models import Person, Skill, Team
from projects.models import Project
from skillsdir.site.failures import come_back, error_page
from skillsdir.site.health import database_answers


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


class CompressedText(GZipMiddleware):
    """Compress pages and other text; Excel files are compressed as they are made.

    What keeps secrets in pages from being guessed by their length: decision 0026.
    """

    def process_response(self, request, response):
        kind = response.headers.get("Content-Type", "")
        if not kind.startswith(("text/", "application/json")):
            return response
        return super().process_response(request, response)


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
        if request.path == reverse("health") or database_answers():
            return get_response(request)
        return come_back(request)

    return middleware


def sent_wholly(get_response):
    """Have all that is sent before anybody asks who sends it.

    A body may come as slowly as its sender likes. Whose account and session it is, is
    looked up behind this: what ended meanwhile is over.
    """

    def middleware(request):
        try:
            list(request.POST)
        except UnreadablePostError:
            # Its sender has gone.
            return error_page(400)
        return get_response(request)

    return middleware


def acting_user(get_response):
    """Tell the history who changes something, and have them judged as they do.

    The account goes as a setting in front of each statement that writes: no query
    more, and nothing at all for requests that only read.
    """

    def middleware(request):
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return get_response(request)
        with pghistory.context(user=request.user.pk), acting(request):
            return get_response(request)

    return middleware


def acts_are_not_read(get_response):
    """Lead who reads the address of an act, by a reload or by hand, to a page.

    That is the nearest one above it, where its form is.
    """

    def middleware(request):
        response = get_response(request)
        is_read = request.method in ("GET", "HEAD")
        if response.status_code != 405 or not is_read or "GET" in response["Allow"]:
            return response
        above = address_above(request.path_info).removeprefix("/")
        return HttpResponseRedirect(f"{get_script_prefix()}{above}")

    return middleware


def address_above(path):
    while path != "/":
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
        if is_valid_path(path):
            break
    return path


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


# Which limit of the settings holds for which requests: methods and addresses.
KINDS = [
    (
        "search",
        {"GET", "HEAD"},
        re.compile(
            r"/(people|projects|insights|suggest|staffing)/(compare/)?$"
            r"|/(skills|teams|searches)/([^/]+/)?$|/availability/((conflicts|soon)/)?$"
            r"|/(projects|people)/[^/]+/book/$|/projects/[^/]+/(candidates|team"
            r"|needs/proposals|suggestions/\d+|bookings/\d+/instead|instead/[^/]+)/$"
        ),
    ),
    (
        "export",
        {"GET", "HEAD", "POST"},
        re.compile(
            r"/(people|skills/matrix|availability/conflicts|projects/[^/]+/candidates)"
            r"/export\."
            r"|/spreadsheet/(directory|template)\."
        ),
    ),
    ("sign-in", {"POST"}, re.compile(r"/accounts/(login|reset)/$")),
    ("sign-in", {"GET"}, re.compile(r"/accounts/single-sign-on/$")),
]


def rate_limits(get_response):
    """Answer 429 to who asks too often; costs no query that the page would not make."""

    def middleware(request):
        for kind, methods, addresses in KINDS:
            limit = settings.RATE_LIMITS[kind]
            is_meant = request.method in methods and addresses.match(request.path_info)
            if limit and is_meant:
                minute, second = divmod(int(time.time()), 60)
                who = request.user.pk if kind != "sign-in" else None
                key = f"{kind}:{who or client_address(request)}:{minute}"
                cache.add(key, 0, timeout=120)
                if cache.incr(key) > limit:
                    return too_many(request, 60 - second)
        return get_response(request)

    return middleware


def too_many(request, seconds):
    page = render(request, "429.html", {"seconds": seconds}, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page
