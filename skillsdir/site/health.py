"""Is the site able to work? Asked by whatever watches it, and by every request."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection
from django.http import JsonResponse
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


def database_answers():
    """Drop a dead connection and open a new one if need be."""
    try:
        connection.close_if_health_check_failed()
        connection.ensure_connection()
    except (OperationalError, InterfaceError) as error:
        logger.error("The database is away: %s", error)
        return False
    return True


@require_safe
@login_not_required
def health(request):
    if database_answers():
        return JsonResponse({"status": "ok"})
    return database_is_away()


def database_is_away():
    return JsonResponse({"status": "database away"}, status=503)
