"""Rows that are made once for the tests of a module, which all roll back to them."""

import pytest
from django.db import connection, transaction


def rows_of_module(make, **options):
    """A fixture: what `make` makes, in a transaction around the tests of a module.

    What it returns is the same for all of them: who changes a row reads it anew. The
    tests need the database themselves, and none may write for good.
    """

    @pytest.fixture(scope="module", **options)
    def rows(django_db_setup, django_db_blocker):
        around = transaction.atomic()
        with django_db_blocker.unblock():
            around.__enter__()
            made = make()
            # What waits for the end of the transaction is done by now.
            connection.check_constraints()
        yield made
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)

    return rows
