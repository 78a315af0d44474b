"""E-mails and user names of before are brought into the one form that is kept.

Patterns of imports wrote what nobody could type: <ana@x.org>, or a domain whose mail
goes elsewhere.
"""

import re
from collections import Counter
from contextlib import suppress
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.db import migrations

import people.fields
from people.accounts.names import kept_username
from people.spelling.emails import clean_email, fold_case, fold_email, mailed

AROUND = re.compile(r"[\s<>()\[\]{},;:|\"“”„«»]+")
PERSON_HELP = "Who never signs in needs none. The account's e-mail, too: changing it ends the account's open sessions, and the links in mails that were sent before."

TAKE_PASSWORDS = """
UPDATE auth_user SET password = people_no_password()
WHERE id = ANY (%s) AND password NOT LIKE '!%%'
    AND NOT people_is_protected(is_superuser, id)
"""


def proper(email):
    """The one form of an e-mail; what is none stays as it is."""
    words = [word.strip("'’‘`.*") for word in AROUND.split(email) if "@" in word]
    for text in (email, *words):
        with suppress(ValidationError):
            return clean_email(text)
    # What hidden signs or needless quotes are in goes where mail arrived.
    with suppress(ValidationError, ValueError):
        return clean_email(mailed(email))
    return email


def arrives_elsewhere(email, kept):
    """Whether mail to the e-mail as it was written went to another mailbox."""
    try:
        _, address = parseaddr(sanitize_address(email, "utf-8"))
    except ValueError:
        return False
    return fold_email(address) != fold_email(kept)


def bring_people_into_form(apps, schema_editor):
    """Of two who would have one mailbox who was written otherwise has none any more.

    Nor the account, which the database closes. Who chose a password by a mail that
    arrived elsewhere is somebody else.
    """
    everybody = apps.get_model("people", "Person").objects
    rows = everybody.exclude(email=None).order_by("pk")
    emails = {
        pk: (email, proper(email), user)
        for pk, email, user in rows.values_list("pk", "email", "user")
    }
    taken = {fold_case(email) for email, kept, _ in emails.values() if email == kept}
    strangers = []
    for pk, (email, kept, user) in emails.items():
        if email == kept:
            continue
        if fold_case(kept) in taken:
            everybody.filter(pk=pk).update(user=None, email=None)
            continue
        taken.add(fold_case(kept))
        everybody.filter(pk=pk).update(email=kept)
        if user and arrives_elsewhere(email, kept):
            strangers.append(user)
    schema_editor.execute(TAKE_PASSWORDS, [strangers])


def bring_what_was_into_form(apps, schema_editor):
    """Whose an e-mail was is looked for by the form that is kept as well.

    What was before a change stays: every state is there as what it became, too.
    """
    events = apps.get_model("people", "PersonEvent").objects
    identities = apps.get_model("people", "Identity").objects
    for rows in (events.exclude(pgh_label="changed_from"), identities.order_by()):
        emails = rows.exclude(email=None).order_by().values_list("email", flat=True)
        for email in emails.distinct():
            if email != proper(email):
                rows.filter(email=email).update(email=proper(email))


def bring_names_into_form(apps, schema_editor):
    """User names that are e-mails; of two that would become one the other stays."""
    accounts = apps.get_model("auth", "User").objects.order_by("pk")
    names = dict(accounts.filter(username__contains="@").values_list("pk", "username"))
    taken = Counter(map(fold_case, names.values()))
    for pk, name in names.items():
        kept = kept_username(name)
        # Its own counts as well, where only capitals differ.
        is_taken = taken[fold_case(kept)] > (fold_case(kept) == fold_case(name))
        if kept != name and not is_taken:
            taken[fold_case(kept)] += 1
            accounts.filter(pk=pk).update(username=kept)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0024_own_emails_in_letters"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(bring_people_into_form, migrations.RunPython.noop),
        migrations.RunPython(bring_what_was_into_form, migrations.RunPython.noop),
        migrations.RunPython(bring_names_into_form, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="identity",
            name="email",
            field=people.fields.KeptEmailField(
                help_text="What the provider verified. Holds as long as it is the account's.",
                max_length=254,
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="email",
            field=people.fields.KeptEmailField(
                blank=True, null=True, max_length=254, help_text=PERSON_HELP
            ),
        ),
        migrations.AlterField(
            model_name="personevent",
            name="email",
            field=people.fields.KeptEmailField(
                blank=True, null=True, max_length=254, help_text=PERSON_HELP
            ),
        ),
    ]
