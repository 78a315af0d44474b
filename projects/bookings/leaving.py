"""What becomes of people's bookings when they leave.

Erasing people who are booked on projects.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from people.accounts.acting import judge_again
from people.availability.words import joins_later
from people.database.turns import wait_for_imports, wait_to_erase
from people.models import Person
from people.privacy.erasure import erase
from people.rules import out_of_reach
from people.words import local_day
from projects.models import Assignment


@dataclass(frozen=True)
class Departure:
    """What marking people as left does: numbers of rows."""

    people: int
    ended: int
    removed: int


def bookings_after(people, left_on):
    """Bookings that go on after the day, as two querysets: begun by then, and not."""
    after = Assignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=left_on), person__in=people
    )
    return after.filter(starts_on__lte=left_on), after.filter(starts_on__gt=left_on)


@transaction.atomic
def mark_as_left(*, people, left_on, by):
    """Set the last day of people, end what they are booked on, on that day.

    Bookings that were to begin later are removed: nothing of them ever happened.
    Raises `ValidationError` if somebody joined after that day, and `PermissionDenied`
    if `by` has no say in somebody's access.
    """
    wait_for_imports()
    chosen = Person.objects.filter(pk__in=[person.pk for person in people])
    people = list(chosen.order_by("pk").select_for_update())
    # Who is promoted meanwhile is, or is not, by now.
    accounts = get_user_model().objects.filter(person__in=people).order_by("pk")
    list(accounts.select_for_update().values_list("pk"))
    judge_again()
    if out_of_reach(by, chosen).exists():
        raise PermissionDenied
    if late := [person.name for person in people if joins_later(person, left_on)]:
        raise ValidationError(f"Joined after that day: {', '.join(late)}.")
    begun, to_come = bookings_after(people, left_on)
    removed = to_come.count()
    to_come.delete()
    return Departure(
        ended=begun.update(ends_on=left_on),
        removed=removed,
        people=chosen.update(left_on=left_on),
    )


@transaction.atomic
def erase_people(*, people, by):
    """Erase people; their bookings stay, nameless, as far as they have happened.

    A booking keeps its project, percent and days: with them stay the counts and the
    success figures of projects. Raises `PermissionDenied` if `by` may not.
    """
    wait_to_erase()
    # First: who books them locks them before their bookings.
    ids = [person.pk for person in people]
    list(
        Person.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=["self"])
    )
    yesterday = local_day() - timedelta(days=1)
    begun, to_come = bookings_after(people, yesterday)
    to_come.delete()
    begun.update(ends_on=yesterday)
    bookings = Assignment.objects.filter(person__in=people)
    bookings.update(role="", learns=None, mentor=None)
    Assignment.skills.through.objects.filter(assignment__in=bookings).delete()
    return [erase(person=person, by=by) for person in people]
