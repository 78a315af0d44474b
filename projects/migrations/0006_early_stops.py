"""What a project that stopped early says of its evidence; lessons are searched."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions.text import Concat

import people.fields

COUNTED = (
    "name summary sponsor team_id lead_id aim status starts_on ends_on"
    " success_criteria outcome stage_reached outcome_note"
)
# As in `0002_rules`, which made them.
VERSION = """
DROP TRIGGER projects_project_next_version ON projects_project;
DROP TRIGGER projects_project_same_version ON projects_project;
CREATE TRIGGER projects_project_next_version
    BEFORE UPDATE ON projects_project
    FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_next_version();
CREATE TRIGGER projects_project_same_version
    BEFORE UPDATE OF version ON projects_project
    FOR EACH ROW WHEN (({old}) IS NOT DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_same_version();
"""


def versions(names):
    old, new = (
        ", ".join(f"{row}.{name}" for name in names.split()) for row in ("OLD", "NEW")
    )
    return VERSION.format(old=old, new=new)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0014_person_by_stay"),
        ("projects", "0005_assignment_by_creator"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="data",
            field=models.TextField(
                blank=True, verbose_name="what was missing or wrong in the data"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="fit",
            field=models.TextField(
                blank=True, verbose_name="why it did not fit the use"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="signal",
            field=models.TextField(
                blank=True, verbose_name="what the data did not show"
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=GinIndex(
                OpClass(
                    people.fields.SearchWords(
                        Concat(
                            models.Value(" "),
                            "outcome_note",
                            models.Value(" "),
                            "signal",
                            models.Value(" "),
                            "data",
                            models.Value(" "),
                            "fit",
                            output_field=models.TextField(),
                        )
                    ),
                    name="gin_trgm_ops",
                ),
                name="project_by_lessons",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=people.fields.FieldCheck(
                condition=models.Q(
                    ("outcome__in", ("", "stopped_evidence")),
                    models.Q(("data", ""), ("fit", ""), ("signal", "")),
                    _connector="OR",
                ),
                name="projects_project_reasons_only_of_early_stops",
            ),
        ),
        migrations.RunSQL(versions(f"{COUNTED} signal data fit"), versions(COUNTED)),
    ]
