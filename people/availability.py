"""How much of a week people have free: plain functions over calendars.

Percentages are of a full-time week (100 = full time), days are inclusive. Only
Monday to Friday count, and days of absence are skipped.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from django.db import models

from people.fields import Ids
from people.models import Absence, Person, related

DAY = timedelta(days=1)
FOREVER = date.max


class Span(NamedTuple):
    """A booking of one person, or an absence (percent 0)."""

    percent: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of one person's time; spans may reach out of any window."""

    capacity: int
    confirmed: tuple[Span, ...] = ()
    tentative: tuple[Span, ...] = ()
    absences: tuple[Span, ...] = ()

    def bookings(self, *, with_tentative=False):
        return self.confirmed + self.tentative if with_tentative else self.confirmed


class Week(NamedTuple):
    """The heaviest day of one week, in percent of full time."""

    starts_on: date
    confirmed: int
    with_tentative: int
    capacity: int
    is_away: bool

    @property
    def free(self):
        return 0 if self.is_away else max(0, self.capacity - self.confirmed)

    @property
    def tentative(self):
        return self.with_tentative - self.confirmed

    @property
    def over(self):
        return max(0, self.confirmed - self.capacity)

    @property
    def is_overbooked(self):
        return self.over > 0


def next_working_day(day):
    """The day itself, or the Monday after a weekend."""
    return day + DAY * max(0, 7 - day.weekday()) if day.weekday() > 4 else day


def load_on(day, bookings):
    return sum(
        span.percent for span in bookings if span.starts_on <= day <= span.ends_on
    )


def is_covered(day, spans):
    return any(span.starts_on <= day <= span.ends_on for span in spans)


def heaviest_load(calendar, start, end, *, with_tentative=False):
    """The largest load on any day of the window that the person works.

    `None` where there is no such day: a weekend, or away all the time. The load
    only rises where a booking starts, so it is enough to look at the first working
    day at or after the window's start, each booking's start and each absence's end.
    """
    absences = calendar.absences
    bookings = calendar.bookings(with_tentative=with_tentative)
    starts = [start]
    starts += [span.starts_on for span in bookings if start < span.starts_on <= end]
    starts += [span.ends_on + DAY for span in absences if start <= span.ends_on < end]
    loads = [
        load_on(day, bookings)
        for day in map(next_working_day, starts)
        if day <= end and not is_covered(day, absences)
    ]
    return max(loads, default=None)


def free_percent(calendar, start, end, *, with_tentative=False):
    """What stays free on the worst working day of the window, never below 0.

    Shape: one percentage, max(0, min over working days of capacity - load). A
    window in which the person works no day has 0 free.
    """
    load = heaviest_load(calendar, start, end, with_tentative=with_tentative)
    return 0 if load is None else max(0, calendar.capacity - load)


def first_free(calendar, percent, days, *, since):
    """The first working day, from `since` on, after which `percent` stays free.

    It stays free for `days` calendar days. `None` if that day never comes: the
    capacity is too small or an open-ended booking takes the time.
    """
    changes = [since]
    changes += [
        span.ends_on + DAY
        for span in calendar.confirmed
        if since <= span.ends_on < FOREVER
    ]
    for change in sorted(set(changes)):
        day = next_present_day(change, calendar.absences)
        last = day + DAY * min(days - 1, (FOREVER - day).days)
        if free_percent(calendar, day, last) >= percent:
            return day
    return None


def next_present_day(day, absences):
    """The first working day at or after `day` on which the person is not away.

    Of who is away for good it is `FOREVER`, on which they are away too.
    """
    day = next_working_day(day)
    while ends := [
        span.ends_on for span in absences if span.starts_on <= day <= span.ends_on
    ]:
        if max(ends) == FOREVER:
            return FOREVER
        day = next_working_day(max(ends) + DAY)
    return day


def weeks(calendar, start, count=12):
    """The coming weeks, from the Monday of the week of `start`."""
    start = min(start, FOREVER - DAY * 7 * count)
    days = working_days(start - DAY * start.weekday(), count)
    confirmed = daily_loads(calendar.confirmed, days)
    tentative = daily_loads(calendar.tentative, days)
    total = list(map(add, confirmed, tentative))
    away = {n for span in calendar.absences for n in places(days, *span[1:])}
    # On days away nothing is loaded.
    for n in away:
        confirmed[n] = total[n] = 0
    return [
        Week(
            starts_on=days[first],
            confirmed=max(confirmed[first : first + 5]),
            with_tentative=max(total[first : first + 5]),
            capacity=calendar.capacity,
            is_away=away.issuperset(range(first, first + 5)),
        )
        for first in range(0, len(days), 5)
    ]


@lru_cache(maxsize=64)
def working_days(monday, weeks):
    """Monday to Friday of so many weeks, in order: the same for everybody on a page."""
    return tuple(monday + DAY * n for n in range(7 * weeks) if n % 7 < 5)


def places(days, starts_on, ends_on):
    """Where in `days`, which are in order, those from one to the other stand."""
    return range(bisect_left(days, starts_on), bisect_right(days, ends_on))


def daily_loads(bookings, days):
    """The load on each of the days, in percent."""
    changes = [0] * (len(days) + 1)
    for percent, starts_on, ends_on in bookings:
        on = places(days, starts_on, ends_on)
        changes[on.start] += percent
        changes[on.stop] -= percent
    return list(accumulate(changes[:-1]))


def calendars(capacities, start, end):
    """The calendars of many people, in one query.

    `capacities` maps a person's id to a percentage; so does the result, to a
    `Calendar` with every span that touches the window. Cancelled projects take no
    time.
    """
    spans = {person: ([], [], []) for person in capacities}
    for person, percent, starts_on, ends_on, is_tentative in span_rows(
        list(capacities), start, end
    ):
        kind = 2 if percent is None else int(is_tentative)
        spans[person][kind].append(Span(percent or 0, starts_on, ends_on or FOREVER))
    return {
        person: Calendar(capacity, *map(tuple, spans[person]))
        for person, capacity in capacities.items()
    }


def away_for_good(left_on):
    """The days after somebody's last one, if that is known: an absence without end."""
    return (Span(0, left_on + DAY, FOREVER),) if left_on and left_on < FOREVER else ()


def span_rows(people, start, end):
    """Bookings and absences of `people` that touch the window, as plain rows.

    See also: `away_for_good`.
    """
    people = Ids(people)
    bookings = related("assignments").loading(start, end).filter(person_id__any=people)
    absences = Absence.objects.filter(
        person_id__any=people, starts_on__lte=end, ends_on__gte=start
    )
    leaving = Person.objects.filter(pk__any=people, left_on__lt=end)
    nothing = models.Value(None, models.PositiveSmallIntegerField())
    day_after = models.ExpressionWrapper(models.F("left_on") + 1, models.DateField())
    return bookings.spans().union(
        absences.order_by().values_list(
            "person_id", nothing, "starts_on", "ends_on", models.Value(False)
        ),
        leaving.order_by().values_list(
            "pk",
            nothing,
            day_after,
            models.Value(None, models.DateField()),
            models.Value(False),
        ),
        all=True,
    )
