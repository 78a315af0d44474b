"""What statements ask of bookings stands in the indexes that they walk along."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0014_long_texts"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="assignment",
            name="assignment_by_person",
        ),
        migrations.RemoveIndex(
            model_name="assignment",
            name="assignment_by_project",
        ),
        migrations.AlterField(
            model_name="assignment",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assignments",
                to="people.person",
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assignments",
                to="projects.project",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["person", "starts_on", "ends_on"],
                include=("percent", "status", "project", "id"),
                name="assignment_by_person",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["project", "person"],
                include=("id", "status", "starts_on", "role"),
                name="assignment_by_project",
            ),
        ),
    ]
