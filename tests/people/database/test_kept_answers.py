"""What pages make of kept answers leaves them as they were, and none is ever stale."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, ProgrammingError, connection, transaction

from people.database import unchanged
from people.database.by_skill import CountedLevels
from people.database.tables import LevelsOf, read_schema, tables_read
from people.directory import facet_counts
from tests.bench.rows import measured_pages
from tests.conftest import signed_in
from tests.organisations import organisations
from tests.thoroughness import how_many

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

organisation = organisations(date(2026, 3, 10), seeds=[3])
READS = ("SELECT", "WITH", "(SELECT", "EXECUTE", "TABLE")
SCANS = """
SELECT relname, COALESCE(seq_scan, 0) + COALESCE(idx_scan, 0)
FROM pg_stat_xact_user_tables WHERE schemaname = 'public'
"""
COLUMNS = """
SELECT attrelid::regclass::text, quote_ident(attname) FROM pg_attribute
JOIN pg_trigger ON tgrelid = attrelid AND tgname = 'people_note_change'
WHERE attnum > 0 AND NOT attisdropped AND attname <> 'id' AND attgenerated = ''
AND attrelid::regclass::text <> 'django_migrations' ORDER BY 1, 2
"""
# Another row's value, or the row is gone.
WRITES = [
    """UPDATE {table} SET {column} = (SELECT {column} FROM ({mixed}) AS mixed LIMIT 1)
    WHERE ctid IN (SELECT ctid FROM ({mixed}) AS mixed LIMIT 9)""",
    "DELETE FROM {table} WHERE ctid IN (SELECT ctid FROM ({mixed}) AS mixed LIMIT 2)",
]


@pytest.fixture(autouse=True)
def kept_within_transactions(monkeypatch):
    monkeypatch.setattr(unchanged, "may_have_written", lambda: False)
    unchanged.forget()


def visit_all(rounds=1):
    users = get_user_model().objects.filter(username__in=["manager", "member"])
    readers = [signed_in(user) for user in users]
    pages = [page.address for page in measured_pages()]
    for _ in range(rounds):
        for reader in readers:
            for address in pages:
                reader.get(address)


def test_a_page_changes_no_answer_and_asks_for_no_time(organisation, monkeypatch):
    """Each question of each page twice: the second answer is what was kept."""
    stored, again = {}, set()
    ask_or_keep = unchanged.keep

    def keep(key, ask):
        if key in stored:
            assert ask() == pickle.loads(stored[key])
            again.add(key)
        found = ask_or_keep(key, ask)
        stored.setdefault(key, pickle.dumps(found))
        assert found == pickle.loads(stored[key])
        return found

    monkeypatch.setattr(unchanged, "keep", keep)
    visit_all(rounds=2)
    assert len(again) > 30
    assert stored.keys() == again


def test_each_question_of_a_page_is_kept(organisation, monkeypatch):
    """The changes of all tables that it reads are noted."""
    read = []
    watched = unchanged.watched

    def noted(statements, changes):
        tables = watched(statements, changes)
        read.append((bool(tables), statements))
        return tables

    monkeypatch.setattr(unchanged, "watched", noted)
    visit_all()
    assert len(read) > 30
    assert [statements for is_kept, statements in read if not is_kept] == []


def test_no_table_is_forgotten(organisation):
    """What PostgreSQL plans to read and what it then reads, for each statement."""
    schema, asked = read_schema(), set()

    def compare(execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(READS):
            return execute(sql, params, many, context)
        planned = {} if sql in asked else plan(sql, params)
        before = dict(fetch_here(SCANS))
        result = execute(sql, params, many, context)
        scans = {
            table for table, count in fetch_here(SCANS) if count != before.get(table)
        }
        asked.add(sql)
        is_of_some = isinstance(sql, LevelsOf)
        read = sql if is_of_some else getattr(sql, "stands_for", sql)
        known = tables_read(read, schema)
        assert ({*planned} | scans) & schema.tables.keys() <= known, sql
        return result

    with connection.execute_wrapper(compare):
        visit_all()
    assert len(asked) > 100


def fetch_here(sql, params=None):
    """Without the wrappers of the connection."""
    with connection.cursor() as cursor:
        cursor.cursor.execute(sql, params)
        return cursor.cursor.fetchall()


def plan(sql, params):
    """The names of all tables in the plan of a statement."""
    ((found,),) = fetch_here(f"EXPLAIN (FORMAT JSON) {sql}", params)
    nodes, tables = [found[0]["Plan"]], set()
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", [])
        tables.add(node.get("Relation Name"))
    return tables - {None}


@dataclass
class Question:
    """How it is asked, what is said where nothing is kept, and the last answer."""

    ask: Callable
    ask_anew: Callable
    last: list

    def is_still_answered(self):
        """Whether the answer is given again, which is then what it would be."""
        before, self.last = self.last, self.ask()
        assert self.last is self.ask()
        assert in_order(self.last) == in_order(self.ask_anew())
        return self.last is before


def in_order(rows):
    """Rows, and ids within them, of which some are asked for in any order."""
    if not isinstance(rows, list):
        return pickle.dumps(rows)
    return sorted(
        pickle.dumps([sorted(one) if isinstance(one, list) else one for one in row])
        if isinstance(row, tuple)
        else pickle.dumps(row)
        for row in rows
    )


@pytest.fixture
def questions(monkeypatch):
    """All that pages ask that is kept, in a list that grows."""
    found = []

    def noting(ask, ask_anew):
        def noted(*args):
            answer = ask(*args)
            found.append(Question(partial(ask, *args), ask_anew(*args), answer))
            return answer

        return noted

    def count_anew(skills, whole, *_):
        return partial(unchanged.fetch, CountedLevels(skills, whole[0]), whole[1])

    keep, count = unchanged.keep, facet_counts.fetch_by_skill
    monkeypatch.setattr(unchanged, "keep", noting(keep, lambda key, ask: ask))
    monkeypatch.setattr(facet_counts, "fetch_by_skill", noting(count, count_anew))
    return found


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("table", ["", "people_expertise"])
def test_after_any_write_what_is_kept_is_what_would_be_asked(
    organisation, questions, table, seed
):
    """Written by SQL, a table and a column at a time, each as if in its transaction."""
    visit_all()
    columns = [one for one in fetch_here(COLUMNS) if table in one[0]]
    asked, random, still = [*questions], Random(seed), 0
    with transaction.atomic():
        for _ in range(how_many(100)):
            about = (random.choice(WRITES), *random.choice(columns))
            if write(*about, random.randrange(10**6)):
                still += sum(one.is_still_answered() for one in asked)
        assert still > 100
        transaction.set_rollback(True)


def write(sql, table, column, seed):
    """Whether it could be done; what is put off to the end is done at once."""
    try:
        with transaction.atomic():
            fetch_here(
                "SELECT set_config('people.changed_' || one, '', true) FROM"
                " (SELECT relname FROM pg_class WHERE relkind = 'r' UNION ALL"
                " SELECT 'levels_of_' || id FROM people_skill) AS noted (one)"
            )
            mixed = f"SELECT ctid, * FROM {table} ORDER BY hashtid(ctid) # {seed}"
            with connection.cursor() as cursor:
                cursor.execute(sql.format(table=table, column=column, mixed=mixed))
    except ProgrammingError:
        raise
    except DatabaseError:
        return False
    return True
