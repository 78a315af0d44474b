"""What colleagues say of a stated level, and what its owner makes of it.

At the stated level or above it is a confirmation, which everybody sees. Any other
level is a suggestion too, seen by the person, the manager and who made it.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from people.accounts.acting import judge_again
from people.database.compiled import CompiledQuery
from people.models import Endorsement, Expertise, Person
from people.words import local_day


def lapsed_before():
    """The midnight before which an endorsement was made that no longer counts."""
    first = local_day() - timedelta(days=settings.DIRECTORY["ENDORSED_DAYS"])
    return timezone.make_aware(datetime.combine(first, time.min))


@transaction.atomic
def record_endorsement(*, expertise, level, note="", by):
    """Say, as the person `by`, at which level a colleague is; again is an update.

    Raises `PermissionDenied` for one's own expertise.
    """
    if expertise.person_id == by.pk:
        raise PermissionDenied("Nobody endorses their own expertise.")
    both = Person.objects.select_for_update(of=["self"], no_key=True).order_by("pk")
    if any(one.has_left for one in both.filter(pk__in=[by.pk, expertise.person_id])):
        raise PermissionDenied("One of the two has left.")
    judge_again()
    Expertise.objects.select_for_update().get(pk=expertise.pk)
    said = {"level": level, "note": note}
    endorsement, is_new = Endorsement.objects.get_or_create(
        expertise=expertise, endorsed_by=by, defaults=said
    )
    if not is_new:
        if (endorsement.level, endorsement.note) != (level, note):
            endorsement.answered_at = endorsement.answered_from = None
        endorsement.level, endorsement.note = level, note
        endorsement.endorsed_at = timezone.now()
        endorsement.save()
    return endorsement


def said_of(expertise, by):
    """What the person `by` says of it, or `None`."""
    return expertise.endorsements.filter(endorsed_by=by).first()


@transaction.atomic
def withdraw_endorsement(*, expertise, by):
    """Take back what the person `by` said; nothing happens if that was nothing."""
    judge_again()
    expertise.endorsements.filter(endorsed_by=by).delete()


def suggestions(since=None):
    """Endorsements at another level than stated, not lapsed and not answered."""
    return Endorsement.objects.filter(
        answered_at=None, endorsed_at__gte=since or lapsed_before()
    ).exclude(level=F("expertise__level"))


def suggestions_to(person):
    return suggestion_rows(person.pk, lapsed_before())


@CompiledQuery
def suggestion_rows(person, since):
    rows = suggestions(since).filter(expertise__person=person)
    return rows.select_related("expertise__skill", "endorsed_by")


@transaction.atomic
def answer(*, suggestion, is_right, by):
    """Take the suggested level over, or dismiss it; `by` is who was endorsed."""
    rows = Expertise.objects.select_for_update().filter(person=by)
    expertise = rows.get(pk=suggestion.expertise_id)
    judge_again()
    now = timezone.now()
    if is_right:
        expertise.level = suggestion.level
        expertise.confirmed_at = now
        expertise.save()
    suggestion.answered_at, suggestion.answered_from = now, None
    suggestion.save()


def thanks(endorsement):
    """What is said to the colleague afterwards."""
    stated, level = endorsement.expertise, endorsement.get_level_display()
    if endorsement.level == stated.level:
        return f"You confirm {stated.skill}: {level}."
    return (
        f"You suggest {level} for {stated.skill}: seen by {stated.person} and the"
        " manager only."
    )
