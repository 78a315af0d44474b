"""Queries put together once a day say what they would say put together anew."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import chain, combinations

import pytest
from django.db import connection
from django.urls import resolve
from django.utils import timezone
from hypothesis import given
from hypothesis.strategies import text

from people.database.compiled import PLACES, Compiled, CompiledQuery
from people.fields import Ids
from people.lists import text_search
from people.models import Expertise, Person
from people.spelling.names import fold
from people.words import local_day
from tests.factories import ExpertiseFactory, PersonFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 10, tzinfo=UTC)


def named(name):
    return Person.objects.filter(name=name)


def of_people(people, level):
    rows = Expertise.objects.filter(person_id__any=people, level__gte=level)
    return rows.select_related("skill").order_by("pk")


def counted(people, level):
    return of_people(people, level).values_list("level", "person__name")


def all_compiled():
    """Those of the product, once each; its addresses import what they lead to."""
    resolve("/")
    ours = [
        vars(module).values()
        for name, module in sorted(sys.modules.items())
        if name.split(".")[0] in ("people", "projects", "skillsdir")
    ]
    ours = [*chain(*ours)]
    # Under a decorator, too.
    ours += [one.__wrapped__ for one in ours if hasattr(one, "__wrapped__")]
    return {one for one in ours if isinstance(one, Compiled)}


@pytest.mark.parametrize("name", ["Ada", "100 %", "%s", "Zoë “O’Brien”", "", "'; --"])
def test_rows_are_those_of_the_values(name):
    found = CompiledQuery(named)
    PersonFactory(name="Somebody else")
    person = PersonFactory(name=name)

    assert found("Somebody else") != found(name)
    assert found(name) == list(named(name)) == [person]


@pytest.mark.parametrize("build", [of_people, counted])
@pytest.mark.parametrize("level", [1, 3, 4])
def test_rows_are_those_of_the_queryset(build, level):
    rows = [ExpertiseFactory(level=level) for level in (1, 2, 3, 3)]
    ids = Ids([row.person_id for row in rows[1:]])

    assert CompiledQuery(build)(ids, level) == list(build(ids, level))


def test_related_rows_come_with_them(django_assert_num_queries):
    row = ExpertiseFactory(level=2)
    found = CompiledQuery(of_people)
    with django_assert_num_queries(1):
        [one] = found(Ids([row.person_id]), 1)
        assert one.skill == row.skill


def test_first_is_none_of_none():
    ada = PersonFactory(name="Ada")
    found = CompiledQuery(named)

    assert (found.first("Ada"), found.first("Bo")) == (ada, None)


def test_it_is_put_together_once():
    built = []
    found = CompiledQuery(lambda name: built.append(name) or named(name))

    found("Ada")
    found("Bo")
    assert len(built) == 1


def test_it_follows_the_day(time_machine):
    time_machine.move_to(MONDAY)
    PersonFactory(left_on=date(2026, 3, 9))
    here = CompiledQuery(lambda: Person.objects.active())

    assert len(here()) == 1
    time_machine.move_to(MONDAY.replace(day=10))
    assert here() == []


def test_it_follows_a_setting(settings):
    many = CompiledQuery(lambda: Person.objects.all()[: settings.DIRECTORY["SHRINK"]])
    PersonFactory.create_batch(3)
    settings.DIRECTORY = {**settings.DIRECTORY, "SHRINK": 2}
    assert len(many()) == 2
    settings.DIRECTORY = {**settings.DIRECTORY, "SHRINK": 1}

    assert len(many()) == 1


def test_the_time_would_stand_still():
    stale = CompiledQuery(
        lambda: Person.objects.filter(confirmed_at__lt=timezone.now())
    )

    with pytest.raises(TypeError, match="would go on asking for"):
        stale()


@pytest.mark.parametrize("values", [(), ("Ada", "Bo")])
def test_each_parameter_has_a_value(values):
    with pytest.raises(ValueError, match="zip"):
        CompiledQuery(named)(*values)


def test_each_thread_asks_by_a_connection_of_its_own():
    found = CompiledQuery(lambda name: Person.objects.filter(name=name))
    found("Ada")

    def ask():
        try:
            return found("Ada"), id(connection.connection)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        rows, other = pool.submit(ask).result()
    assert (rows, other == id(connection.connection)) == ([], False)


def test_every_one_of_them_can_be_put_together():
    found = all_compiled()

    assert len(found) > 30
    for one in found:
        *_, statement = one.compile(local_day())
        # PostgreSQL can tell the type of each of its places.
        statement.prepare()


# Of texts


WORDS = ["r", "go", "c#", "c++", "ada", "zoë", "大", "大数据", "'; --", "naïve" * 40]


@pytest.mark.parametrize("texts", list(combinations(WORDS, 2)))
def test_texts_are_filled_in_as_they_are(texts):
    """Those of one form follow each other: what is kept of one is no other's."""
    for others in (((), ()), (("ada",), ()), (texts, ("j", "r"))):
        anew = text_search.people_with.build(texts, *others).query.sql_with_params()
        assert text_search.people_with.sql(texts, *others) == anew


@pytest.mark.parametrize("count", [1, 3, 60])
def test_as_many_texts_as_anybody_may_send(count):
    words = tuple(f"{number:03}" for number in range(count))
    anew = text_search.of_people.build(words).query.sql_with_params()
    assert text_search.of_people.sql(words) == anew
    assert len(PLACES) > 5 * text_search.MOST_WORDS


@given(text())
def test_no_text_means_something_to_like(text):
    assert not {*fold(text)} & {*"%_\\"}


def test_a_text_is_looked_for_without_putting_it_together(django_assert_num_queries):
    ExpertiseFactory(skill__name="Forecasting", person__name="Ada")
    with django_assert_num_queries(1):
        assert text_search.known_words({"fore", "ada", "xyz"}) == (
            {"fore", "ada"},
            {"fore"},
        )
