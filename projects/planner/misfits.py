"""Bookings that do not go with their project, their person or their mentor: which."""

from collections import defaultdict
from datetime import date, timedelta
from functools import reduce
from operator import itemgetter, or_

from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Coalesce, Greatest

from people.availability.calendar import (
    DAY,
    FOREVER,
    Calendar,
    Span,
    away_until,
    days_here,
    working_days_in,
)
from people.database.compiled import CompiledQuery
from people.database.unchanged import while_unchanged
from people.words import local_day
from projects.models import LIVE, Assignment, ProjectStatus
from projects.models.assignment import not_over

# From the first day to the last. Shorter absences are no reason to change a booking of
# which days are left.
LONG_ABSENCE = timedelta(days=4)
ABSENCE = ("person__absences__starts_on", "person__absences__ends_on")
# Of three kinds, by which of the columns of `misfit_rows` they are in order.
ORDERS = {"beyond": (1, 2, 3), "idle": (3,), "leaving": (4,)}


def going_on(today):
    """Bookings that go on or are to come, of people who are here."""
    return Assignment.objects.loading(today, FOREVER).filter(not_over(today))


def misfits_by_kind():
    """Ids, as tuples of one, of bookings beyond their project or person; in order.

    One query: bookings are looked at once for three kinds.
    """
    rows = misfit_rows()
    found = {}
    for place, (slug, order) in enumerate(ORDERS.items(), start=5):
        of_kind = [row for row in rows if row[place]]
        of_kind.sort(key=itemgetter(*order, 0))
        found[slug] = [row[:1] for row in of_kind]
    return found


@while_unchanged
@CompiledQuery
def misfit_rows():
    """Rows of booking, days and person, and of which of `ORDERS` it is."""
    today = local_day()
    conditions = is_beyond_project(today), is_idle(today), is_after_leaving()
    rows = going_on(today).filter(reduce(or_, conditions)).order_by()
    return rows.values_list(
        *("pk", Coalesce("project__ends_on", FOREVER), "project", "starts_on"),
        "person__left_on",
        *(ExpressionWrapper(one, BooleanField()) for one in conditions),
    )


def is_beyond_project(today):
    is_open = Q(ends_on=None) | Q(project__ends_on=None)
    is_left_open = is_open & Q(project__status=ProjectStatus.CLOSED)
    is_late = Q(project__ends_on__lt=today)
    is_longer = Q(ends_on__gt=F("project__ends_on"))
    is_after = Q(starts_on__gt=F("project__ends_on"))
    # Days that are over are left as they were.
    is_to_begin = Q(project__starts_on__gt=today, project__status__in=LIVE)
    is_early = is_to_begin & Q(starts_on__lt=F("project__starts_on"))
    return is_left_open | is_late | is_longer | is_after | is_early


def is_idle(today):
    """Before joining, or on nothing but a weekend."""
    is_early = Q(person__joined_on__gt=Greatest("starts_on", Value(today)))
    # Few bookings are so short: of the others no weekday is worked out.
    is_short = Q(ends_on__lte=F("starts_on") + DAY)
    is_weekend = is_short & Q(
        starts_on__iso_week_day__gte=6, ends_on__iso_week_day__gte=6
    )
    return is_early | is_weekend


def is_after_leaving():
    is_longer = Q(ends_on=None) | Q(ends_on__gt=F("person__left_on"))
    return is_longer & Q(person__left_on__isnull=False)


# Absences


def lost_to_absence(today):
    """Id of the booking, first and last day of each absence that matters; in order.

    Tentative bookings too: who plans with them should know. Absences that overlap or
    adjoin are one. One query.
    """
    absences = defaultdict(list)
    for pk, first, last, *away in absence_rows():
        absences[pk, first, last or FOREVER].append(Span(0, *away))
    found = (
        (pk, first, last)
        for (pk, *days), away in absences.items()
        for first, last in absences_that_matter(*days, away, today)
    )
    return sorted(found, key=itemgetter(1, 0, 2))


@while_unchanged
@CompiledQuery
def absence_rows():
    """Rows of booking, its first and last day, and those of an absence within."""
    today = local_day()
    return (
        going_on(today)
        .filter(
            Q(ends_on=None) | Q(ends_on__gte=F("person__absences__starts_on")),
            # For the planner too, which cannot tell it from the next condition.
            Q(person__absences__ends_on__gte=today),
            person__absences__ends_on__gte=Greatest("starts_on", Value(today)),
        )
        .order_by()
        .values_list("pk", "starts_on", "ends_on", *ABSENCE)
    )


def absences_that_matter(starts_on, ends_on, absences, today):
    """Those that are long, or all if they leave no working day of the booking."""
    day = date.min
    for first in sorted(away.starts_on for away in absences):
        last = away_until(first, absences)
        if last is None or first <= day:
            continue
        day = last
        lost = min(last, ends_on) - max(first, starts_on)
        rest = max(starts_on, today), ends_on
        if last >= today and (
            lost >= LONG_ABSENCE or is_away_throughout(rest, absences)
        ):
            yield first, last


def is_away_throughout(days, absences):
    """Whether there are working days, and all of them fall into the absences."""
    here = days_here(Calendar(100, absences=tuple(absences)), *days)
    return not here and working_days_in(*days) > 0


# Learners and their mentor


@while_unchanged
@CompiledQuery
def unguided_bookings():
    """Ids, as tuples of one."""
    bookings = going_on(local_day()).unguided().order_by("starts_on", "pk")
    return bookings.values_list("pk")
