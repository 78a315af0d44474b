"""The skills used on a booking, evidence behind a level, are part of its history."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from people.models import Skill
from people.skills.merging import merge_skills
from projects.models import Assignment, AssignmentEvent
from tests.admin_pages import change
from tests.factories import (
    AssignmentFactory,
    PersonFactory,
    SkillFactory,
)
from tests.text import text_of

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def sql():
    return SkillFactory(name="SQL")


@pytest.fixture
def booking():
    """A booking of an earlier transaction: a test is one."""
    maria = PersonFactory(name="Maria Santos")
    booking = AssignmentFactory(person=maria, project__name="Churn")
    past()
    return booking


def past():
    AssignmentEvent.objects.update(pgh_created_at=LONG_AGO)


def history(client):
    project = text_of(client.get("/projects/churn/history/"))
    assert "Churn" in project
    return project


def skills_told():
    return list(AssignmentEvent.objects.order_by("pgh_id").values_list("skills"))


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ([], ["Python"], "the skills used from none to Python"),
        (["Python"], [], "the skills used from Python to none"),
        (["SQL"], ["Python"], "the skills used from SQL to Python"),
        (["SQL"], ["Python", "SQL"], "the skills used from SQL to Python and SQL"),
    ],
)
def test_other_skills_are_told_as_one_change(
    first, then, words, booking, python, sql, manager_client
):
    for names in (first, then):
        past()
        booking.skills.set(Skill.objects.filter(name__in=names))
    assert f"changed the booking of Maria Santos on Churn: {words}" in history(
        manager_client
    )
    assert len(AssignmentEvent.objects.exclude(skills=None)) == 2 * (1 + bool(first))


def test_they_are_told_on_the_page_of_the_person(booking, python, manager_client):
    booking.skills.add(python)
    page = text_of(manager_client.get("/people/maria-santos/history/"))
    assert "the skills used from none to Python" in page


def test_they_are_told_with_who_did_it(booking, python, directory_admin_client):
    url = f"/admin/projects/assignment/{booking.pk}/change/"
    change(directory_admin_client, url, skills=[python.pk], percent=80)
    page = history(directory_admin_client)
    assert "dana changed the booking of Maria Santos on Churn: the skills used" in page
    assert "dana changed the booking of Maria Santos on Churn: the percent" in page


def test_a_new_booking_is_told_with_them(python, sql, manager_client):
    maria = PersonFactory(name="Maria Santos")
    booking = AssignmentFactory(person=maria, project__name="Churn")
    booking.skills.add(sql, python)
    assert "confirmed, using Python and SQL" in history(manager_client)
    assert skills_told() == [(["Python", "SQL"],)]


def test_what_stays_as_it_was_is_no_change(booking, python):
    booking.skills.add(python)
    past()
    booking.skills.clear()
    booking.skills.add(python)
    assert len(skills_told()) == 3


def test_skills_of_a_removed_booking_are_no_change_of_their_own(
    booking, python, manager_client
):
    booking.skills.add(python)
    past()
    booking.delete()
    page = history(manager_client)
    assert "removed the booking of Maria Santos" in page
    assert "from Python to none" not in page


def test_other_bookings_are_not_mixed_in(booking, python):
    other = AssignmentFactory()
    past()
    other.skills.add(python)
    assert set(AssignmentEvent.objects.exclude(skills=None).values_list("pgh_obj")) == {
        (other.pk,)
    }


def test_many_bookings_at_once_are_told_apart(python):
    bookings = AssignmentFactory.create_batch(3)
    past()
    used = Assignment.skills.through
    used.objects.bulk_create(used(assignment=one, skill=python) for one in bookings)
    told = AssignmentEvent.objects.filter(skills=["Python"])
    assert {one.pgh_obj_id for one in told} == {one.pk for one in bookings}


def test_raw_sql_does_not_escape(booking, python):
    booking.skills.add(python)
    past()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM projects_assignment_skills")
    assert skills_told()[-2:] == [(["Python"],), ([],)]


def test_merged_skills_are_told_by_their_names(booking, python, sql, admin):
    booking.skills.add(sql)
    past()
    merge_skills(keep=python, lose=sql, by=admin)
    assert skills_told()[-2:] == [(["SQL"],), (["Python"],)]


@pytest.mark.django_db(transaction=True)
def test_two_transactions_are_two_changes(manager_client):
    with transaction.atomic():
        booking = AssignmentFactory(person__name="Maria Santos", project__name="Churn")
        booking.skills.add(SkillFactory(name="Python"))
    with transaction.atomic():
        booking.skills.set([SkillFactory(name="SQL")])
    page = history(manager_client)
    assert "confirmed, using Python" in page
    assert "the skills used from Python to SQL" in page
