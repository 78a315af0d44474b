"""What the commands that mail people have in common."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from people.mailing import NotMailedError


class MailCommand(BaseCommand):
    """Mails with links to the directory; `mail()` does it and returns what to print."""

    dry_run_help = "count, and mail nobody"

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help=self.dry_run_help)
        parser.add_argument(
            "--site",
            default=settings.SITE_URL,
            help="address of the directory for links, by default SITE_URL",
        )

    def handle(self, *, dry_run, site, verbosity, **options):
        if not dry_run:
            check_can_mail(site)
        try:
            said = self.mail(
                site=site.rstrip("/"),
                is_dry_run=dry_run,
                progress=lambda ids: tqdm(ids, disable=None if verbosity else True),
            )
        except NotMailedError as error:
            raise CommandError(f"No mail can be sent: {error}") from error
        self.stdout.write(said)

    def mail(self, *, site, is_dry_run, progress):
        raise NotImplementedError


def check_can_mail(site):
    """Raise `CommandError` where no mail can be sent, or no link be written."""
    if not settings.CAN_MAIL:
        raise CommandError("No mail can be sent: set EMAIL_URL.")
    if not site.startswith(("http://", "https://")):
        raise CommandError(
            "Give the directory's address: --site https://… or SITE_URL."
        )
