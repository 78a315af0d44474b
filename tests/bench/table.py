"""One table of all figures, and a line on the machine they are from."""

import os
import platform

from django.conf import settings

from .database import server_version

HEADINGS = (
    *("people", "row", "found", "median ms", "p95 ms", "SQL"),
    *("list's SQL ms", "by hand ms", "ratio"),
)


def machine():
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"PostgreSQL {server_version()}{', DEBUG is on' if settings.DEBUG else ''}"
    )


def page_cells(size, row, page, by_hand=None, found=None):
    """One line; `page` and `by_hand` are `Figures`."""
    line = [f"{size:,}", row.name, "" if found is None else f"{found:,}"]
    line += [f"{page.median:.1f}", f"{page.p95:.1f}", str(page.queries)]
    if by_hand is None:
        return [*line, "", "", ""]
    ratio = page.database / by_hand.database
    return [*line, f"{page.database:.1f}", f"{by_hand.database:.1f}", f"{ratio:.2f}"]


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
