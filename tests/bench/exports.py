"""Exports through the whole WSGI stack: the first byte, all of it, and the memory."""

import time
import tracemalloc
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test import RequestFactory

from .measure import Recorder
from .rows import is_page

EXPORTS = {
    "CSV, everybody": "/people/export.csv",
    "CSV, 2 skills, window": "/people/export.csv?skill=python:3&skill=sql:2&free=40",
    "Excel, everybody": "/people/export.xlsx",
    "CSV, the matrix": "/skills/matrix/export.csv",
    "Excel, the matrix": "/skills/matrix/export.xlsx",
    "Excel, the directory": "/spreadsheet/directory.xlsx",
}
# A workbook of the whole directory cannot come in again where there are more people.
MOST_PEOPLE = {"Excel, the directory": 10_000}
HEADINGS = (
    *("people", "export", "first byte ms", "all of it ms", "MB", "memory MB", "SQL"),
)
ROUNDS = 3
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Download:
    """One export: seconds to its first and last byte, bytes, and queries."""

    first: float
    whole: float
    size: int
    queries: int


def export_lines(application, cookie, people):
    """The lines of the table, of exports that this version has."""
    for name, address in EXPORTS.items():
        if is_page(address) and people <= MOST_PEOPLE.get(name, people):
            rounds = range(ROUNDS)
            downloads = [read_export(application, address, cookie) for _ in rounds]
            memory = python_peak(
                lambda at=address: read_export(application, at, cookie)
            )
            yield export_cells(people, name, downloads, memory)


def read_export(application, address, cookie):
    """Read the file as a server would: a piece at a time, and none is kept."""
    environ = RequestFactory(HTTP_COOKIE=cookie, SERVER_NAME="localhost")
    environ = environ.get(address, secure=True).environ
    recorder = Recorder()
    started = time.perf_counter()
    with connection.execute_wrapper(recorder):
        response = application(environ, refuse_failures)
        pieces = iter(response)
        size = len(next(pieces))
        first = time.perf_counter() - started
        size += sum(map(len, pieces))
        whole = time.perf_counter() - started
    response.close()
    return Download(first, whole, size, recorder.queries)


def refuse_failures(status, headers):
    if not status.startswith("200"):
        raise RuntimeError(status)


def python_peak(action):
    """The bytes that Python held at most on top of those before; takes its time."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def export_cells(people, name, downloads, memory):
    """A line of the table; times are medians."""
    return [
        f"{people:,}",
        name,
        f"{1000 * median(one.first for one in downloads):.0f}",
        f"{1000 * median(one.whole for one in downloads):,.0f}",
        f"{downloads[0].size / MEGABYTE:.1f}",
        f"{memory / MEGABYTE:.1f}",
        str(downloads[0].queries),
    ]
