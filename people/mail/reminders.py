"""A friendly mail to people whose profile nobody has confirmed for long.

What the commands that mail people have in common.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from tqdm import tqdm

from people.mail.sending import NotMailedError, mail_each, send
from people.models import Person
from people.rules import account_email
from people.words import confirmed_words, local_day


@dataclass
class Reminded:
    """How many people had a stale profile, and what came of reminding them."""

    stale: int
    unreachable: int = 0
    sent: int = 0
    failed: int = 0

    @property
    def waiting(self):
        """Those who were reminded too short a time ago."""
        return self.stale - self.unreachable - self.sent - self.failed


def select_due(people, now):
    """Of these people those who were not reminded for a quarter.

    Days count, not hours: a timer is not punctual, and a clock is put forward.
    """
    quarter = timedelta(days=settings.DIRECTORY["REMIND_DAYS"])
    last = local_day(now) - quarter
    return people.filter(Q(reminded_at=None) | Q(reminded_at__date__lte=last))


def remind_stale(*, site, is_dry_run=False, progress=iter):
    """Mail everybody with a stale profile and an e-mail, once a quarter at most.

    `site` is the address of the directory, without a slash at its end. Who could not
    be mailed is due again next time. A dry run counts, and changes and mails nothing.
    """
    now = timezone.now()
    stale = Person.objects.active().stale(now)
    unreachable = stale.filter(email=None).count()
    reminded = Reminded(stale.count(), unreachable)
    stale = stale.exclude(email=None)
    ids = list(select_due(stale, now).order_by("pk").values_list("pk", flat=True))
    if is_dry_run:
        reminded.sent = len(ids)
        return reminded
    reminded.sent, reminded.failed = mail_each(
        progress(ids), lambda pk, mail: remind(pk, mail, site, now)
    )
    return reminded


@transaction.atomic
def remind(pk, mail, site, now):
    """Note and send one reminder; a mail that fails leaves no note."""
    waiting = select_due(Person.objects.stale(now), now).filter(pk=pk)
    waiting = waiting.select_related("user")
    person = waiting.select_for_update(of=["self"], skip_locked=True).first()
    # Else another run was faster, or the profile has just been confirmed.
    to = person and mail_address(person)
    if not to:
        return False
    Person.objects.filter(pk=pk).update(reminded_at=now)
    send(
        "Is your profile still right?",
        render_to_string(
            "people/mail/reminder_mail.txt",
            {
                "person": person,
                "confirmed": confirmed_words(person, now),
                "link": f"{site}{reverse('people:me')}",
            },
        ),
        to=to,
        mail=mail,
    )
    return True


def mail_address(person):
    return account_email(person.user) if person.user else person.email


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
