"""Who has left is found without reading a row of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0027_rights_by_password")]

    operations = [
        migrations.RemoveIndex("person", "person_by_last_day"),
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["left_on", "id"],
                condition=models.Q(left_on__isnull=False),
                name="person_by_last_day",
            ),
        ),
    ]
