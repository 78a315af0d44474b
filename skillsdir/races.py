"""Two who write at once: one of them is turned away by the database, and asks again."""

import logging
import random
import time
from functools import wraps

from django.contrib.auth.middleware import (
    AuthenticationMiddleware,
    LoginRequiredMiddleware,
)
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection

from people.accounts.acting import StandingChanged
from people.database.prepared import ASTRAY

logger = logging.getLogger(__name__)
# SQLSTATEs: deadlock, not serializable, lock not to be had. The transaction is undone.
BUSY = ("40P01", "40001", "55P03")
# The row that is referred to is gone; there is a row like it.
OVERTAKEN = ("23503", "23505")
TRIES = 3
# Seconds between them, so that two do not meet again.
PAUSES = (0.05, 0.3)


def sqlstate(error):
    return getattr(error.__cause__, "pgcode", None) or ""


def is_lost(error):
    """Whether it may go otherwise when asked again: what was looked at has changed.

    A rule of the database that no form saw broken was broken since the form looked. A
    bug breaks it again.
    """
    # Django's own says that a row to be saved is gone.
    is_gone = type(error) is DatabaseError and error.__cause__ is None
    if is_gone or isinstance(error, ObjectDoesNotExist | StandingChanged):
        return True
    return sqlstate(error) in BUSY + OVERTAKEN + ASTRAY


def ask_again(run, error):
    """Call `run`, which failed with `error`; raise what it raises in the end."""
    for _ in range(TRIES):
        if not is_lost(error):
            break
        logger.warning(
            "Asking again after %s %s", type(error).__name__, sqlstate(error)
        )
        time.sleep(random.uniform(*PAUSES))
        try:
            return run()
        except Exception as another:
            error = another
    raise error


def persistent(function):
    """Let a function that is one transaction be called again when it lost a race."""

    @wraps(function)
    def wrapped(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except DatabaseError as error:
            if connection.in_atomic_block:
                # What is undone goes beyond the function.
                raise
            return ask_again(lambda: function(*args, **kwargs), error)

    return wrapped


def persistent_pages(get_response):
    """Call a page anew when somebody else was faster: it sees their rows and says so.

    No page does anything twice that is sent twice, so it may be called twice.
    """

    def middleware(request):
        return get_response(request)

    def process_exception(request, error):
        if is_lost(error):
            return ask_again(lambda: call_page(request), error)
        return None

    middleware.process_exception = process_exception
    return middleware


def call_page(request):
    for file in request.FILES.values():
        file.seek(0)
    sign_in_again(request)
    page = request.resolver_match
    to_sign_in = LoginRequiredMiddleware(page.func).process_view
    response = to_sign_in(request, *page) or page.func(
        request, *page.args, **page.kwargs
    )
    # Where rendering failed, nobody renders again.
    if not getattr(response, "is_rendered", True):
        response.render()
    return response


def sign_in_again(request):
    """Find out anew whose session it is: it may be over since the page was called."""
    vars(request).pop("_cached_user", None)
    SessionMiddleware(call_page).process_request(request)
    AuthenticationMiddleware(call_page).process_request(request)
