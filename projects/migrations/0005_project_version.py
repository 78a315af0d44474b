from django.db import migrations

import people.fields

# What a version counts: columns that somebody writes, not what the site notes itself.
COUNTED = (
    "name summary sponsor team_id lead_id aim status starts_on ends_on"
    " success_criteria outcome stage_reached outcome_note"
)


def columns(row):
    return ", ".join(f"{row}.{name}" for name in COUNTED.split())


TRIGGERS = f"""
CREATE TRIGGER projects_project_next_version
    BEFORE UPDATE ON projects_project
    FOR EACH ROW WHEN (({columns("OLD")}) IS DISTINCT FROM ({columns("NEW")}))
    EXECUTE FUNCTION people_next_version();
CREATE TRIGGER projects_project_same_version
    BEFORE UPDATE OF version ON projects_project
    FOR EACH ROW WHEN (({columns("OLD")}) IS NOT DISTINCT FROM ({columns("NEW")}))
    EXECUTE FUNCTION people_same_version();
"""
NO_TRIGGERS = """
DROP TRIGGER projects_project_next_version ON projects_project;
DROP TRIGGER projects_project_same_version ON projects_project;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_learning_seats")]

    operations = [
        migrations.AddField(
            model_name="project",
            name="version",
            field=people.fields.VersionField(db_default=1, editable=False),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
