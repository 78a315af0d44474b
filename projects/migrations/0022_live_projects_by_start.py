from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0032_changed_former_slugs"),
        ("projects", "0021_named_booking"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="project",
            index=models.Index(
                fields=["starts_on", "sort_name", "id"],
                condition=models.Q(status__in=("proposed", "staffing", "active")),
                name="live_project_by_start",
            ),
        ),
    ]
