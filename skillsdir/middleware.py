import pghistory
from django.conf import settings
from django.urls import reverse

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
