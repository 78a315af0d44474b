"""Erasing people who are booked on projects."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from people.erasure import erase
from projects.departures import bookings_after
from projects.models import Assignment


@transaction.atomic
def erase_people(*, people, by):
    """Erase people; their bookings stay, nameless, as far as they have happened.

    A booking keeps its project, percent and days: with them stay the counts and the
    success figures of projects. Raises `PermissionDenied` if `by` may not.
    """
    yesterday = timezone.localdate() - timedelta(days=1)
    begun, to_come = bookings_after(people, yesterday)
    to_come.delete()
    begun.update(ends_on=yesterday)
    bookings = Assignment.objects.filter(person__in=people)
    bookings.update(role="", learns=None, mentor=None)
    Assignment.skills.through.objects.filter(assignment__in=bookings).delete()
    return [erase(person=person, by=by) for person in people]
