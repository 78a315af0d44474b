"""Booking people on projects. `by` is the user, who must be allowed to staff.

Each write locks the project, then the person, then the booking: of two managers who
book somebody at once, the second sees what the first did.

Confirming many bookings at once, of people who may get too much by that.
"""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.acting import judge_again
from people.availability.calendar import FOREVER, calendars
from people.editing.versions import OutdatedError
from people.models import Person
from people.words import full_day
from projects.access import check_may_staff
from projects.bookings.learning import check_seat
from projects.load.commitments import questions_about
from projects.load.off_days import OffDays, off_days_to_ask
from projects.load.overloads import Overload, overloads, with_booking
from projects.models import LIVE, Assignment, AssignmentStatus, Project, ProjectStatus

LOAD = ("percent", "starts_on", "ends_on", "status")
SEAT = ("learns_id", "mentor_id")
KEYS = ("project", "person", "created_by", "learns", "mentor")


class OverloadError(Exception):
    """A booking would take time that its person does not have; `questions` say when.

    That is more than the capacity, or days on which the person does no work.
    """

    def __init__(self, questions):
        super().__init__("; ".join(one.words for one in questions))
        self.questions = questions


@transaction.atomic
def propose(*, project, person, by, skills=(), despite_overload=False, **terms):
    """Book a person, tentatively unless `status` says otherwise; return the booking.

    `terms` are other fields of `Assignment`. Sent twice, it books once. Raises
    `PermissionDenied`, `ValidationError` by field, or `OverloadError` unless the
    person is to be booked all the same.
    """
    check_may_staff(by)
    project, person = lock(project.pk, person.pk)
    booking = Assignment(project=project, person=person, **terms)
    if twin := twin_of(booking):
        return twin
    booking.created_by = by
    check_seat(booking)
    return save_booking(booking, skills, despite_overload=despite_overload)


@transaction.atomic
def confirm(*, booking, by, version=None, despite_overload=False):
    """Make a tentative booking count. Raises as `propose`, or `OutdatedError`."""
    booking = lock_booking(booking, by)
    if booking.status == AssignmentStatus.CONFIRMED:
        return booking
    check_version(booking, version)
    booking.status = AssignmentStatus.CONFIRMED
    return save_booking(booking, despite_overload=despite_overload)


@transaction.atomic
def confirm_all(*, bookings, by, despite=""):
    """Make these bookings count, those that are tentative: all of them or none.

    `despite` are the words of whom it would over-book, as somebody agreed to it; of
    others it raises `OverloadError`. Raises as `confirm` otherwise.
    """
    check_may_staff(by)
    tentative = lock_tentative(bookings)
    check_agreed(overbookings(tentative), despite)
    for booking in tentative:
        booking.status = AssignmentStatus.CONFIRMED
        save_booking(booking, despite_overload=True)
    return tentative


def overbooked_words(found):
    return " ".join(one.words for one in found)


def check_agreed(found, despite):
    """Raise `OverloadError` unless the words are those that somebody agreed to."""
    if found and overbooked_words(found) != despite:
        raise OverloadError(found)


@transaction.atomic
def decline(*, booking, by, version=None):
    """Remove a booking of which nothing has come. Raises as `confirm`."""
    booking = lock_booking(booking, by)
    check_version(booking, version)
    check_goes(booking, by)
    booking.delete()


@transaction.atomic
def shift(*, booking, starts_on, by, version=None, despite_overload=False):
    """Move a booking to another first day; it stays as long. Raises as `confirm`."""
    booking = lock_booking(booking, by)
    if booking.starts_on == starts_on:
        return booking
    check_version(booking, version)
    if booking.ends_on:
        booking.ends_on = shifted_day(booking.ends_on, starts_on - booking.starts_on)
    booking.starts_on = starts_on
    return save_booking(booking, despite_overload=despite_overload)


@transaction.atomic
def end_early(*, booking, ends_on, by, version=None):
    """Let a booking end on an earlier day. Raises as `confirm`.

    Also where nobody could be booked any more: on a project that is over it would
    take time for ever, or on past the last day of somebody who left.
    """
    booking = lock_booking(booking, by)
    if booking.ends_on == ends_on:
        return booking
    check_version(booking, version)
    if booking.ends_on and ends_on > booking.ends_on:
        words = f"It ends on {full_day(booking.ends_on)} already: choose a day before."
        raise ValidationError({"ends_on": words})
    booking.ends_on = ends_on
    check_terms(booking)
    booking.save()
    return booking


@transaction.atomic
def change(*, booking, by, version=None, skills=None, despite_overload=False, **terms):
    """Change the terms of a booking; without `skills` they stay. Raises as `confirm`.

    Somebody who has too much already is asked about only where it may be more.
    """
    booking = lock_booking(booking, by)
    check_version(booking, version)
    before = copy(booking)
    for name, value in terms.items():
        setattr(booking, name, value)
    if values(booking, SEAT) != values(before, SEAT):
        check_seat(booking)
    despite_overload = despite_overload or takes_no_more(booking, before)
    return save_booking(booking, skills, despite_overload=despite_overload)


def lock(project, person):
    """Lock the rows with these ids, in this order everywhere, and read them anew."""
    project = Project.objects.select_for_update(no_key=True).get(pk=project)
    person = Person.objects.select_for_update(no_key=True).get(pk=person)
    judge_again()
    return project, person


def lock_booking(booking, by):
    """Lock a booking with its project and person.

    Raises `PermissionDenied` or `DoesNotExist`.
    """
    check_may_staff(by)
    project, person = lock(booking.project_id, booking.person_id)
    locked = Assignment.objects.select_for_update(no_key=True).get(pk=booking.pk)
    locked.project, locked.person = project, person
    return locked


def check_version(booking, version):
    if version not in (None, booking.version):
        raise OutdatedError


def values(booking, names):
    return [getattr(booking, name) for name in names]


def takes_no_more(booking, before):
    """Whether a booking lies within what it was before."""
    return (
        booking.status == before.status
        and booking.percent <= before.percent
        and booking.starts_on >= before.starts_on
        and (booking.ends_on or FOREVER) <= (before.ends_on or FOREVER)
    )


def twin_of(booking):
    """A booking that says the same, as a form sent twice makes."""
    names = ("project_id", "person_id", "role", *LOAD, *SEAT)
    same = dict(zip(names, values(booking, names), strict=True))
    return Assignment.objects.filter(**same).first()


def save_booking(booking, skills=None, *, despite_overload):
    """Check and save a locked booking; a new one gets its skills."""
    check_open(booking)
    check_terms(booking)
    if not despite_overload and (found := questions_about(booking)):
        raise OverloadError(found)
    booking.save()
    if skills is not None:
        booking.skills.set(skills)
    return booking


def check_open(booking):
    """Raise `ValidationError` where the project is over, or the person has left."""
    project, person = booking.project, booking.person
    if project.status not in LIVE:
        status = project.get_status_display().lower()
        raise ValidationError(f"{project} is {status}: nobody is booked on it now.")
    if person.has_left:
        raise ValidationError(f"{person} has left.")


def check_returns(booking, by):
    """Raise where a booking may not be again what it was; all is locked."""
    check_may_staff(by)
    check_open(booking)
    check_terms(booking)
    check_seat(booking)


def check_goes(booking, by):
    """Raise where a booking may not be removed; all is locked."""
    check_may_staff(by)
    if not booking.may_be_declined():
        raise ValidationError("This booking has begun: end it early instead.")


def check_terms(booking):
    """Raise `ValidationError` where a field is wrong or the days do not go together."""
    booking.clean_fields(exclude=KEYS)
    person, ends_on = booking.person, booking.ends_on
    if ends_on and ends_on < booking.starts_on:
        words = "The last day cannot be before the first."
        raise ValidationError({"ends_on": words})
    if person.left_on and (ends_on or date.max) > person.left_on:
        words = f"{person} leaves on {full_day(person.left_on)}: end it by then."
        raise ValidationError({"ends_on": words})


def shifted_day(day, by):
    """The day so much later. Raises `ValidationError` outside of all calendars."""
    try:
        return day + by
    except OverflowError:
        raise ValidationError({"starts_on": "Choose a day nearer to today."}) from None


@dataclass(frozen=True, slots=True)
class Overbooking:
    """Somebody who would be booked beyond capacity, or on days without work."""

    person: Person
    questions: list[Overload | OffDays]

    @property
    def words(self):
        return f"{self.person}: {'; '.join(one.words for one in self.questions)}"


def lock_tentative(bookings):
    """Lock those that are not confirmed with their projects and people, in that order.

    Of projects that are over nothing is confirmed any more. Who books meanwhile waits.
    Seven queries.
    """
    bookings = bookings.order_by().filter(status=AssignmentStatus.TENTATIVE)
    keys = list(bookings.values_list("pk", "project", "person"))
    of = [set(ids) for ids in zip(*keys, strict=True)] or [set()] * 3
    for model, ids in ((Project, of[1]), (Person, of[2])):
        rows = model._base_manager.select_for_update(no_key=True).order_by("pk")
        list(rows.filter(pk__in=ids).values_list("pk"))
    judge_again()
    rows = Assignment.objects.select_for_update(of=["self"], no_key=True)
    rows = rows.filter(pk__in=of[0], status=AssignmentStatus.TENTATIVE)
    rows = rows.filter(project__status__in=LIVE)
    return list(rows.select_related("person", "project").order_by("pk"))


def overbookings(bookings, *, is_tentative=False):
    """Whom to ask about if all of these bookings counted; one query.

    Who would have too much, or does no work on many of the days, which is all of them
    where the bookings stay tentative. Only on the days of these bookings, in name
    order: other conflicts are there anyway.
    """
    of_person = defaultdict(list)
    for one in bookings:
        if one.project.status != ProjectStatus.CANCELLED:
            of_person[one.person].append(one)
    if not of_person:
        return []
    first = min(one.starts_on for rows in of_person.values() for one in rows)
    capacities = {person.pk: person.capacity for person in of_person}
    known = calendars(capacities, first, FOREVER)
    return [
        Overbooking(person, questions)
        for person, rows in sorted(
            of_person.items(), key=lambda item: (item[0].sort_name, item[0].pk)
        )
        if (questions := questions_about_all(known[person.pk], rows, is_tentative))
    ]


def questions_about_all(calendar, bookings, is_tentative):
    """What to ask of bookings that are added to the calendar.

    Overloads on their days, and the days without work of each with its project where
    they are many; none of them twice.
    """
    for one in bookings:
        calendar = with_booking(calendar, one.percent, one.starts_on, one.ends_on)
    days = [(one.starts_on, one.ends_on or FOREVER) for one in bookings]
    first, last = min(day for day, _ in days), max(day for _, day in days)
    over = [
        one
        for one in overloads(calendar, first, last)
        if any(one.starts_on <= end and start <= one.ends_on for start, end in days)
    ]
    off = [
        OffDays(f"{off.words} ({one.project})")
        for one, window in zip(bookings, days, strict=True)
        for off in off_days_to_ask(calendar, *window, is_tentative=is_tentative)
    ]
    return [*over, *dict.fromkeys(off)]
