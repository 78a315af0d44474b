"""How much of a week people have free: plain functions over calendars.

Percentages are of a full-time week (100 = full time), days are inclusive. Only
Monday to Friday count, and days on which the person is not here are skipped: those of
absence, those before joining and those after leaving.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from operator import add, itemgetter
from typing import NamedTuple

from django.db import models

from people.database.compiled import CompiledQuery
from people.fields import Ids
from people.models import Absence, Person, related

DAY = timedelta(days=1)
FOREVER = date.max
WORKING_DAYS = 5


class Span(NamedTuple):
    """A booking of one person, or an absence (percent 0)."""

    percent: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of one person's time; spans may reach out of any window.

    `joined_on` and `left_on` are known where they matter: where one of them is within
    the window asked for.
    """

    capacity: int
    confirmed: tuple[Span, ...] = ()
    tentative: tuple[Span, ...] = ()
    absences: tuple[Span, ...] = ()
    joined_on: date | None = None
    left_on: date | None = None

    @property
    def away(self):
        """All days on which the person is not here."""
        if self.joined_on is None and self.left_on is None:
            return self.absences
        return (*self.absences, *outside_stay(self.joined_on, self.left_on))

    def bookings(self, *, with_tentative=False):
        return self.confirmed + self.tentative if with_tentative else self.confirmed


class Week(NamedTuple):
    """The heaviest day of one week, in percent of full time."""

    starts_on: date
    confirmed: int
    with_tentative: int
    capacity: int
    # Of the five working days those on which the person is not here; and, of a week
    # without any other, what the person is.
    days_away: int
    off: str = "away"

    @property
    def is_away(self):
        return self.days_away == WORKING_DAYS

    @property
    def here(self):
        """The days here of a week with some days away, in words."""
        if self.is_away or not self.days_away:
            return ""
        return f"here {WORKING_DAYS - self.days_away} of {WORKING_DAYS} days"

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


def last_working_day(day):
    """The day itself, or the Friday before a weekend."""
    return day - DAY * max(0, day.weekday() - 4)


def working_days_in(start, end):
    """How many days from Monday to Friday there are, both ends included."""
    first, last = next_working_day(start), last_working_day(end)
    if last < first:
        return 0
    weeks = (last - DAY * last.weekday() - first + DAY * first.weekday()).days // 7
    return WORKING_DAYS * weeks + last.weekday() - first.weekday() + 1


def load_on(day, bookings):
    # A plain loop: a page asks for tens of thousands of days with a span or two each.
    load = 0
    for percent, starts_on, ends_on in bookings:
        if starts_on <= day <= ends_on:
            load += percent
    return load


def is_covered(day, spans):
    return any(span.starts_on <= day <= span.ends_on for span in spans)


def heaviest_load(calendar, start, end, *, with_tentative=False):
    """The largest load on any day of the window that the person works.

    `None` where there is no such day: a weekend, or away all the time. The load
    only rises where a booking starts, so it is enough to look at the first working
    day at or after the window's start, each booking's start and each absence's end.
    """
    away = calendar.away
    bookings = calendar.bookings(with_tentative=with_tentative)
    starts = [start]
    starts += [span.starts_on for span in bookings if start < span.starts_on <= end]
    starts += [span.ends_on + DAY for span in away if start <= span.ends_on < end]
    loads = [
        load_on(day, bookings)
        for day in map(next_working_day, starts)
        if day <= end and not is_covered(day, away)
    ]
    return max(loads, default=None)


def free_percent(calendar, start, end, *, with_tentative=False):
    """What stays free on the worst working day of the window, never below 0.

    Shape: one percentage, max(0, min over working days of capacity - load). A
    window in which the person works no day has 0 free.
    """
    load = heaviest_load(calendar, start, end, with_tentative=with_tentative)
    return 0 if load is None else max(0, calendar.capacity - load)


def first_free(calendar, percent, days, *, since, until=FOREVER - DAY):
    """The first working day, from `since` on, after which `percent` stays free.

    It stays free for `days` calendar days. `None` if that day never comes: the
    capacity is too small or an open-ended booking takes the time. Bookings that end
    after `until` are not waited for.
    """
    changes = [since]
    changes += [
        span.ends_on + DAY
        for span in calendar.confirmed
        if since <= span.ends_on <= until
    ]
    away = calendar.away
    for change in sorted(set(changes)):
        day = next_present_day(change, away)
        last = day + DAY * min(days - 1, (FOREVER - day).days)
        if free_percent(calendar, day, last) >= percent:
            return day
    return None


def next_present_day(day, away):
    """The first working day at or after `day` on which the person is here.

    Of who is away for good it is `FOREVER`, on which they are away too.
    """
    last = away_until(day, away)
    if last is None:
        return next_working_day(day)
    return FOREVER if last == FOREVER else next_working_day(last + DAY)


def away_until(day, away):
    """The last day of the absence in which the first working day from `day` on lies.

    Absences that overlap, or have nothing but a weekend between them, are one. `None`
    where the person is here.
    """
    last, day = None, next_working_day(day)
    while ends := [
        span.ends_on for span in away if span.starts_on <= day <= span.ends_on
    ]:
        last = max(ends)
        if last == FOREVER:
            break
        day = next_working_day(last + DAY)
    return last


def days_here(calendar, start, end):
    """On how many of the window's working days the person is here."""
    return working_days_in(start, end) - sum(
        working_days_in(*span) for span in days_away(calendar.away, start, end)
    )


def days_away(away, start, end):
    """First and last days of the parts of a window that are away; none twice."""
    day = start
    for _, starts_on, ends_on in sorted(away, key=itemgetter(1)):
        first, last = max(day, starts_on), min(end, ends_on)
        if first <= last:
            yield first, last
            if last == end:
                return
            day = last + DAY


def weeks(calendar, start, count=12):
    """The coming weeks, from the Monday of the week of `start`."""
    start = min(start, FOREVER - DAY * 7 * count)
    days = working_days(start - DAY * start.weekday(), count)
    confirmed = daily_loads(calendar.confirmed, days)
    tentative = daily_loads(calendar.tentative, days)
    total = list(map(add, confirmed, tentative))
    away = {n for span in calendar.away for n in places(days, *span[1:])}
    # On days away nothing is loaded.
    for n in away:
        confirmed[n] = total[n] = 0
    return [
        Week(
            days[first],
            max(confirmed[first : first + WORKING_DAYS]),
            max(total[first : first + WORKING_DAYS]),
            calendar.capacity,
            *days_off(calendar, away, first, days[first]),
        )
        for first in range(0, len(days), WORKING_DAYS)
    ]


def days_off(calendar, away, first, monday):
    """How many days of a week somebody is not here, and what they are if on all."""
    if not away:
        return 0, "away"
    count = len(away.intersection(range(first, first + WORKING_DAYS)))
    return count, off_words(calendar, monday) if count else "away"


def off_words(calendar, monday):
    """What somebody is who is not here in the whole week."""
    if calendar.left_on and monday > calendar.left_on:
        return "gone"
    is_early = calendar.joined_on and monday + DAY * WORKING_DAYS <= calendar.joined_on
    return "not here yet" if is_early else "away"


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
    stays = {person: {} for person in capacities}
    for person, percent, first, last, is_other in span_rows(
        Ids(capacities), start, end
    ):
        if percent is None and is_other:
            stays[person] = {"joined_on": first, "left_on": last}
            continue
        kind = 2 if percent is None else int(is_other)
        spans[person][kind].append(Span(percent or 0, first, last or FOREVER))
    return {
        person: Calendar(capacity, *map(tuple, spans[person]), **stays[person])
        for person, capacity in capacities.items()
    }


def outside_stay(joined_on, left_on):
    """The days before somebody's first one and after the last, as far as known."""
    before = joined_on and joined_on > date.min
    after = left_on and left_on < FOREVER
    return (
        *([Span(0, date.min, joined_on - DAY)] if before else ()),
        *([Span(0, left_on + DAY, FOREVER)] if after else ()),
    )


@CompiledQuery
def span_rows(people, start, end):
    """What touches the window, of all the `Ids`: bookings, absences, first, last days.

    Plain rows of person, percent, first day, last day, and a mark: of a booking, which
    has a percentage, that it is tentative; else that it is no absence.
    """
    bookings = related("assignments").loading(start, end).filter(person_id__any=people)
    absences = Absence.objects.filter(
        person_id__any=people, starts_on__lte=end, ends_on__gte=start
    )
    is_partly_here = models.Q(joined_on__gt=start) | models.Q(left_on__lt=end)
    here = Person.objects.filter(is_partly_here, pk__any=people)
    nothing = models.Value(None, models.PositiveSmallIntegerField())
    yes, no = models.Value(True), models.Value(False)
    return bookings.spans().union(
        absences.order_by().values_list(
            "person_id", nothing, "starts_on", "ends_on", no
        ),
        here.order_by().values_list("pk", nothing, "joined_on", "left_on", yes),
        all=True,
    )
