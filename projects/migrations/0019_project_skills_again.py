"""As 0017 is now, for databases that had it on its first day.

Each commit of a booking looked through the skills of all projects then, and one that was
moved while a skill was put on it left that behind.
"""

from importlib import import_module

from django.db import migrations

SKILLS = import_module("projects.migrations.0017_project_skills")
_, *TRIGGERS, REBUILD = SKILLS.KEEP
AGAIN = [
    """
    DROP FUNCTION projects_keep_skills_of_need, projects_keep_skills_of_booking,
        projects_keep_skills_of_use CASCADE;
    DROP TABLE projects_projectskillchange;
    DROP FUNCTION projects_keep_skills;
    """,
    *TRIGGERS,
    "DELETE FROM projects_projectskill;",
    REBUILD,
]


class Migration(migrations.Migration):
    dependencies = [("projects", "0018_changed_tables")]

    operations = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop)]
