"""Answers are kept while nothing has changed, and never a moment longer."""

from contextlib import closing
from datetime import date
from itertools import count

import pytest
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Value

from people.database import unchanged
from people.database.compiled import CompiledQuery, CompiledStatement
from people.database.unchanged import fetch_rows, fetch_values, forget, while_unchanged
from people.models import Team
from tests.factories import PersonFactory, SkillFactory, TeamFactory

NAMES = "SELECT name FROM people_team WHERE name <> %s ORDER BY name"
DAY = date(2026, 3, 10)
VIEW = "view_of_tests AS"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()


def names(but=""):
    return [name for (name,) in fetch_rows(NAMES, [but])]


def is_kept(ask):
    """Whether it is the same object, and not the same of another time."""
    return ask() is ask()


@pytest.fixture
def another():
    """A connection of somebody else, without a transaction unless it begins one."""
    copy = connection.copy()
    with closing(copy), copy.cursor() as cursor:
        yield cursor


def test_what_has_not_changed_is_not_asked_again(django_assert_num_queries):
    TeamFactory(name="Data")
    assert names() == ["Data"]
    with django_assert_num_queries(1):
        assert names() == ["Data"]


def test_other_parameters_are_another_question():
    TeamFactory(name="Data"), TeamFactory(name="Web")

    assert (names("Data"), names("Web"), names("Data")) == (["Web"], ["Data"], ["Web"])


CHANGES = {
    "add": lambda: TeamFactory(name="New"),
    "rename": lambda: Team.objects.update(name="Other"),
    "remove": lambda: Team.objects.all().delete(),
    "in a transaction": transaction.atomic(lambda: Team.objects.update(name="T")),
    "truncate": lambda: run("TRUNCATE people_team CASCADE"),
}


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_at_once(change):
    TeamFactory(name="Data")
    before = names()
    change()

    assert names() != before
    assert names() == [team.name for team in Team.objects.order_by("name")]


def test_a_change_of_something_else_lets_go_of_nothing():
    """Not even a sign-in, or somebody at another database of the server."""
    TeamFactory(name="Data")
    before = fetch_rows(NAMES, [""])
    SkillFactory()
    run("CREATE TABLE signed_in (at date); DROP TABLE signed_in")

    assert fetch_rows(NAMES, [""]) is before


def test_so_is_that_of_somebody_else(another):
    team = TeamFactory(name="Data")
    assert names() == ["Data"]
    another.execute("UPDATE people_team SET name = 'Other' WHERE id = %s", [team.pk])

    assert names() == ["Other"]


def test_what_was_under_way_is_seen_when_it_is_done(another):
    """It was noted before the question, and another change after it."""
    team = TeamFactory(name="Data")
    another.execute("BEGIN")
    another.execute("UPDATE people_team SET name = 'Other' WHERE id = %s", [team.pk])
    TeamFactory(name="Web")
    assert names() == ["Data", "Web"] == names()
    another.execute("COMMIT")

    assert names() == ["Other", "Web"]


def test_within_a_transaction_it_is_asked_each_time():
    TeamFactory(name="Data")
    assert names() == ["Data"]
    with transaction.atomic():
        Team.objects.update(name="Never")
        assert names() == ["Never"]
        transaction.set_rollback(True)

    assert names() == ["Data"]


@pytest.mark.parametrize("first", [True, False], ids=["taken back", "kept"])
def test_what_is_noted_goes_with_the_part_that_is_taken_back(first):
    """Of a transaction only the first change of a table is noted, if it is one."""
    TeamFactory(name="Data")
    before = names()
    with transaction.atomic():
        with transaction.atomic():
            Team.objects.update(name="Never")
            transaction.set_rollback(first)
        Team.objects.update(name="Other")

    assert (before, names()) == (["Data"], ["Other"])


def test_queries_of_the_orm_are_questions_too():
    TeamFactory(name="Data")
    rows = Team.objects.order_by("name").values_list("name", Value(1))
    assert fetch_values(rows) == [("Data", 1)]
    assert is_kept(lambda: fetch_values(rows.all()))
    assert fetch_values(rows.none()) == []


def skills_of_people():
    return "SELECT skill_id, people FROM people_skillcount_rule", []


def lead_of_nobody(name):
    return "SELECT people_fold(name) FROM people_team WHERE name = %s", [name]


def teams_of_today():
    return Team.objects.order_by("name")


@pytest.mark.parametrize("prepares", [True, False])
def test_tables_behind_views_and_prepared_statements_are_read_too(prepares, settings):
    settings.PREPARES_STATEMENTS = prepares
    through_a_view = CompiledStatement(skills_of_people)
    prepared = while_unchanged(CompiledQuery(teams_of_today))
    assert (through_a_view(), prepared()) == ([], [])
    skill = SkillFactory()
    PersonFactory(team=TeamFactory(name="Data")).expertise.create(skill=skill, level=3)

    assert through_a_view() == [(skill.pk, 1)]
    assert [team.name for team in prepared()] == ["Data"]
    assert is_kept(through_a_view)
    assert is_kept(prepared)


def test_a_migration_may_have_changed_what_a_view_reads():
    ask = CompiledStatement(lambda: ("TABLE view_of_tests", []))
    run(f"CREATE VIEW {VIEW} SELECT count(*) FROM people_team")
    MigrationRecorder(connection).record_applied("people", "view")
    assert ask() == [(0,)]
    assert is_kept(ask)
    run(f"CREATE OR REPLACE VIEW {VIEW} SELECT count(*) FROM people_skill")
    MigrationRecorder(connection).record_applied("people", "other view")
    for number in range(3):
        assert ask() == [(number,)]
        assert is_kept(ask)
        SkillFactory()


def test_tables_of_others_are_none_of_these():
    run("CREATE SCHEMA old; CREATE TABLE old.people_team AS TABLE people_team")

    assert is_kept(lambda: fetch_rows(NAMES, [""]))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM auth_user",
        "SELECT count(*) FROM people_team, auth_user",
        "SELECT 1",
    ],
)
def test_where_changes_are_not_noted_it_is_asked_each_time(sql):
    assert not is_kept(lambda: fetch_rows(sql))


def test_nor_where_the_trigger_is_switched_off():
    run("ALTER TABLE people_team DISABLE TRIGGER people_note_change")

    assert not is_kept(lambda: fetch_rows(NAMES, [""]))


def test_nothing_is_kept_for_long(monkeypatch):
    """Somebody may have switched triggers off and on again."""
    TeamFactory(name="Data")
    assert names() == ["Data"]
    run("ALTER TABLE people_team DISABLE TRIGGER people_note_change")
    Team.objects.update(name="Other")
    run("ALTER TABLE people_team ENABLE TRIGGER people_note_change")
    assert names() == ["Data"]
    monkeypatch.setattr(unchanged, "LONGEST", 0)

    assert names() == ["Other"]


def test_a_question_within_another_is_a_part_of_it():
    TeamFactory(name="Data")
    names()
    both = while_unchanged(lambda: [names(), SkillFactory._meta.model.objects.count()])
    assert both() == [["Data"], 0]
    assert is_kept(both)
    TeamFactory(name="Web")
    assert both() == [["Data", "Web"], 0]
    SkillFactory()
    assert both() == [["Data", "Web"], 1]


def test_what_is_made_of_rows_is_kept_for_its_arguments_and_the_day(time_machine):
    made = count()

    @while_unchanged
    def number(of):
        """Counts how often it was asked."""
        return [of, Team.objects.count(), next(made)]

    time_machine.move_to(DAY)
    assert [number("a"), number("b"), number("a")] == [
        ["a", 0, 0],
        ["b", 0, 1],
        ["a", 0, 0],
    ]
    time_machine.move_to(date(2026, 3, 11))
    assert [number("a"), number("a")] == [["a", 0, 2], ["a", 0, 2]]
    TeamFactory()
    assert number("a") == ["a", 1, 3]
    assert number.__doc__ == "Counts how often it was asked."


def test_a_setting_is_a_change(settings):
    made = count()
    number = while_unchanged(lambda: [Team.objects.count(), next(made)])

    assert number() == number() == [0, 0]
    settings.DIRECTORY = {**settings.DIRECTORY, "SHRINK": 1}
    assert number() == [0, 1]


@pytest.mark.parametrize("array", ["ARRAY[1, 2, 3, 4]", "'{}'::int[]"])
def test_half_of_all_that_may_be_kept_is_not(monkeypatch, array):
    """Rows count, and what stands in an array."""
    monkeypatch.setattr(unchanged, "MOST_ROWS", 8)
    TeamFactory()
    before = fetch_rows(NAMES, [""])
    rows = fetch_rows(f"SELECT {array} FROM people_team")

    assert (fetch_rows(f"SELECT {array} FROM people_team") is rows) is (
        "4" not in array
    )
    assert fetch_rows(NAMES, [""]) is before


@pytest.mark.parametrize("bound", ["MOST", "MOST_ROWS"])
def test_there_is_an_end_to_what_is_kept(monkeypatch, bound):
    """What was asked for last stays."""
    monkeypatch.setattr(unchanged, bound, 6)
    TeamFactory(name="Data")
    often = fetch_rows(NAMES, ["often"])
    for number in range(20):
        assert names(str(number)) == ["Data"]
        assert 1 <= len(unchanged.kept) <= 6
        assert fetch_rows(NAMES, ["often"]) is often


def test_notes_are_put_together_and_none_is_lost():
    """By who comes to it, for all tables."""
    for number in range(300):
        before = names()
        TeamFactory(name=f"{number:03}")
        assert names() == [*before, f"{number:03}"]
    (rows,) = fetch_rows("SELECT count(*) FROM people_tablechange")

    assert rows[0] < 200
