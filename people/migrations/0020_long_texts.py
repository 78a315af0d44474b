"""What people write at length has a limit, which forms keep."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0019_weekly_digest"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="bio",
            field=models.TextField(blank=True, max_length=32767),
        ),
    ]
