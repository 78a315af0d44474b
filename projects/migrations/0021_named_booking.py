"""An assignment is called a booking on every page, those of the admin site, too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0020_changed_former_slugs")]

    operations = [
        migrations.AlterModelOptions(
            name="assignment",
            options={"ordering": ["-starts_on", "pk"], "verbose_name": "booking"},
        ),
    ]
