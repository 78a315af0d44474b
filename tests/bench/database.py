"""A database of the benchmark's own, made for a run and dropped after it."""

import contextlib

from django.db import connection
from django.utils import timezone

from skillsdir.sample.organisation import make_organisation

SEED = 1


@contextlib.contextmanager
def scratch_database(people):
    """Within it every query goes to a fresh sample organisation of that size."""
    usual = connection.settings_dict["NAME"]
    test_settings = connection.settings_dict["TEST"]
    usual_test_name = test_settings["NAME"]
    test_settings["NAME"] = f"{usual}_bench"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        make_organisation(
            people=people, seed=SEED, today=timezone.localdate(), password="bench"
        )
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        yield
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)
        test_settings["NAME"] = usual_test_name


def server_version():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0].split()[0]
