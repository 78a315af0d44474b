from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_roles")]

    operations = [
        migrations.AddField(
            model_name="expertise",
            name="confirmed_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When the person last said that the level is right.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="reminded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
