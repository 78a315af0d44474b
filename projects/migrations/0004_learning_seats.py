import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import people.fields

# What a version counts: columns that somebody writes; see `people.0006_versions`.
COUNTED = (
    "project_id person_id role percent starts_on ends_on status learns_id mentor_id"
)

TRIGGERS = """
CREATE TRIGGER projects_assignment_next_version
    BEFORE UPDATE ON projects_assignment
    FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_next_version();
CREATE TRIGGER projects_assignment_same_version
    BEFORE UPDATE OF version ON projects_assignment
    FOR EACH ROW WHEN (({old}) IS NOT DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_same_version();
"""
NO_TRIGGERS = """
DROP TRIGGER projects_assignment_next_version ON projects_assignment;
DROP TRIGGER projects_assignment_same_version ON projects_assignment;
"""


def columns(row):
    return ", ".join(f"{row}.{name}" for name in COUNTED.split())


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_history"),
        ("projects", "0003_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="learns",
            field=models.ForeignKey(
                blank=True,
                help_text="The needed skill that the person is here to learn, if any.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="learning_seats",
                to="people.skill",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="mentor",
            field=models.ForeignKey(
                blank=True,
                help_text="Who guides the learner: on the same project, at Practitioner or above in the skill.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="assignments_mentored",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="version",
            field=people.fields.VersionField(db_default=1, editable=False),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mentor", None), ("learns__isnull", False), _connector="OR"
                ),
                name="projects_assignment_mentor_is_for_a_learner",
                violation_error_message="Say what is learned, or name no mentor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mentor", None),
                    models.Q(("mentor", models.F("person")), _negated=True),
                    _connector="OR",
                ),
                name="projects_assignment_mentor_is_somebody_else",
                violation_error_message="Nobody is their own mentor.",
            ),
        ),
        migrations.RunSQL(
            TRIGGERS.format(old=columns("OLD"), new=columns("NEW")), NO_TRIGGERS
        ),
    ]
