"""Once a week a mail to everybody who wants it and around whom something happened."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from people.mail.sending import mail_each, send, tell_each
from people.mail.subscription import unsubscribe_path
from people.models import Person
from people.searches.mail import address_of
from people.words import local_day
from skillsdir.digest.lines import WEEK, News
from skillsdir.digest.week import lines_for


@dataclass
class Digested:
    """How many people were due, and what came of it."""

    due: int
    sent: int = 0
    failed: int = 0
    # Whom mails tell what, a line each.
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one mail tells one person."""

    person: Person
    address: str
    lines: list[News]


def due_people(now: datetime):
    """Who is here, may sign in, wants a digest, and had none within a week.

    Days count, not hours: a timer is not punctual.
    """
    last = Q(digested_at=None) | Q(digested_at__date__lte=local_day(now) - WEEK)
    people = Person.objects.active().filter(last, wants_digest=True)
    return people.filter(user__is_active=True)


def send_digests(*, site, is_dry_run=False, progress=iter) -> Digested:
    """Mail everybody who is due what happened around them, if anything did.

    `site` is the address of the directory, without a slash at its end. Who could not
    be mailed is due again next time. A dry run tells whom mails would tell what, and
    changes and mails nothing.
    """
    now = timezone.now()
    ids = list(due_people(now).order_by("pk").values_list("pk", flat=True))
    digested = Digested(len(ids))
    if is_dry_run:
        digested.sent, digested.failed = tell_each(
            progress(ids), lambda pk: list_digest(pk, digested, now)
        )
    else:
        digested.sent, digested.failed = mail_each(
            progress(ids), lambda pk, mail: send_digest(pk, mail, site)
        )
    return digested


def list_digest(pk, digested, now) -> bool:
    """List what one digest would tell; returns whether there is one."""
    digest = digest_of(due_people(now).filter(pk=pk), now)
    if digest:
        digested.lines += [f"{digest.address}: {one}" for one in digest.lines]
    return bool(digest)


def digest_of(people, now) -> Digest | None:
    """The digest of the one of these people, a queryset, if there is any."""
    person = people.select_related("user", "team").first()
    address = person and address_of(person.user_id)
    lines = lines_for(person, told_until(person, now)) if address else []
    return Digest(person, address, lines) if lines else None


def told_until(person, now):
    """Since when nothing was told: the last digest, or a week ago if that is old."""
    last = person.digested_at
    return last if last and now - last < 2 * WEEK else now - WEEK


def send_digest(pk, mail, site) -> bool:
    """Note one digest, then send it; whatever fails takes the note back.

    What is killed between the two is lost, and no digest ever comes twice.
    """
    now = timezone.now()
    digest = take_turn(pk, now)
    if digest is None:
        return False
    try:
        mail_digest(digest, mail, site)
    except Exception:
        rows = Person.objects.filter(pk=pk, digested_at=now)
        rows.update(digested_at=digest.person.digested_at)
        raise
    return True


@transaction.atomic
def take_turn(pk, now) -> Digest | None:
    due = due_people(now).filter(pk=pk)
    # Who is held is waited for: by another run, whose note counts, or by a form.
    digest = digest_of(due.select_for_update(of=["self"]), now)
    if digest:
        Person.objects.filter(pk=pk).update(digested_at=now)
    return digest


def mail_digest(digest, mail, site):
    unsubscribe = site + unsubscribe_path(digest.person)
    context = {"digest": digest, "site": site, "unsubscribe": unsubscribe}
    send(
        "Your week in the Team Skills Directory",
        render_to_string("digest/digest_mail.txt", context),
        to=digest.address,
        mail=mail,
        headers={
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
