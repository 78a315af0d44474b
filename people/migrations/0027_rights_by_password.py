"""An account with rights is found by no e-mail: who has its password links it, once.

What was linked by an e-mail until now opens none of them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0026_verified_emails")]

    operations = [
        migrations.RemoveField("identity", "was_protected"),
        migrations.AddField(
            model_name="identity",
            name="by_password",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Whether who signed in with the password linked it: nothing else opens an account with rights.",
            ),
        ),
    ]
