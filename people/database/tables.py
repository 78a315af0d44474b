"""Which tables a statement reads, and which have changed.

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
# Migrations may change what views and functions read.
MIGRATIONS = "django_migrations"
# Name and kind of each table, and name and text of what reads tables.
NAMES = """
SELECT relname, CASE WHEN EXISTS (
    SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid
    AND tgname = 'people_note_change' AND tgenabled IN ('O', 'A')
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
def tables_read(sql, schema):
    """The names of all tables that a statement reads; of none that it cannot tell."""
    texts, seen = [sql], set()
    while texts:
        words = {*WORD.findall(texts.pop().lower())} - seen
        seen |= words
        texts += [schema.texts[word] for word in words if word in schema.texts]
    return frozenset(seen & schema.tables.keys())
