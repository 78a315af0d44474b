"""Whatever writes, the steps of free time are what the rows say."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from people.models import Absence, Person
from people.privacy.erasure import erase
from projects.models import Assignment, Project
from projects.models.free_percents import people_astray
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.thoroughness import examples

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)
numbers = st.integers(0, 2)
days = st.integers(-9, 20).map(lambda number: MONDAY + DAY * number)
spans = st.tuples(days, st.integers(0, 12)).map(lambda s: (s[0], s[0] + DAY * s[1]))
percents = st.sampled_from((20, 50, 100))
statuses = st.sampled_from(("confirmed", "confirmed", "tentative"))


def steps_of(person):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN isfinite(starts_on) THEN starts_on END,"
            " CASE WHEN isfinite(ends_on) THEN ends_on END, free"
            " FROM projects_freestep s WHERE person_id = %s ORDER BY s.starts_on",
            [person.pk],
        )
        return cursor.fetchall()


# What a step is


def test_who_has_no_bookings_has_one_step_for_ever():
    assert steps_of(PersonFactory(capacity=80)) == [(None, None, 80)]


def test_steps_begin_and_end_on_working_days_and_leave_out_days_away():
    person = PersonFactory(joined_on=MONDAY, left_on=MONDAY + DAY * 20)
    AbsenceFactory(person=person, starts_on=MONDAY + DAY * 7, ends_on=MONDAY + DAY * 8)
    AssignmentFactory(
        person=person, percent=60, starts_on=MONDAY + DAY * 12, status="confirmed"
    )
    assert steps_of(person) == [
        (None, MONDAY - DAY * 3, None),
        (MONDAY, MONDAY + DAY * 4, 100),
        (MONDAY + DAY * 9, MONDAY + DAY * 11, 100),
        (MONDAY + DAY * 14, MONDAY + DAY * 18, 40),
    ]


def test_step_cannot_end_before_it_starts():
    with connection.cursor() as cursor:
        insert = "INSERT INTO projects_freestep VALUES (0, %s, %s, 50)"
        cursor.execute(insert, [MONDAY, MONDAY])
        with pytest.raises(IntegrityError, match="ends_after_it_starts"):
            cursor.execute(insert, [MONDAY + DAY, MONDAY])


# Whatever writes


def book(people, projects, who, span, percent, status):
    """Three bookings in one statement, two of them alike."""
    crew = [people[who], people[who], people[who - 1]]
    Assignment.objects.bulk_create(
        Assignment(
            person=person,
            project=projects[who],
            percent=percent,
            starts_on=span[0],
            ends_on=span[1] if percent < 100 else None,
            status=status,
        )
        for person in crew
    )


def change_one(people, projects, who, span, percent, status):
    if booking := Assignment.objects.filter(person=people[who]).first():
        booking.percent, booking.status = percent, status
        booking.starts_on, booking.ends_on = span
        booking.save()


def change_many(people, projects, who, span, percent, status):
    Assignment.objects.filter(project=projects[who]).update(percent=percent)


def hand_over(people, projects, who, span, percent, status):
    bookings = Assignment.objects.filter(person=people[who])
    bookings.update(person=people[who - 1], project=projects[who - 1])


def remove(people, projects, who, span, percent, status):
    Assignment.objects.filter(person=people[who], percent=percent).delete()


def cancel_or_reopen(people, projects, who, span, percent, status):
    status = "cancelled" if status == "confirmed" else "active"
    Project.objects.filter(pk__in=[one.pk for one in projects[who:]]).update(
        status=status
    )


def go_away(people, projects, who, span, percent, status):
    Absence.objects.bulk_create(
        Absence(person=person, starts_on=span[0], ends_on=span[1])
        for person in people[who:]
    )


def come_back(people, projects, who, span, percent, status):
    Absence.objects.filter(person=people[who]).update(ends_on=date.max)
    Absence.objects.filter(person=people[who - 1]).delete()


def stay(people, projects, who, span, percent, status):
    joined_on, left_on = (None, None) if percent == 50 else span
    # Whoever else joins later than that would have left before.
    Person.objects.update(capacity=percent, joined_on=None, left_on=left_on)
    Person.objects.filter(pk=people[who].pk).update(joined_on=joined_on)


def remove_person(people, projects, who, span, percent, status):
    Person.objects.filter(pk=people[0].pk).delete()
    people[0] = PersonFactory()


WRITES = [
    *(book, book, change_one, change_many, hand_over, remove, cancel_or_reopen),
    *(go_away, come_back, stay, remove_person),
]
writes = st.tuples(st.sampled_from(WRITES), numbers, spans, percents, statuses)


@contextmanager
def tried():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.looks_again
def test_steps_are_what_the_rows_say_after_any_writes():
    @examples(160)
    @given(st.lists(writes, min_size=3, max_size=12))
    def holds(chosen):
        with tried():
            people = [PersonFactory() for _ in range(3)]
            projects = [ProjectFactory() for _ in range(3)]
            for write, *how in chosen:
                write(people, projects, *how)
                assert people_astray() == [], write.__name__

    holds()


def test_import_and_its_undoing_keep_the_steps(admin):
    person, project = PersonFactory(), ProjectFactory(status="active")
    row = (person.email, project.name, "60", "2026-03-09", "confirmed")
    draft = upload("bookings", "person project percent starts_on status", row, by=admin)

    apply_plan(draft, by=admin)
    assert (steps_of(person)[-1], people_astray()) == ((MONDAY, None, 40), [])
    undo_plan(draft, by=admin)
    assert (steps_of(person), people_astray()) == ([(None, None, 100)], [])


def test_steps_tell_no_days_away_of_who_was_erased(admin):
    person = AbsenceFactory(starts_on=MONDAY, ends_on=MONDAY).person
    erase(person=person, by=admin)
    assert (len(steps_of(person)), people_astray()) == (1, [])


def test_emptied_tables_leave_no_steps_behind():
    person = AbsenceFactory(starts_on=MONDAY, ends_on=MONDAY).person
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE people_absence")
    assert steps_of(person) == [(None, None, 100)]
