import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.shortcuts import render

logger = logging.getLogger(__name__)


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


def database_away(get_response):
    """Answer 503 while the database cannot be reached, and again 200 after."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        if is_reachable():
            return None
        logger.error("The database is away: %s", exception)
        return render(request, "503.html", status=503)

    middleware.process_exception = process_exception
    return middleware


def is_reachable():
    try:
        connection.close_if_unusable_or_obsolete()
        connection.ensure_connection()
    except (OperationalError, InterfaceError):
        return False
    return connection.is_usable()
