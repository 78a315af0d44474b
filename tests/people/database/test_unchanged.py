"""Answers are kept while nothing has changed, and never a moment longer."""

from contextlib import closing
from datetime import date
from itertools import count

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from people.database import unchanged
from people.database.unchanged import fetch_rows, fetch_values, forget, while_unchanged
from people.models import Team
from tests.factories import SkillFactory, TeamFactory

NAMES = "SELECT name FROM people_team WHERE name <> %s ORDER BY name"
DAY = date(2026, 3, 10)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()


def names(but=""):
    return [name for (name,) in fetch_rows(NAMES, [but])]


def is_kept(ask):
    """Whether it is not asked again; tests of other processes write to the server."""
    for _ in range(50):
        before = ask()
        with CaptureQueriesContext(connection) as queries:
            assert ask() == before
        if [one["sql"] for one in queries] == [unchanged.SNAPSHOT]:
            return True
    return False


def settled(ask):
    """What it makes of rows that nobody changes, not even in another database."""
    for _ in range(50):
        if (found := ask()) == ask():
            return found
    raise AssertionError("It is never kept.")


@pytest.fixture
def another():
    """A connection of somebody else, without a transaction unless it begins one."""
    copy = connection.copy()
    with closing(copy), copy.cursor() as cursor:
        yield cursor


def test_what_has_not_changed_is_not_asked_again(django_assert_num_queries):
    TeamFactory(name="Data")
    with django_assert_num_queries(2):
        assert names() == ["Data"]
    assert is_kept(names)


def test_other_parameters_are_another_question():
    TeamFactory(name="Data"), TeamFactory(name="Web")

    assert (names("Data"), names("Web"), names("Data")) == (["Web"], ["Data"], ["Web"])


CHANGES = {
    "add": lambda: TeamFactory(name="New"),
    "rename": lambda: Team.objects.update(name="Other"),
    "remove": lambda: Team.objects.all().delete(),
    "in a transaction": transaction.atomic(lambda: Team.objects.update(name="T")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_at_once(change):
    TeamFactory(name="Data")
    before = names()
    change()

    assert names() != before
    assert names() == [team.name for team in Team.objects.order_by("name")]


def test_so_is_that_of_somebody_else(another):
    team = TeamFactory(name="Data")
    assert names() == ["Data"]
    another.execute("UPDATE people_team SET name = 'Other' WHERE id = %s", [team.pk])

    assert names() == ["Other"]


def test_what_was_under_way_is_seen_when_it_is_done(another):
    """Its number was taken before the question, and another's after it was done."""
    team = TeamFactory(name="Data")
    another.execute("BEGIN")
    another.execute("UPDATE people_team SET name = 'Other' WHERE id = %s", [team.pk])
    SkillFactory()
    assert names() == ["Data"] == names()
    another.execute("COMMIT")

    assert names() == ["Other"]


def test_within_a_transaction_it_is_asked_each_time():
    TeamFactory(name="Data")
    assert names() == ["Data"]
    with transaction.atomic():
        Team.objects.update(name="Never")
        assert names() == ["Never"]
        transaction.set_rollback(True)

    assert names() == ["Data"]


def test_queries_of_the_orm_are_questions_too():
    TeamFactory(name="Data")
    rows = Team.objects.order_by("name").values_list("name", Value(1))
    assert fetch_values(rows) == [("Data", 1)]
    assert is_kept(lambda: fetch_values(rows.all()))
    assert fetch_values(rows.none()) == []


def test_what_is_made_of_rows_is_kept_for_its_arguments_and_the_day(time_machine):
    made = count()

    @while_unchanged
    def number(of):
        """Counts how often it was asked."""
        return [of, next(made)]

    time_machine.move_to(DAY)
    first = settled(lambda: [number("a"), number("b")])
    assert [of for of, _ in first] == ["a", "b"]
    time_machine.move_to(date(2026, 3, 11))
    assert (other := settled(lambda: number("a"))) not in first
    TeamFactory()
    assert number("a") not in [*first, other]
    assert number.__doc__ == "Counts how often it was asked."


def test_a_setting_is_a_change(settings):
    made = count()
    number = while_unchanged(lambda: [next(made)])

    before = settled(number)
    settings.DIRECTORY = {**settings.DIRECTORY, "SHRINK": 1}
    assert number() != before


@pytest.mark.parametrize("bound", ["MOST", "MOST_ROWS"])
def test_there_is_an_end_to_what_is_kept(monkeypatch, bound):
    monkeypatch.setattr(unchanged, bound, 3)
    TeamFactory(name="Data")
    for number in range(20):
        assert names(str(number)) == ["Data"]
        _, answers = unchanged.kept["now"]
        assert 1 <= len(answers) <= 3
