"""Whom a provider means is known by who had the account then, not by an e-mail alone.

Who had it when the identities of before were linked is not known: they wait for the
e-mail, verified.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0020_long_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="identity",
            name="holder",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=64
            ),
        ),
    ]
