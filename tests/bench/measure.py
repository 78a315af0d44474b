"""Requests through the whole WSGI stack, with the time and the queries they took."""

import time
from dataclasses import dataclass
from statistics import median, quantiles

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, RequestFactory

# Who is asking: the same few queries on every page, and no part of an answer.
SIGN_IN_TABLES = ("django_session", "auth_user", "auth_group")


@dataclass(frozen=True)
class VisitFigures:
    """What many visits to one page took; times are in milliseconds."""

    median: float
    p95: float
    queries: int
    database: float


class Recorder:
    """Adds up the queries of one visit; see `django.db`'s `execute_wrapper`."""

    def __init__(self):
        self.queries = 0
        self.seconds = 0

    def __call__(self, execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            if not any(f'"{table}"' in sql for table in SIGN_IN_TABLES):
                self.seconds += time.perf_counter() - started


def session_cookie(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"


def visit(application, address, cookie):
    """Ask for the page and return all of it; raises unless it answers 200."""
    environ = (
        RequestFactory(HTTP_COOKIE=cookie, SERVER_NAME="localhost")
        .get(address, secure=True)
        .environ
    )
    answers = []
    response = application(environ, lambda status, headers: answers.append(status))
    body = b"".join(response).decode()
    response.close()
    if not answers[0].startswith("200"):
        raise RuntimeError(f"{address}: {answers[0]}")
    return body


def measure(ask, rounds, warm_up=3):
    """Call `ask` again and again and return its figures."""
    for _ in range(warm_up):
        ask()
    seconds, recorders = [], []
    for _ in range(rounds):
        recorder = Recorder()
        started = time.perf_counter()
        with connection.execute_wrapper(recorder):
            ask()
        seconds.append(time.perf_counter() - started)
        recorders.append(recorder)
    return VisitFigures(
        median=1000 * median(seconds),
        p95=1000 * quantiles(seconds, n=20, method="inclusive")[-1],
        queries=recorders[-1].queries,
        database=1000 * median(recorder.seconds for recorder in recorders),
    )
