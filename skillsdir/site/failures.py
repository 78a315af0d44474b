"""What broke under a page, told by kind: what comes back, what is full, what is a bug.

Django asks for these pages whatever broke: a page, middleware, the page of another
error.
"""

import errno
import sys

import psycopg2
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

from skillsdir.races import BUSY, sqlstate

DISK_FULL = "53100"
# Classes of SQLSTATE: connection lost, out of resources, shut down, its disk fails.
AWAY = ("08", "53", "57", "58")
# Seconds after which a browser asks again.
PAUSE = 15


def bad_request(request, exception):
    """The page for a request that cannot be read, or holds too much.

    Django's own looks for a security token in what was sent, and fails there again.
    """
    is_too_much = isinstance(
        exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent
    )
    return error_page(413 if is_too_much else 400)


def server_error(request):
    """The page for the exception that is being handled."""
    error = sys.exception()
    if is_full(error):
        return error_page(507)
    if is_away(error) or is_busy(error):
        return come_back(request, is_busy=is_busy(error))
    return error_page(500)


def is_full(error):
    """Whether a disk is full; what tidies up behind that error fails in other ways."""
    while error:
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            return True
        if sqlstate(error) == DISK_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def is_busy(error):
    return isinstance(error, DatabaseError) and sqlstate(error) in BUSY


def is_away(error):
    """Whether the database has gone; the driver names no state where it just broke.

    Where a half-read answer is closed then, its error comes as the driver's own.
    """
    if isinstance(error, InterfaceError | psycopg2.InterfaceError):
        return True
    if isinstance(error, psycopg2.OperationalError):
        return not error.pgcode or error.pgcode.startswith(AWAY)
    if not isinstance(error, DatabaseError) or error.__cause__ is None:
        return False
    state = sqlstate(error)
    is_broken = not state and type(error) in (DatabaseError, OperationalError)
    return is_broken or state.startswith(AWAY)


def come_back(request, *, is_busy=False):
    """Ask to try again: by itself where that is safe, by hand where words were sent."""
    is_read = request.method in ("GET", "HEAD")
    context = {"is_busy": is_busy, "is_read": is_read, "pause": PAUSE}
    page = error_page(503, context)
    page.headers["Retry-After"] = str(PAUSE)
    return page


def error_page(status, context=None):
    """A page that asks nobody who is signed in: that is a query of its own."""
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)
