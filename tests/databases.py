"""Databases that are copied where building them again would take seconds.

PostgreSQL copies a whole database in a tenth of a second. The migrated one stays on the
tests' server until a migration changes; each worker, and each test that has written for
good, takes a copy of it.
"""

import hashlib
import inspect
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def make_migrated():
    """Migrate an empty database, unless an earlier run or worker did; its name."""
    name = f"migrated_{hash_migrations()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^migrated_'")
        there = {datname for (datname,) in cursor.fetchall()}
        if name not in there:
            for old in there:
                drop(old)
            cursor.execute(f"CREATE DATABASE {name}_unfinished")
            with connected_to(f"{name}_unfinished"):
                call_command("migrate", verbosity=0)
            cursor.execute(f"ALTER DATABASE {name}_unfinished RENAME TO {name}")
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
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")


def restore():
    """Make the test database what it was when it had just been migrated."""
    settings = connection.settings_dict
    copy(settings["TEST"]["TEMPLATE"], settings["NAME"])
