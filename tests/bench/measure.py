"""Requests through the whole WSGI stack, with the time and the queries they took."""

import gzip
import re
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, RequestFactory

from people.models import Expertise

# The same ones each time.
whose = Random(1)
TOTAL = re.compile(rb'data-total="(\d+)"')


@dataclass(frozen=True)
class VisitFigures:
    """What many visits to one page took; times are in milliseconds.

    `median` and `p95` are by the clock, `python` and `database` what the processor
    spent, whoever else wanted it; `size` is in bytes, as sent.
    """

    median: float
    p95: float
    python: float
    database: float | None
    queries: int
    size: int = 0
    found: int | None = None


class Recorder:
    """Counts the queries of one visit; see `django.db`'s `execute_wrapper`."""

    def __init__(self):
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def session_cookie(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"


def visit(application, address, cookie):
    """Ask for the page and return its bytes as sent; raises unless it answers 200."""
    browser = RequestFactory(
        HTTP_COOKIE=cookie, SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="gzip"
    )
    answers = []
    response = application(
        browser.get(address, secure=True).environ,
        lambda status, headers: answers.append(status),
    )
    body = b"".join(response)
    response.close()
    if not answers[0].startswith("200"):
        raise RuntimeError(f"{address}: {answers[0]}")
    return body


def html(body):
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def total_on(body):
    """How many a list says that it found; `None` of what is no list."""
    total = TOTAL.search(html(body))
    return int(total[1]) if total else None


def change_everything():
    """All tables are said to have changed: no kept answer is given again."""
    run(
        "UPDATE people_tablechange SET number = number + 1"
        " WHERE \"table\" <> 'django_migrations';"
        "UPDATE people_levelchange SET number = number + 1"
    )


def change_level():
    """Somebody has a skill at another level, as when a profile is edited: anybody."""
    levels = Expertise.objects.order_by("pk")
    first, last = levels.first().pk, levels.last().pk
    level = levels.filter(pk__gte=whose.randint(first, last)).first()
    level.level = 5 - level.level
    level.save(update_fields=["level"])


def sign_in():
    """Somebody comes, which changes nothing that a page tells."""
    run("UPDATE auth_user SET last_login = now() WHERE username = 'member'")


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def measure(ask, rounds, warm_up=3, before=lambda: None):
    """Call `ask` again and again and return its figures; of a page it gives bytes.

    `before` is called before each time, and not measured. Fewer rounds than `warm_up`
    need no more to warm up.
    """
    for _ in range(min(warm_up, rounds)):
        ask()
    clock, python, database = [], [], []
    for _ in range(rounds):
        before()
        recorder = Recorder()
        spent, used = backend_seconds(), time.process_time()
        started = time.perf_counter()
        with connection.execute_wrapper(recorder):
            body = ask()
        clock.append(time.perf_counter() - started)
        python.append(time.process_time() - used)
        if spent is not None:
            database.append(backend_seconds() - spent)
    is_page = isinstance(body, bytes)
    return VisitFigures(
        median=1000 * median(clock),
        p95=1000 * quantiles(clock, n=20, method="inclusive")[-1],
        python=1000 * median(python),
        database=1000 * median(database) if database else None,
        queries=recorder.queries,
        size=len(body) if is_page else 0,
        found=total_on(body) if is_page else None,
    )


def backend_seconds():
    """What this connection's server process spent so far; Linux tells, of its own."""
    connection.ensure_connection()
    process = Path(f"/proc/{connection.connection.info.backend_pid}")
    try:
        if (process / "comm").read_text().strip() == "postgres":
            return int((process / "schedstat").read_text().split()[0]) / 1e9
    except OSError:
        pass
    return None
