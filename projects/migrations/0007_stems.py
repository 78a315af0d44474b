"""The stems of a project's words, by which alike ones are found."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models.functions.text import Concat

import people.fields


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0014_person_by_stay"),
        ("projects", "0006_early_stops"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="stems",
            field=models.GeneratedField(
                db_persist=True,
                expression=people.fields.Stems(
                    Concat(
                        models.Value(" "),
                        "name",
                        models.Value(" "),
                        "summary",
                        models.Value(" "),
                        "success_criteria",
                        output_field=models.TextField(),
                    )
                ),
                output_field=ArrayField(base_field=models.TextField(), size=None),
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=GinIndex(fields=["stems"], name="project_by_stems"),
        ),
    ]
