"""Statements of which PostgreSQL makes a plan once for each connection.

To read and to plan a small statement takes it longer than to answer it. See decision
0035.
"""

import logging
from hashlib import sha256
from weakref import WeakKeyDictionary, WeakSet

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Expression
from django.utils.functional import cached_property
from psycopg2.extensions import AsIs

logger = logging.getLogger(__name__)
# Of a connection: a plan takes the server some 100,000 bytes.
MOST = 200
# Letters of a value. A plan for any values takes ten ids for granted: where they are
# hundreds, it looks for each by itself.
LONG = 1000
# What it says where a plan has another result than when it was made, as the type of a
# column is another, or where somebody else has thrown statements away, or made them.
ASTRAY = ("0A000", "26000", "42P05")

# By connection, the names of what it has prepared; none of those that went astray.
prepared = WeakKeyDictionary()
astray = WeakSet()


class Parameter(Expression):
    """A place in a statement for a value that comes with each use."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Execute(str):
    """The SQL that asks a prepared statement; `stands_for` is that of the statement."""

    __slots__ = ("stands_for",)


class PreparedStatement:
    """SQL with its parameters, some of which are places for values.

    The others are part of what is prepared: its plan is made for them.
    """

    def __init__(self, label, sql, parameters=()):
        self.label, self.sql, self.parameters = label, sql, parameters
        self.places = [one for one in parameters if isinstance(one, Parameter)]

    def ask(self, run, given=None):
        """What `run` makes of SQL and parameters, with the values given by name."""
        values = [given[place.name] for place in self.places]
        if not settings.PREPARES_STATEMENTS or any(map(is_many, values)):
            return run(self.sql, self.filled(values))
        try:
            self.prepare()
            return run(self.execute, tuple(values))
        except DatabaseError as error:
            state = getattr(error.__cause__, "pgcode", None)
            if state not in ASTRAY:
                raise
            logger.warning("Preparing anew after %s: %s", state, self.label)
            astray.add(connection.connection)
            if may_have_written():
                # The transaction cannot go on.
                raise
        return run(self.sql, self.filled(values))

    def filled(self, values):
        """All parameters, with the values in their places."""
        given = iter(values)
        return tuple(
            next(given) if isinstance(one, Parameter) else one
            for one in self.parameters
        )

    def prepare(self):
        """Unless this connection has."""
        with connection.cursor() as cursor, connection.wrap_database_errors:
            known = prepared.setdefault(connection.connection, set())
            if connection.connection in astray or len(known) >= MOST:
                # Not by Django's cursor, which counts the questions of a page.
                cursor.cursor.execute("DEALLOCATE ALL")
                astray.discard(connection.connection)
                known.clear()
            if self.name not in known:
                cursor.cursor.execute(f"PREPARE {self.name} AS {self.template}")
                known.add(self.name)

    @cached_property
    def template(self):
        """The SQL with `$1`, `$2`, … for the places."""
        numbers = iter(range(1, len(self.places) + 1))
        marked = [
            AsIs(f"${next(numbers)}") if isinstance(one, Parameter) else one
            for one in self.parameters
        ]
        with connection.cursor() as cursor:
            return cursor.mogrify(self.sql, marked).decode()

    @cached_property
    def name(self):
        """Its own, for other SQL another: nothing is ever taken for it."""
        digest = sha256(self.template.encode()).hexdigest()
        return f'"{self.label[:40]}_{digest[:16]}"'

    @cached_property
    def execute(self):
        places = ", ".join(["%s"] * len(self.places))
        execute = Execute(f"EXECUTE {self.name}" + f"({places})" * bool(places))
        execute.stands_for = self.sql
        return execute


def may_have_written():
    return connection.in_atomic_block or not connection.get_autocommit()


def is_many(value):
    return isinstance(value, str) and len(value) > LONG
