from django.db import migrations


class Migration(migrations.Migration):
    """How far an import is stands in the name of the connection that works on it."""

    dependencies = [("skillsdir", "0002_dry_run")]

    operations = [
        migrations.RemoveConstraint(
            model_name="spreadsheetimport",
            name="skillsdir_spreadsheetimport_progress_is_a_percentage",
        ),
        migrations.RemoveField(model_name="spreadsheetimport", name="progress"),
    ]
