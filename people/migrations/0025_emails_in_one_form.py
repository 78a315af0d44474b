"""E-mails and user names of before are brought into the one form that is kept.

Patterns of imports wrote what nobody could type: <ana@x.org>, or a domain whose mail
goes elsewhere.
"""

import logging
import re
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import date
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.db import migrations

import people.fields
from people.accounts.names import kept_username
from people.spelling.emails import clean_email, fold_case, fold_email, mailed

logger = logging.getLogger(__name__)
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


def first_served(row):
    pk, email, user, left_on = row
    has_left = left_on is not None and left_on < date.today()
    return has_left, user is None, email != proper(email), pk


def bring_people_into_form(apps, schema_editor):
    """Of two who would have one mailbox one has none any more, nor an account.

    Who is here keeps it before who left, who has an account before who has none, and
    whose is written so before the other. The database closes the account. Who chose a
    password by a mail that arrived elsewhere is somebody else.
    """
    everybody = apps.get_model("people", "Person").objects
    rows = everybody.exclude(email=None).values_list("pk", "email", "user", "left_on")
    kept_by, changed, losers = {}, {}, {}
    for pk, email, user, _ in sorted(rows, key=first_served):
        kept = proper(email)
        if fold_case(kept) in kept_by:
            losers[pk] = fold_case(kept)
            continue
        kept_by[fold_case(kept)] = pk
        if kept != email:
            changed[pk] = kept, user and arrives_elsewhere(email, kept) and user
    # First, so that the others may have it.
    everybody.filter(pk__in=losers).update(user=None, email=None)
    for pk, key in losers.items():
        logger.warning(
            "Person %s had the mailbox of person %s, which is written otherwise: their "
            "e-mail is gone, and their account closed.",
            pk,
            kept_by[key],
        )
    for pk, (kept, _) in changed.items():
        everybody.filter(pk=pk).update(email=kept)
    strangers = [user for _, user in changed.values() if user]
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


def bring_own_emails_into_form(apps, schema_editor):
    """Those of accounts, superusers' first: one that would be another's as well stays.

    A profile without an account, which any directory admin may write, stands in no
    superuser's way. Databases have them that ran 0024 in its first form.
    """
    accounts = apps.get_model("auth", "User").objects.exclude(email="")
    people = apps.get_model("people", "Person").objects.exclude(email=None)
    whose, strangers = defaultdict(set), []
    for rows, user in ((people.order_by(), "user"), (accounts, "pk")):
        for email, pk in rows.values_list("email", user):
            whose[fold_case(email)].add(pk)
    in_turn = accounts.order_by("-is_superuser", "pk")
    for pk, email, is_superuser in in_turn.values_list("pk", "email", "is_superuser"):
        kept = proper(email)
        if kept == email:
            continue
        if whose[fold_case(kept)] - ({pk, None} if is_superuser else {pk}):
            logger.warning(
                "The own e-mail of account %s is another's as well, who writes it "
                "otherwise: it stays as it is.",
                pk,
            )
            continue
        whose[fold_case(kept)].add(pk)
        accounts.filter(pk=pk).update(email=kept)
        if arrives_elsewhere(email, kept):
            strangers.append(pk)
    schema_editor.execute(TAKE_PASSWORDS, [strangers])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0024_own_emails_in_letters"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(bring_people_into_form, migrations.RunPython.noop),
        migrations.RunPython(bring_what_was_into_form, migrations.RunPython.noop),
        migrations.RunPython(bring_names_into_form, migrations.RunPython.noop),
        migrations.RunPython(bring_own_emails_into_form, migrations.RunPython.noop),
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
