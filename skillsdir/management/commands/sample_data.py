import os
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from people.words import local_day
from skillsdir.sample.accounts import SIGN_INS, password_fits
from skillsdir.sample.organisation import (
    ForeignDataError,
    is_here,
    make_organisation,
)


def read_count(text):
    count = int(text)
    if count < 2:
        raise ValueError
    return count


class Command(BaseCommand):
    help = (
        "Fill the database with an invented organisation, in place of an earlier one."
        " Refuses when the database holds anything else."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--people", type=read_count, default=120, help="two or more"
        )
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="the day around which everything happens, as YYYY-MM-DD",
        )
        parser.add_argument(
            "--keep", action="store_true", help="leave a sample organisation as it is"
        )

    def handle(self, *, people, seed, today, keep, **options):
        password = os.environ.get("DEMO_PASSWORD") or "demo"
        if keep and is_here():
            self.stdout.write("The sample organisation is here already; kept.")
        else:
            self.make(people, seed, today or local_day(), password)
        self.print_sign_ins(password)

    def make(self, people, seed, today, password):
        try:
            written = make_organisation(
                people=people, seed=seed, today=today, password=password
            )
        except ForeignDataError as error:
            raise CommandError(
                f"{error} Sample data goes into an empty database only."
            ) from None
        counts = ", ".join(f"{count} {noun}" for noun, count in written.items())
        self.stdout.write(f"Sample organisation: {counts}.")

    def print_sign_ins(self, password):
        shown = password if password_fits(password) else "(changed since)"
        for sign_in in SIGN_INS:
            self.stdout.write(
                f"Sign in as {sign_in.username} ({sign_in.group}), password {shown}"
            )
