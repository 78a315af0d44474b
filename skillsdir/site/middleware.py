"""What holds for every request and every answer, one function each."""

import pghistory
from django.conf import settings
from django.http import HttpResponseRedirect, UnreadablePostError
from django.middleware.gzip import GZipMiddleware
from django.urls import get_script_prefix, is_valid_path, reverse

from people.accounts.acting import acting
from skillsdir.site.failures import come_back, error_page
from skillsdir.site.health import database_answers, database_is_away


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
    """Answer 503 while the database is away, /health/ in words for what watches it.

    Asking first costs nothing: the connection's health check runs once a request,
    here instead of at the first query. What goes while a page is made, `server_error`
    tells.
    """

    def middleware(request):
        if database_answers():
            return get_response(request)
        is_watched = request.path == reverse("health")
        return database_is_away() if is_watched else come_back(request)

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
