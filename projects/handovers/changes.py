"""Somebody takes over a booking: it ends, or goes, and others are booked instead."""

from django.db import transaction

from people.editing.versions import OutdatedError
from projects.access import check_may_staff
from projects.bookings import changes as booking_changes
from projects.bookings.changes import check_version
from projects.bookings.together import lock_together, propose_together
from projects.handovers.days import days_left
from projects.models import Assignment


@transaction.atomic
def replace_booking(
    *, booking, people, by, version=None, despite="", seats=None, **terms
):
    """Book people tentatively in the place of somebody, whose booking makes room.

    Return the new bookings: none where it was done already, as by a form sent twice. A
    booking that is not saved is one that has gone. Raises as `propose_together`, or
    `OutdatedError`.
    """
    check_may_staff(by)
    ids = {booking.person_id, *(person.pk for person in people)}
    lock_together(booking.project_id, ids)
    if are_booked(booking.project_id, people, terms):
        return []
    if booking.pk:
        make_room(booking, version, by, terms)
    made = propose_together(
        project=booking.project,
        people=people,
        by=by,
        despite=despite,
        seats=seats,
        **terms,
    )
    return made


def are_booked(project, people, terms):
    twins = Assignment.objects.filter(project=project, person__in=people, **terms)
    return twins.values("person").distinct().count() == len(people)


def make_room(booking, version, by, terms):
    """End, shorten or remove the booking, as far as others have its days."""
    rows = Assignment.objects.select_for_update(of=["self"], no_key=True)
    row = rows.select_related("project", "person").filter(pk=booking.pk).first()
    if row is None:
        raise OutdatedError
    check_version(row, version)
    days = days_left(row, terms["starts_on"], terms["ends_on"])
    if days is None:
        booking_changes.decline(booking=row, by=by)
    elif days[0] != row.starts_on:
        booking_changes.change(booking=row, by=by, starts_on=days[0])
    elif days[1] != row.ends_on:
        booking_changes.end_early(booking=row, ends_on=days[1], by=by)
