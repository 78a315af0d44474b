"""Which tables a statement reads, and which have changed; of levels, of which skills.

Each word of a statement is looked for among the names of tables; so are those of the
views and functions that it names. A word that only looks like a name of a table costs
an answer that is let go too early, and nothing else.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from people.database.prepared import PreparedStatement

WORD = re.compile(r"\w+")
# By name: a number that grows with each transaction which has written the table.
CHANGES = PreparedStatement(
    "changes",
    'SELECT "table", sum(number)::bigint FROM people_tablechange GROUP BY "table"',
)
# By skill: the same of its levels.
LEVEL_CHANGES = PreparedStatement(
    "level_changes",
    "SELECT skill_id, sum(number)::bigint FROM people_levelchange GROUP BY skill_id",
)
LEVELS = "people_expertise"
# Migrations may change what views and functions read.
MIGRATIONS = "django_migrations"
# Name and kind of each table, and name and text of what reads tables.
NAMES = """
SELECT relname, CASE WHEN EXISTS (
    SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid
    AND tgname = 'people_note_change'
) AND NOT EXISTS (
    SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid
    AND tgname LIKE 'people_note_%' AND tgenabled NOT IN ('O', 'A')
) THEN 'watched' ELSE 'table' END, ''
FROM pg_class WHERE relkind IN ('r', 'p', 'f', 'm')
AND relnamespace <> ALL('{pg_catalog,information_schema}'::regnamespace[])
AND pg_table_is_visible(oid)
UNION ALL
SELECT relname, 'text', pg_get_viewdef(oid)
FROM pg_class WHERE relkind = 'v'
AND relnamespace <> ALL('{pg_catalog,information_schema}'::regnamespace[])
AND pg_table_is_visible(oid)
UNION ALL
SELECT proname, 'text', concat(prosrc, ' ', pg_get_function_sqlbody(oid))
FROM pg_proc
WHERE pronamespace <> 'pg_catalog'::regnamespace AND pg_function_is_visible(oid)
"""


@dataclass(frozen=True, eq=False)
class Schema:
    """Tables by name, whether their changes are noted; and texts that read tables."""

    tables: dict[str, bool]
    texts: dict[str, str]


def read_schema():
    tables, texts = {}, {}
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        for name, kind, text in cursor.fetchall():
            if kind == "text":
                # Functions of one name.
                texts[name.lower()] = f"{texts.get(name.lower(), '')} {text}"
            else:
                tables[name.lower()] = kind == "watched"
    return Schema(tables, texts)


@lru_cache(maxsize=500)
def tables_read(sql, schema, but=None):
    """The names of all tables that a statement reads; of none that it cannot tell.

    The table `but` it only seems to read; what it names may read it all the same.
    """
    seen, new = set(), words_written(sql) - {but}
    while new:
        seen |= new
        texts = (schema.texts[word] for word in new if word in schema.texts)
        new = set().union(*map(words_written, texts)) - seen
    return frozenset(seen & schema.tables.keys())


def words_written(text):
    return {*WORD.findall(text.lower())}


class LevelsOf(str):
    """A statement that sees levels of some skills, as if nobody had any others."""

    __slots__ = ("skills", "stands_for")

    def __new__(cls, skills, sql, also=""):
        levels = f"{also} {LEVELS} AS NOT MATERIALIZED ({levels_of(skills)})"
        sql = sql.strip()
        others = sql.replace("WITH", ",", 1) if sql.startswith("WITH") else f" {sql}"
        made = super().__new__(cls, f"WITH{levels}{others}")
        made.skills, made.stands_for = frozenset(skills), sql
        return made

    def hangs_on(self, schema):
        return tables_read(self.stands_for, schema, but=LEVELS) | self.skills


def levels_of(skills):
    ids = ",".join(map(str, sorted(map(int, skills))))
    return f"SELECT * FROM {LEVELS} WHERE skill_id = ANY('{{{ids}}}'::bigint[])"
