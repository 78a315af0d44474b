"""Random calendars, looked at one day after the other.

The independent side of the tests of free time: nothing here calls the code under test,
but for the shape of a `Calendar`.
"""

from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction
from hypothesis import strategies as st

from people.availability.calendar import FOREVER, Calendar, Span
from people.models import Absence, Person
from projects.models import Assignment, Project

MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)
days = st.integers(-20, 60).map(lambda number: MONDAY + DAY * number)
lengths = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 45))


@st.composite
def spans(draw):
    """A kind with its `Span`: confirmed or tentative bookings, and absences."""
    kind = draw(st.sampled_from(("confirmed", "confirmed", "tentative", "absences")))
    start = draw(days)
    is_open = kind != "absences" and draw(st.integers(0, 6)) == 0
    end = FOREVER if is_open else start + DAY * draw(lengths)
    percent = 0 if kind == "absences" else draw(st.sampled_from(range(5, 105, 5)))
    return kind, Span(percent, start, end)


def calendar_of(capacity, spans, stay):
    kinds = ("confirmed", "tentative", "absences")
    return Calendar(
        capacity,
        **{kind: tuple(s for k, s in spans if k == kind) for kind in kinds},
        joined_on=stay[0],
        left_on=stay[1],
    )


seldom_days = st.integers(0, 3).flatmap(lambda n: st.none() if n else days)
stays = st.tuples(seldom_days, seldom_days).filter(
    lambda stay: None in stay or stay[0] <= stay[1]
)
people = st.builds(
    calendar_of,
    st.sampled_from((0, 40, 60, 100)),
    st.lists(spans(), max_size=6),
    stays,
)
windows = st.tuples(days, lengths).map(lambda pair: (pair[0], pair[0] + DAY * pair[1]))


def each_day(start, end):
    return (start + DAY * number for number in range((end - start).days + 1))


def covers(span, day):
    return span.starts_on <= day <= span.ends_on


def works_on(calendar, day):
    """Whether the person works that day, by looking at every absence."""
    away = any(covers(span, day) for span in calendar.absences)
    joined_on, left_on = calendar.joined_on, calendar.left_on
    is_staying = (joined_on or day) <= day <= (left_on or day)
    return day.weekday() < 5 and is_staying and not away


def free_on(calendar, day, with_tentative=False):
    bookings = calendar.confirmed + calendar.tentative * with_tentative
    return calendar.capacity - sum(s.percent for s in bookings if covers(s, day))


def slowly(calendar, start, end, with_tentative=False):
    """Free percent on the worst working day of the window."""
    free = [
        free_on(calendar, day, with_tentative)
        for day in each_day(start, end)
        if works_on(calendar, day)
    ]
    return max(0, min(free, default=0))


# In the database


@contextmanager
def stored(calendars):
    """Calendars by the id of a person who has them as rows, until the end."""
    with transaction.atomic():
        project = Project.objects.create(name="Any")
        crew = Person.objects.bulk_create(
            Person(
                name="X",
                slug=f"x{n}",
                email=f"x{n}@x.org",
                capacity=one.capacity,
                joined_on=one.joined_on,
                left_on=one.left_on,
            )
            for n, one in enumerate(calendars)
        )
        for person, calendar in zip(crew, calendars, strict=True):
            store(calendar, person, project)
        yield {person.pk: one for person, one in zip(crew, calendars, strict=True)}
        transaction.set_rollback(True)


def store(calendar, person, project):
    Absence.objects.bulk_create(
        Absence(person=person, starts_on=span.starts_on, ends_on=span.ends_on)
        for span in calendar.absences
    )
    Assignment.objects.bulk_create(
        booking(project, person, span, status)
        for status in ("confirmed", "tentative")
        for span in getattr(calendar, status)
    )


def booking(project, person, span, status):
    ends_on = None if span.ends_on == FOREVER else span.ends_on
    return Assignment(
        project=project,
        person=person,
        percent=span.percent,
        starts_on=span.starts_on,
        ends_on=ends_on,
        status=status,
    )
