"""Whom a provider means is known by who had the account then, not by an e-mail alone.

What was worth nothing by now stays so, whatever e-mail comes back.
"""

from django.db import migrations, models

FORGET = """
UPDATE people_identity SET email = '' WHERE NOT EXISTS (
    SELECT FROM auth_user LEFT JOIN people_person ON people_person.user_id = auth_user.id
    WHERE auth_user.id = people_identity.user_id AND lower(people_identity.email)
        IN (lower(people_person.email), lower(auth_user.email))
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0020_long_texts"),
    ]

    operations = [
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="identity",
            name="holder",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=64
            ),
        ),
    ]
