"""What is asked again and again is planned once for each connection."""

from contextlib import closing

import pytest
from django.db import DatabaseError, connection, transaction

from people.database import prepared
from people.database.compiled import CompiledQuery, CompiledStatement
from people.fields import Ids
from people.models import Team
from tests.factories import TeamFactory

pytestmark = pytest.mark.django_db(transaction=True)


def named(name):
    return Team.objects.filter(name=name)


def among(teams):
    return Team.objects.filter(pk__any=teams)


def first_named(most):
    return CompiledQuery(lambda name: named(name)[:most])


def letters(least):
    lengths = "SELECT length(name) FROM people_team"
    return f"{lengths} WHERE length(name) >= %s AND %s", [least, True]


def known(*labels):
    """Labels and places of what this connection has prepared, of these.

    Kept answers ask for changes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, cardinality(parameter_types) FROM pg_prepared_statements"
        )
        found = [(name.rpartition("_")[0], count) for name, count in cursor.fetchall()]
    others = {name for name, _ in found} - {"changes", "level_changes"}
    return sorted(one for one in found if one[0] in (labels or others))


@pytest.fixture(autouse=True)
def nothing_prepared():
    connection.close()


@pytest.mark.parametrize("prepares", [True, False])
def test_rows_are_the_same_prepared_or_not(prepares, settings):
    settings.PREPARES_STATEMENTS = prepares
    team = TeamFactory(name="100 % Data")

    assert CompiledQuery(named)("100 % Data") == [team]
    assert CompiledStatement(letters)(10) == [(10,)]
    assert CompiledStatement(letters)(11) == []
    assert known("named", "letters") == [("letters", 1), ("named", 1)] * prepares


def test_it_is_prepared_once_for_a_connection(django_assert_num_queries):
    found = CompiledQuery(named)
    for _ in range(2):
        with django_assert_num_queries(2):
            found("Data"), found("Web")
        assert known() == [("named", 1)]
        connection.close()


def test_it_outlives_the_transaction_that_asked_first():
    found = CompiledQuery(named)
    with transaction.atomic():
        TeamFactory(name="Data")
        assert len(found("Data")) == 1
        transaction.set_rollback(True)
    assert (found("Data"), known("named")) == ([], [("named", 1)])


def test_there_are_never_too_many(monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    team = TeamFactory(name="Data")
    found = [first_named(most) for most in range(1, 6)]
    for one in found * 2:
        assert one("Data") == [team]
        assert len(known()) <= 2


def test_long_lists_have_a_plan_of_their_own():
    """In a plan for any list it has ten ids."""
    team = TeamFactory()
    found = CompiledQuery(among)
    assert found(Ids([*range(10**6, 10**6 + 300), team.pk])) == [team]
    assert known("among") == []
    assert found(Ids([team.pk])) == [team]
    assert known("among") == [("among", 1)]


def widen(length):
    """By somebody else, as a migration does while others serve."""
    with closing(connection.copy()) as another, another.cursor() as cursor:
        cursor.execute(f"ALTER TABLE people_team ALTER name TYPE varchar({length})")
        another.commit()


@pytest.fixture
def widened():
    length = Team._meta.get_field("name").max_length
    yield lambda: widen(length + 7)
    widen(length)


def throw_away():
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")


def throw_away_and_make_others():
    """As a pooler does that hands out the connection of somebody else."""
    names = list(prepared.prepared[connection.connection])
    throw_away()
    prepared.prepared[connection.connection].clear()
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"PREPARE {name} AS SELECT 'of another'")


@pytest.mark.parametrize("what", ["widened", throw_away, throw_away_and_make_others])
def test_what_went_astray_is_prepared_anew(what, request):
    TeamFactory(name="Data")
    found = CompiledQuery(named)
    assert len(found("Data")) == 1
    request.getfixturevalue(what)() if isinstance(what, str) else what()
    for _ in range(3):
        assert [team.name for team in found("Data")] == ["Data"]
    assert known("named") == [("named", 1)]


def test_within_a_transaction_it_is_prepared_anew_by_the_next():
    TeamFactory(name="Data")
    found = CompiledQuery(named)
    assert len(found("Data")) == 1
    throw_away()
    with pytest.raises(DatabaseError, match="does not exist"), transaction.atomic():
        found("Data")
    with transaction.atomic():
        assert len(found("Data")) == 1


def test_what_is_no_sql_is_an_error_each_time():
    wrong = CompiledStatement(lambda: ("SELECT nothing FROM nowhere", []))
    for _ in range(2):
        with pytest.raises(DatabaseError, match="nowhere"):
            wrong()
    assert known() == []


def test_a_table_may_change_meanwhile():
    names = CompiledStatement(lambda: ("SELECT name FROM people_team", []))
    TeamFactory(name="Data")
    assert names() == [("Data",)]
    with closing(connection.copy()) as another, another.cursor() as cursor:
        cursor.execute("ALTER TABLE people_team ADD COLUMN hue text")
        cursor.execute("ALTER TABLE people_team DROP COLUMN hue")
        cursor.execute("UPDATE people_team SET name = 'Web'")
    assert names() == [("Web",)]
