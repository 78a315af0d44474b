"""As 0029 is now, for databases that had it on its first day.

Turns were counted by the ids of rows then, which go on with each sum.
"""

from importlib import import_module

from django.db import migrations

COUNTS = import_module("people.migrations.0029_skill_counts")
AGAIN = [
    "CREATE SEQUENCE IF NOT EXISTS people_skillcount_turn;",
    *(statement for statement in COUNTS.BACK if statement.startswith("DROP FUNCTION")),
    *COUNTS.TRIGGERS,
]


class Migration(migrations.Migration):
    dependencies = [("people", "0030_changed_tables")]

    operations = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop)]
