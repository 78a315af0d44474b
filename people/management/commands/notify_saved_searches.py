from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from people.search_mail import notify


class Command(BaseCommand):
    help = (
        "Count who is new on saved searches, and mail their owners. Run it daily: of"
        " each new person one mail tells."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="count, change and mail nothing"
        )
        parser.add_argument(
            "--site",
            default=settings.SITE_URL,
            help="address of the directory for the links, by default SITE_URL",
        )

    def handle(self, *, dry_run, site, verbosity, **options):
        if not dry_run and not settings.CAN_MAIL:
            raise CommandError("No mail can be sent: set EMAIL_URL.")
        if not site.startswith(("http://", "https://")):
            raise CommandError(
                "Give the directory's address: --site https://… or SITE_URL."
            )
        found = notify(
            site=site.rstrip("/"),
            is_dry_run=dry_run,
            progress=lambda ids: tqdm(ids, disable=None if verbosity else True),
        )
        verb = "mails to send" if dry_run else "mails sent"
        self.stdout.write(
            f"saved searches: {found.searches}; with new people: {found.with_news};"
            f" {verb}: {found.mails}; not mailed, tried again next time: {found.failed}"
        )
