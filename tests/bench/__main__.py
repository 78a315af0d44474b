"""Measures the pages on sample organisations of several sizes: `make bench`.

It runs as the package `bench`, not as a part of `tests`: those have settings of their
own, with debugging on and a database that forgets.
"""

import os
import sys
from argparse import ArgumentParser

import django
from django.conf import settings
from django.core.management import call_command

parser = ArgumentParser(description="SIZES in the environment overrides --sizes.")
parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
parser.add_argument(
    "--drop", action="store_true", help="drop the databases that were kept, and end"
)
parser.add_argument("--rounds", type=int, default=40, help="timed requests a row")
parser.add_argument(
    "--rows", type=int, default=10_000, help="rows of the spreadsheet taken in"
)

if __name__ == "__main__":
    arguments = parser.parse_args()
    sizes = [int(size) for size in os.environ.get("SIZES", "").split()]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillsdir.settings")
    django.setup()
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    # Imported late: models want the settings.
    from .database import drop_kept
    from .run import measure_sizes
    from .table import table
    from .teams import HEADINGS, team_lines

    if arguments.drop:
        sys.exit(drop_kept())
    for text in measure_sizes(
        sizes or arguments.sizes, arguments.rounds, arguments.rows
    ):
        print(text)
    print(f"\n{table(list(team_lines(max(2, arguments.rounds // 4))), HEADINGS)}")
