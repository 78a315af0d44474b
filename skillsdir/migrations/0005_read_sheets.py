from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("skillsdir", "0004_layouts"),
    ]

    operations = [
        migrations.AddField(
            model_name="spreadsheetimport",
            name="sheets",
            field=models.BinaryField(
                null=True,
                blank=True,
                help_text="What was read of it: see "
                "`skillsdir.spreadsheet.files.packed`.",
            ),
        ),
        migrations.AddConstraint(
            model_name="spreadsheetimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("file__isnull", False), ("sheets__isnull", True), _connector="OR"
                ),
                name="skillsdir_spreadsheetimport_sheets_only_with_file",
                violation_error_message="What was read of a file goes with it.",
            ),
        ),
    ]
