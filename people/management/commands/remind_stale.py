from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from people.reminders import remind_stale


class Command(BaseCommand):
    help = (
        "Mail people whose profile is stale, once a quarter at most. Run it daily or"
        " weekly: who was reminded is not mailed again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="count, and mail nobody"
        )
        parser.add_argument(
            "--site",
            default=settings.SITE_URL,
            help="address of the directory for the link, by default SITE_URL",
        )

    def handle(self, *, dry_run, site, verbosity, **options):
        if not dry_run and not settings.CAN_MAIL:
            raise CommandError("No mail can be sent: set EMAIL_URL.")
        if not site.startswith(("http://", "https://")):
            raise CommandError(
                "Give the directory's address: --site https://… or SITE_URL."
            )
        reminded = remind_stale(
            site=site.rstrip("/"),
            is_dry_run=dry_run,
            progress=lambda ids: tqdm(ids, disable=None if verbosity else True),
        )
        verb = "to remind" if dry_run else "reminded"
        self.stdout.write(
            f"stale profiles: {reminded.stale}; {verb}: {reminded.sent}; reminded"
            f" earlier: {reminded.waiting}; not mailed, tried again next time:"
            f" {reminded.failed}"
        )
