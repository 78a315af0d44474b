"""Many who write at once, each on a connection of their own: no step is astray."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random
from threading import Event

import pytest
from django.db import connection, transaction

from people.models import Absence, Person
from projects.models import Assignment, Project
from projects.models.free_percents import people_astray
from tests.factories import PersonFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = date(2026, 3, 9)


def booking(person, project, dice):
    return Assignment(
        person=person,
        project=project,
        percent=dice.choice((20, 50, 100)),
        starts_on=MONDAY + timedelta(days=dice.randrange(20)),
        status="confirmed",
    )


def write_at_random(seed, crew, projects):
    """Ten transactions, each of one statement about several people."""
    dice = Random(seed)
    for _ in range(10):
        some = dice.sample(crew, 3)
        with transaction.atomic():
            match dice.randrange(4):
                case 0:
                    project = dice.choice(projects)
                    Assignment.objects.bulk_create(
                        booking(person, project, dice) for person in some
                    )
                case 1:
                    Absence.objects.bulk_create(
                        Absence(person=person, starts_on=MONDAY, ends_on=MONDAY)
                        for person in some
                    )
                case 2:
                    one = Person.objects.filter(pk=some[0].pk)
                    one.update(capacity=dice.choice((40, 100)))
                case 3:
                    one = Project.objects.filter(pk=dice.choice(projects).pk)
                    one.update(status=dice.choice(("active", "cancelled")))
    connection.close()


def test_nobody_waits_for_ever_and_no_step_is_astray():
    crew = [PersonFactory() for _ in range(6)]
    projects = [ProjectFactory() for _ in range(3)]
    with ThreadPoolExecutor(4) as threads:
        done = [threads.submit(write_at_random, n, crew, projects) for n in range(4)]
    # A deadlock would be raised here.
    assert [one.result() for one in done] == [None] * 4
    assert people_astray() == []


@pytest.mark.looks_again
@pytest.mark.parametrize("is_first", [True, False])
def test_of_a_booking_and_the_end_of_its_project_the_second_sees_the_first(is_first):
    person, project = PersonFactory(), ProjectFactory()
    has_written = Event()

    def book():
        booking(person, project, Random(1)).save()

    def cancel():
        Project.objects.filter(pk=project.pk).update(status="cancelled")

    def write_slowly(write):
        with transaction.atomic():
            write()
            has_written.set()
            Event().wait(0.3)
        connection.close()

    first, second = (book, cancel) if is_first else (cancel, book)
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(write_slowly, first)
        has_written.wait(10)
        second()
    assert (slow.result(), people_astray()) == (None, [])
