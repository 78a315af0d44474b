"""Which tables have changed can be asked of those of projects, too."""

from importlib import import_module

from django.db import migrations

WATCH = import_module("people.migrations.0030_changed_tables").WATCH
TABLES = [
    "projects_assignment",
    "projects_assignment_skills",
    "projects_freestep",
    "projects_heldseat",
    "projects_project",
    "projects_projectskill",
    "projects_skillneed",
]
BACK = """
DROP TRIGGER people_note_change ON {table};
DROP TRIGGER people_note_truncation ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0030_changed_tables"),
        ("projects", "0017_project_skills"),
    ]

    operations = [
        migrations.RunSQL(
            [WATCH.format(table=table) for table in TABLES],
            [BACK.format(table=table) for table in TABLES],
        )
    ]
