"""Own e-mails of accounts are looked for as those of profiles: in letters, not code."""

from django.db import migrations

from people.spelling.emails import in_letters


def bring_into_letters(apps, schema_editor):
    accounts = apps.get_model("auth", "User").objects.order_by("pk")
    for account in accounts.filter(email__regex=r"@.*([^ -~]|[xX][nN]--)"):
        if account.email != in_letters(account.email):
            account.email = in_letters(account.email)
            account.save(update_fields=["email"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0023_rights_in_halves"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(bring_into_letters, migrations.RunPython.noop)]
