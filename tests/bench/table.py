"""One table of all figures, and a line on the machine they are from."""

import os
import platform

from django.conf import settings
from django.db import connection

HEADINGS = (
    *("people", "row", "found", "median ms", "p95 ms"),
    *("Python ms", "PostgreSQL ms", "SQL", "KB"),
    # Where nothing but a level has changed in between, or nothing that a page tells.
    *("a level: Python", "PostgreSQL", "again: Python", "PostgreSQL"),
)


def machine():
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"PostgreSQL {server_version()}{', DEBUG is on' if settings.DEBUG else ''}"
    )


def server_version():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0].split()[0]


def page_cells(size, row, figures, after_level=None, again=None):
    return [
        f"{size:,}",
        row.name,
        "" if figures.found is None else f"{figures.found:,}",
        f"{figures.median:.1f}",
        f"{figures.p95:.1f}",
        *processor_cells(figures),
        str(figures.queries),
        f"{figures.size / 1000:.1f}" if figures.size else "",
        *(processor_cells(after_level) if after_level else ("", "")),
        *(processor_cells(again) if again else ("", "")),
    ]


def processor_cells(figures):
    database = "" if figures.database is None else f"{figures.database:.1f}"
    return f"{figures.python:.1f}", database


def table(lines, headings=HEADINGS):
    """Columns wide enough for their contents; names to the left, numbers right."""
    lines = [headings, *lines]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 1 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
