"""How often one may ask: a fixed window of a minute, counted in the cache."""

import re
import time

from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render

from people.accounts.attempts import client_address

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
