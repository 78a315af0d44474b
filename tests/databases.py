"""Databases that are copied where building them again would take seconds.

PostgreSQL copies a whole database in a tenth of a second. The migrated one stays on the
tests' server until a migration changes, the sample organisations until anything of the
product does; each worker takes a copy, and each test that has changed more than rows.
"""

import hashlib
import inspect
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.restoring import look, take_back

# What the test database was when it was copied for `put_back`.
held = None


def make_migrated():
    """A migrated database without rows; its name."""
    name = f"migrated_{hash_migrations()}"
    return keep(name, name, partial(call_command, "migrate", verbosity=0))


def keep(name, version, make, source="template1"):
    """Make a database unless an earlier run or another worker did; its name.

    `version` is how the names of its kind begin that are of today: others, which begin
    with the same word, go when one is made.
    """
    kind, _, _ = version.partition("_")
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [kind]
        )
        there = {datname for (datname,) in cursor.fetchall()}
        if name not in there:
            for old in there:
                if old == f"{name}_unfinished" or not old.startswith(version):
                    drop(old)
            unfinished = f"{name}_unfinished"
            create(cursor, unfinished, source)
            with connected_to(unfinished):
                make()
            cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
    return name


def hash_migrations():
    migrations = MigrationLoader(None).disk_migrations.values()
    files = sorted({inspect.getfile(type(migration)) for migration in migrations})
    content = b"".join(Path(file).read_bytes() for file in files)
    return hashlib.sha256(content).hexdigest()[:12]


@contextmanager
def connected_to(name):
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = own


def drop(name):
    """Drop a database, whoever holds on to it: a thread may outlive its test."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def copy(source, name):
    """Put a copy of one database in the place of another."""
    connection.close()
    drop(name)
    with connection._nodb_cursor() as cursor:
        create(cursor, name, source)


def create(cursor, name, source):
    cursor.execute(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")


def restore():
    """Make the test database what it was when it had just been migrated."""
    put_back(connection.settings_dict["TEST"]["TEMPLATE"])


def put_back(source):
    """Make the test database a copy of another, row by row where it is one already."""
    global held
    if held is None or held.source != source or not take_back(held):
        put_in_place(source)
        held = look(source)


def put_in_place(source):
    """Make the test database a copy of another."""
    global held
    held = None
    copy(source, connection.settings_dict["NAME"])
