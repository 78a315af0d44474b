"""Whether a name that parameters use has moved can be asked, too: see 0030."""

from importlib import import_module

from django.db import migrations

WATCH = import_module("people.migrations.0030_changed_tables").WATCH
TABLES = [
    "people_formerlocationslug",
    "people_formerskillslug",
    "people_formerteamslug",
]
BACK = """
DROP TRIGGER people_note_change ON {table};
DROP TRIGGER people_note_truncation ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0031_skill_counts_again")]

    operations = [
        migrations.RunSQL(
            [WATCH.format(table=table) for table in TABLES],
            [BACK.format(table=table) for table in TABLES],
        )
    ]
