from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0009_held_seats")]

    operations = [
        migrations.AddIndex(
            model_name="projectevent",
            index=models.Index(
                condition=models.Q(("pgh_label__in", ("added", "changed_from"))),
                fields=["pgh_created_at"],
                name="project_change_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="skillneedevent",
            index=models.Index(
                condition=models.Q(("pgh_label__in", ("added",))),
                fields=["pgh_created_at"],
                name="need_by_time",
            ),
        ),
    ]
