"""All that is measured, at each size in a database of its own."""

from functools import partial

from tqdm import tqdm

from . import exports, imports, writes
from .alike import alike_line
from .database import scratch_database
from .measure import (
    change_everything,
    change_level,
    measure,
    session_cookie,
    sign_in,
    visit,
)
from .rows import Measured, measured_pages
from .sentences import sentence_line
from .table import machine, page_cells, table

# How fast the machine is just now: what else takes longer beside it, it is to blame.
LOOP = Measured("a loop of 300,000 turns", "")
# Before each time, from what lets go of every kept answer to what lets go of none.
CHANGES = change_everything, change_level, sign_in


def measure_sizes(sizes, rounds, rows):
    """Return what to print: the machine and four tables."""
    # Imported late: the application reads the collected files' names at once.
    from skillsdir.wsgi import application

    lines, changes, downloads, uploads = [], [], [], []
    for size in sizes:
        with scratch_database(size):
            lines.append(page_cells(size, LOOP, measure(turn, rounds)))
            lines += measure_size(application, size, rounds)
            lines.append(sentence_line(size, rounds))
            lines.append(alike_line(size, rounds))
            changes += writes.write_lines(size, rounds)
            downloads += exports.export_lines(
                application, session_cookie("admin"), size
            )
            uploads += imports.import_lines(size, rows)
            about = machine()
    return [
        f"{about}\n{table(lines)}\n",
        f"{table(changes, writes.HEADINGS)}\n",
        f"{table(downloads, exports.HEADINGS)}\n",
        table(uploads, imports.HEADINGS),
    ]


def turn():
    for _ in range(300_000):
        pass


def measure_size(application, size, rounds):
    cookies = {name: session_cookie(name) for name in ("manager", "member")}
    rows = tqdm(measured_pages(), unit="row", desc=f"{size:,}", disable=None)
    for row in rows:
        ask = partial(visit, application, row.address, cookies[row.reader])
        yield page_cells(
            size,
            row,
            *(measure(ask, rounds, before=change) for change in CHANGES),
        )
