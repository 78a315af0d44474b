import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from tqdm import tqdm

from skillsdir.bench import exports, imports
from skillsdir.bench.database import scratch_database
from skillsdir.bench.measure import measure, session_cookie, visit
from skillsdir.bench.rows import measured_pages
from skillsdir.bench.table import machine, page_cells, table


class Command(BaseCommand):
    help = (
        "Measure the pages on sample organisations of several sizes, in a database"
        " of their own. SIZES in the environment overrides --sizes."
    )

    def add_arguments(self, parser):
        parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
        parser.add_argument(
            "--rounds", type=int, default=40, help="timed requests a row"
        )
        parser.add_argument(
            "--rows", type=int, default=10_000, help="rows of the spreadsheet taken in"
        )

    def handle(self, *, sizes, rounds, rows, **options):
        if os.environ.get("SIZES"):
            sizes = [int(size) for size in os.environ["SIZES"].split()]
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        # Imported late: the application reads the collected files' names at once.
        from skillsdir.wsgi import application

        lines, downloads, uploads = [], [], []
        for size in sizes:
            with scratch_database(size):
                cookie = session_cookie("manager")
                lines += measure_size(application, cookie, size, rounds)
                downloads += exports.export_lines(
                    application, session_cookie("admin"), size
                )
                uploads += imports.import_lines(size, rows)
                about = machine()
        self.stdout.write(f"{about}\n{table(lines)}\n")
        self.stdout.write(f"{table(downloads, exports.HEADINGS)}\n")
        self.stdout.write(table(uploads, imports.HEADINGS))


def measure_size(application, cookie, size, rounds):
    lines = []
    for row in tqdm(measured_pages(), unit="row", desc=f"{size:,}", disable=None):
        page = measure(lambda row=row: visit(application, row.address, cookie), rounds)
        if row.by_hand:
            by_hand = measure(row.by_hand, rounds)
            lines.append(page_cells(size, row, page, by_hand, row.by_hand()))
        else:
            lines.append(page_cells(size, row, page))
    return lines
