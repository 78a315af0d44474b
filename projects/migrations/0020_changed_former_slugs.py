"""Whether a name of a project has moved can be asked, too."""

from importlib import import_module

from django.db import migrations

WATCH = import_module("people.migrations.0030_changed_tables").WATCH
BACK = import_module("people.migrations.0032_changed_former_slugs").BACK
TABLE = "projects_formerprojectslug"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0032_changed_former_slugs"),
        ("projects", "0019_project_skills_again"),
    ]

    operations = [
        migrations.RunSQL(WATCH.format(table=TABLE), BACK.format(table=TABLE))
    ]
