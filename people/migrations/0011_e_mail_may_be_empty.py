from django.db import migrations, models

import people.fields
from people.spelling.emails import check_email

# Who had an empty text has none. Where an account hangs on it, it is one that leads
# nowhere: the account stays, and somebody sees what to mend.
EMPTY = """
UPDATE people_person
SET email = CASE WHEN user_id IS NOT NULL THEN slug || '@unknown.invalid' END
WHERE email = '';
SET CONSTRAINTS ALL IMMEDIATE;
"""

EMAIL = models.EmailField(
    null=True,
    blank=True,
    max_length=254,
    validators=[check_email],
    help_text="Who never signs in needs none. The account's e-mail, too: changing it ends the account's open sessions, and the links in mails that were sent before.",
)


class Migration(migrations.Migration):
    dependencies = [("people", "0010_promoted_without_password")]

    operations = [
        migrations.AlterField("personevent", "email", EMAIL),
        migrations.AlterField("person", "email", EMAIL.clone()),
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=people.fields.FieldCheck(
                condition=~models.Q(email=""),
                name="people_person_email_is_not_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(user__isnull=True) | models.Q(email__isnull=False),
                name="people_person_account_needs_email",
                violation_error_message="Who has an account has an e-mail: give one, or take the account away.",
            ),
        ),
    ]
