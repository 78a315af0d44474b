"""Statements of which PostgreSQL makes a plan once for each connection.

To read and to plan a small statement takes it longer than to answer it. See decision
0035.
"""

from functools import cached_property
from hashlib import sha256
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection
from django.db.models import Expression
from psycopg2.extensions import AsIs

# Of a connection: a plan takes the server some 200,000 bytes.
MOST = 100

# By connection, the names of what it has prepared.
prepared = WeakKeyDictionary()


class Parameter(Expression):
    """A place in a statement for a value that comes with each use."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class PreparedStatement:
    """SQL with its parameters, some of which are places for values.

    The others are part of what is prepared: its plan is made for them.
    """

    def __init__(self, label, sql, parameters=()):
        self.label, self.sql, self.parameters = label, sql, parameters
        self.places = [one for one in parameters if isinstance(one, Parameter)]

    def fill(self, given=None):
        """The SQL and parameters to ask it with the values given, by name."""
        if settings.PREPARES_STATEMENTS:
            self.prepare()
            return self.execute, tuple(given[place.name] for place in self.places)
        return self.sql, tuple(
            given[one.name] if isinstance(one, Parameter) else one
            for one in self.parameters
        )

    def prepare(self):
        """Unless this connection has."""
        with connection.cursor() as cursor, connection.wrap_database_errors:
            known = prepared.setdefault(connection.connection, set())
            if self.name in known:
                return
            # Not by Django's cursor, which counts the questions of a page.
            if len(known) >= MOST:
                cursor.cursor.execute("DEALLOCATE ALL")
                known.clear()
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
        return f"EXECUTE {self.name}" + f"({places})" * bool(places)
