"""Databases of the benchmark's own: kept from run to run, and measured as copies."""

import contextlib
from hashlib import sha256

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from skillsdir.sample.organisation import make_organisation

SEED = 1


@contextlib.contextmanager
def scratch_database(people):
    """Within it every query goes to a sample organisation of that size.

    It is a copy, dropped afterwards, of one that is kept: what is measured writes.
    """
    scratch = f"{connection.settings_dict['NAME']}_bench"
    kept = f"{scratch}_{day()}_{people}_{fingerprint()}"
    if not is_database(kept):
        drop_kept(before=day())
        make_database(kept, people)
    copy_database(kept, scratch)
    try:
        with connected_to(scratch):
            yield
    finally:
        drop_database(scratch)


def day():
    return f"{timezone.localdate():%Y%m%d}"


def fingerprint():
    """Of all that an organisation depends on but its size and its day."""
    about = sha256(f"{SEED}".encode())
    for pattern in ("*/migrations/*.py", "skillsdir/sample/*.py"):
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            about.update(path.read_bytes())
    return about.hexdigest()[:12]


def make_database(name, people):
    """All of it or none: it bears its name only when it is whole."""
    unfinished = f"{name}_unfinished"
    drop_database(unfinished)
    with cluster() as cursor:
        cursor.execute(f'CREATE DATABASE "{unfinished}"')
    with connected_to(unfinished):
        call_command("migrate", interactive=False, verbosity=0)
        make_organisation(
            people=people, seed=SEED, today=timezone.localdate(), password="bench"
        )
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    with cluster() as cursor:
        cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def is_database(name):
    with cluster() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return cursor.rowcount > 0


def copy_database(source, name):
    drop_database(name)
    with cluster() as cursor:
        cursor.execute(
            f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY file_copy'
        )


def drop_database(name):
    with cluster() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_kept(before="infinity"):
    """Drop the databases that were kept, all or those of days before."""
    kept = f"{connection.settings_dict['NAME']}_bench_"
    with cluster() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            " AND left(substr(datname, %s), 8) < %s",
            [kept, len(kept) + 1, before],
        )
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        drop_database(name)


@contextlib.contextmanager
def connected_to(name):
    """Within it every query goes to that database, on one connection."""
    usual = connection.settings_dict
    connection.close()
    connection.settings_dict = usual | {"NAME": name, "CONN_MAX_AGE": None}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = usual


def cluster():
    return connection._nodb_cursor()
