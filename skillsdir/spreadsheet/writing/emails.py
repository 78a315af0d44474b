"""What goes with an e-mail that an import gave somebody, once that is taken back.

Whoever reads its mail may have chosen a password meanwhile.
"""

from itertools import dropwhile, groupby, takewhile
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.utils.crypto import get_random_string, salted_hmac

from people.models import Person, PersonEvent
from people.models.history import TO
from people.rules import IsProtected
from skillsdir.spreadsheet.nouns.base import Action


def account_hashes(people):
    """By id of a person, what tells whether account and password are the same later."""
    accounts = Person.objects.filter(pk__any=people).exclude(user=None)
    rows = accounts.order_by().values_list("pk", "user_id", "user__password")
    salt = f"{__name__}.account_hashes"
    return {
        pk: salted_hmac(salt, f"{user} {password}", algorithm="sha256").hexdigest()
        for pk, user, password in rows
    }


def gives_email(change):
    return change.action == Action.CHANGED and bool(change.after.get("email"))


def take_back_emails(import_, changes, by):
    """Let nobody have, or have had, the e-mails that these changes of people gave.

    Their profiles have those of before by now.
    """
    given = {change.object_id: change for change in changes if gives_email(change)}
    if given:
        take_back_passwords(given, by)
        unsay_emails(import_, {pk: one.after["email"] for pk, one in given.items()})


def take_back_passwords(given, by):
    """Replace those that were chosen since: their people choose anew, by a mail.

    Sessions and links have ended with the e-mail, and what single sign-on knew by it
    opens nothing. Who takes it back stays signed in.
    """
    now = account_hashes([*given])
    since = [pk for pk, one in now.items() if one != given[pk].account_hash]
    accounts = get_user_model().objects.filter(person__in=since)
    accounts = accounts.exclude(IsProtected("is_superuser", "pk"))
    accounts = accounts.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    # One that nobody knows: without any, nobody may choose beside single sign-on.
    password = make_password(get_random_string(40))
    accounts.exclude(pk=by and by.pk).update(password=password)


def unsay_emails(import_, said):
    """Mark them in the history of their people: they may be other accounts'."""
    states = PersonEvent.objects.filter(pgh_obj__any=[*said])
    rows = states.order_by("pgh_obj", "pgh_id").values_list(
        *("pgh_obj", "pk", "pgh_label", "email", "email_is_taken_back"),
        *("pgh_context__spreadsheet_import", "pgh_context__undone_import"),
        named=True,
    )
    ids = [
        state.pk
        for person, of_person in groupby(rows, attrgetter("pgh_obj"))
        for state in said_by(import_, said[person], list(of_person))
    ]
    PersonEvent.objects.filter(pk__any=ids).update(email_is_taken_back=True)


def said_by(import_, email, states):
    """The states in which somebody had the e-mail by the import.

    Undoing another one gives back what was had before, by whatever that was. Who gave
    the same e-mail anew by hand has done so.
    """
    found, by, before, last = [], None, {}, None
    for state in states:
        imported = state.pgh_context__spreadsheet_import
        if state.pgh_label == TO and state.email != last:
            # Each once: what follows in the same transaction has the same context.
            if imported and imported not in before:
                before[imported], by = by, imported
            else:
                by = before.pop(state.pgh_context__undone_import, None)
        last = state.email
        if by == import_.pk:
            found.append(state)
    return found or last_with(email, states)


def last_with(email, states):
    """The last states that had the e-mail: imports of before noted none as theirs.

    As if what is taken back had not been.
    """
    standing = [state for state in reversed(states) if not state.email_is_taken_back]
    since = dropwhile(lambda state: state.email != email, standing)
    return takewhile(lambda state: state.email == email, since)
