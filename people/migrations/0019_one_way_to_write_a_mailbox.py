from django.db import migrations

from people.fields import AsciiLower
from people.spelling.emails import fold_email, is_plain, is_same_email, mailed


def write_in_one_way(apps, schema_editor):
    """Where somebody has the mailbox already, no mail goes out to the second profile."""
    people = apps.get_model("people", "Person").objects
    taken = {
        key: pk for pk, key in people.values_list("pk", AsciiLower("email")).order_by()
    }
    for pk, email in people.order_by("pk").values_list("pk", "email"):
        meant = one_way(email)
        if is_same_email(email, meant):
            continue
        if taken.get(fold_email(meant), pk) != pk:
            meant = f"{meant[:225]}.{pk}.invalid"
        taken[fold_email(meant)] = pk
        people.filter(pk=pk).update(email=meant)


def one_way(email):
    """The e-mail as it may be written; what no mail can be sent to stays as it is."""
    try:
        meant = mailed(email) if email.rpartition("@")[0].isascii() else email
    except ValueError:
        return email
    return meant if is_plain(meant) and len(meant) < 255 else email


class Migration(migrations.Migration):
    dependencies = [("people", "0018_protected_no_more")]

    operations = [migrations.RunPython(write_in_one_way, migrations.RunPython.noop)]
