"""What people write at length has a limit, which forms keep."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0013_seats_at_commit"),
    ]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="data",
            field=models.TextField(
                blank=True,
                max_length=32767,
                verbose_name="what was missing or wrong in the data",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="fit",
            field=models.TextField(
                blank=True, max_length=32767, verbose_name="why it did not fit the use"
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="outcome_note",
            field=models.TextField(
                blank=True, help_text="What was learned.", max_length=32767
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="signal",
            field=models.TextField(
                blank=True, max_length=32767, verbose_name="what the data did not show"
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="success_criteria",
            field=models.TextField(
                blank=True,
                help_text="Written before the work starts, read when it closes.",
                max_length=32767,
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="summary",
            field=models.TextField(blank=True, max_length=32767),
        ),
    ]
