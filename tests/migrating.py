"""Runs the code of one migration, on what a test wrote as it was before."""

from functools import cache
from importlib import import_module

from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader


@cache
def apps_before(app, name):
    return MigrationLoader(None).project_state([(app, name)], at_end=False).apps


def run_code_of(app, name):
    migration = import_module(f"{app}.migrations.{name}").Migration
    with connection.schema_editor() as editor:
        for operation in migration.operations:
            if isinstance(operation, RunPython):
                operation.code(apps_before(app, name), editor)
