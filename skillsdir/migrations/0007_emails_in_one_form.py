"""E-mails that undoing an import needs are brought into the form that profiles have.

Else those of before would count as changed since, or come back as they were written.
"""

from importlib import import_module

from django.db import migrations
from django.db.models import Q

PROFILES = import_module("people.migrations.0025_emails_in_one_form")
ROWS_AT_ONCE = 1_000


def in_form(values):
    email = values.get("email")
    return values | {"email": PROFILES.proper(email)} if email else values


def bring_changes_into_form(apps, schema_editor):
    changes = apps.get_model("skillsdir", "ImportedChange").objects
    has_email = Q(before__has_key="email") | Q(after__has_key="email")
    found = []
    for change in changes.filter(has_email, noun="people").iterator():
        before, after = in_form(change.before), in_form(change.after)
        if (before, after) != (change.before, change.after):
            change.before, change.after = before, after
            found.append(change)
    changes.bulk_update(found, ["before", "after"], batch_size=ROWS_AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("skillsdir", "0006_what_an_email_gave"),
        ("people", "0025_emails_in_one_form"),
    ]

    operations = [
        migrations.RunPython(bring_changes_into_form, migrations.RunPython.noop)
    ]
