"""Writing many rows at once: exactly what is given, and seen by every trigger."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from people.models import Absence, Expertise, Person, Team
from skillsdir.spreadsheet.nouns.entities import Entity, json_value
from skillsdir.spreadsheet.writing.rows import (
    ROWS_AT_ONCE,
    delete,
    insert,
    new_ids,
    update,
    written_fields,
)
from tests.factories import (
    AbsenceFactory,
    ExpertiseFactory,
    PersonFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db
EAST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "json"),
    [
        (None, None),
        ("é", "é"),
        (7, 7),
        (True, True),
        (date(2026, 3, 9), "2026-03-09"),
        (time(9, 30), "09:30:00"),
        (datetime(2026, 3, 9, 12, tzinfo=EAST), "2026-03-09T10:00:00+00:00"),
        (Entity(5), 5),
        (frozenset([Entity(5), Entity(3)]), [3, 5]),
    ],
)
def test_values_become_json(value, json):
    assert json_value(value) == json


def test_equal_moments_are_equal_in_json():
    east = datetime(2026, 3, 9, 12, tzinfo=EAST)
    assert json_value(east) == json_value(east.astimezone(UTC))


def test_ids_are_given_to_nobody_else():
    ids = new_ids(Team, 3)
    assert len(set(ids)) == 3
    assert TeamFactory().pk not in ids


def test_no_ids_are_taken_for_nothing():
    assert new_ids(Team, 0) == []


def test_what_the_database_fills_is_not_written():
    names = {field.name for field in written_fields(Person)}
    assert {"id", "name", "stated_success"} <= names
    assert not names & {"version", "search_text", "sort_name"}


def team(name, pk):
    return {"id": pk, "name": name, "slug": name.lower(), "parent": None}


def test_rows_are_inserted_as_given():
    one, other = new_ids(Team, 2)
    insert(Team, [team("Data", one), team("Risk", other) | {"parent": one}])
    assert Team.objects.get(name="Risk").parent.name == "Data"


def test_nothing_is_inserted_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(Team, [])
        update(Team, [])


def test_more_rows_than_go_at_once_are_told_as_they_go():
    counts = []
    ids = new_ids(Team, ROWS_AT_ONCE + 1)
    insert(Team, [team(f"T{pk}", pk) for pk in ids], counts.append)
    assert counts == [ROWS_AT_ONCE, 1]
    assert Team.objects.count() == ROWS_AT_ONCE + 1


def test_rows_are_updated_in_the_given_fields_alone():
    row = PersonFactory(name="Ana", bio="Hello")
    update(Person, [{"id": row.pk, "name": "Ana Silva", "works_to": "16:00:00"}])
    row.refresh_from_db()
    assert (row.name, row.bio, row.works_to) == ("Ana Silva", "Hello", time(16))


def test_a_field_is_emptied():
    row = PersonFactory(team=TeamFactory(), joined_on=date(2026, 3, 9))
    update(Person, [{"id": row.pk, "team": None, "joined_on": None}])
    row.refresh_from_db()
    assert (row.team, row.joined_on) == (None, None)


def test_an_update_is_a_version_and_a_line_of_history():
    row = ExpertiseFactory(level=2)
    update(Expertise, [{"id": row.pk, "level": 4}])
    row.refresh_from_db()
    assert row.version == 2
    assert row.events.told().count() == 2


def test_many_rows_are_updated_by_one_query(django_assert_num_queries):
    rows = [{"id": one.pk, "level": 4} for one in ExpertiseFactory.create_batch(9)]
    with django_assert_num_queries(1):
        update(Expertise, rows)
    assert set(Expertise.objects.values_list("level", flat=True)) == {4}


def test_rules_of_the_database_hold():
    row = ExpertiseFactory()
    with pytest.raises(IntegrityError, match="level"), transaction.atomic():
        update(Expertise, [{"id": row.pk, "level": 5}])


def test_text_is_never_part_of_a_query():
    text = "Robert'); DROP TABLE people_team; -- %s {} \\ \""
    insert(Team, [team("x", 1) | {"name": text}])
    assert Team.objects.get().name == text


def test_rows_are_deleted_by_id():
    gone, stays = AbsenceFactory.create_batch(2)
    delete(Absence, {gone.pk})
    assert Absence.objects.get() == stays
