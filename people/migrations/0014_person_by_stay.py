from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0013_ends_that_hold")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["id"],
                include=["left_on", "joined_on", "capacity", "team", "location"],
                name="person_by_stay",
            ),
        ),
    ]
