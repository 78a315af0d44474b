"""What goes with an e-mail that an import gave somebody, once that is taken back.

Whoever reads its mail may have chosen a password meanwhile.
"""

from hashlib import sha256
from itertools import dropwhile, groupby, takewhile
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import is_password_usable, make_password
from django.utils.crypto import get_random_string

from people.models import Person, PersonEvent
from people.models.history import FROM, TO
from people.rules import IsProtected
from people.spelling.emails import is_same_email
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.people import PEOPLE


def account_hash(user, password):
    """What tells later whether somebody has another account, or another password.

    Where none can be used, it does not matter which. What is stored of a password
    leads back to none.
    """
    is_usable = password is not None and is_password_usable(password)
    known = f"{user or ''} {password if is_usable else ''}"
    return sha256(known.encode()).hexdigest()


def gave_emails(import_) -> bool:
    """Whether it gave another e-mail to somebody who was there before."""
    changes = import_.changes.filter(noun=PEOPLE.name, action=Action.CHANGED)
    return changes.filter(after__email__gt="").exists()


def account_hashes(people):
    """By id of a person, what an import notes before it gives them another e-mail."""
    rows = Person.objects.filter(pk__any=people).order_by()
    accounts = rows.values_list("pk", "user_id", "user__password")
    return {pk: account_hash(*account) for pk, *account in accounts}


def gives_email(change):
    return change.action == Action.CHANGED and bool(change.after.get("email"))


def given_emails(changes):
    """Those of the changes of people that gave another e-mail, by id of the person."""
    return {change.object_id: change for change in changes if gives_email(change)}


def passwords_since(given):
    """By account with another password than the import noted, what gave the e-mail.

    Accounts that follow no profile are left out, as their e-mail is their own.
    """
    people = Person.objects.filter(pk__any=[*given], user__isnull=False).order_by()
    people = people.exclude(IsProtected("user__is_superuser", "user"))
    return {
        user: given[pk]
        for pk, user, password in people.values_list("pk", "user", "user__password")
        if is_password_usable(password)
        and given[pk].account_hash != account_hash(user, password)
    }


def find_own(changes, by):
    """What gave the e-mail of who takes it back, if their password is another since.

    It may be its reader who does.
    """
    given = given_emails(changes)
    own = passwords_since(given).get(by.pk) if by and given else None
    why = "your password is another since: somebody else has to undo it"
    return [(own, why)] if own else []


def take_back_emails(import_, changes):
    """Let nobody have, or have had, the e-mails that these changes of people gave.

    Their profiles have those of before by now.
    """
    given = given_emails(changes)
    if given:
        take_back_passwords(given)
        unsay_emails(import_, {pk: one.after["email"] for pk, one in given.items()})


def take_back_passwords(given):
    """Replace those that were chosen since: their people choose anew, by a mail.

    Sessions and links have ended with the e-mail, and what single sign-on knew by it
    opens nothing. Who had no password has none again: beside single sign-on, nobody
    may choose a first one.
    """
    since = passwords_since(given)
    first = [
        user
        for user, change in since.items()
        if change.account_hash in (account_hash(None, None), account_hash(user, None))
    ]
    accounts = get_user_model().objects.filter(pk__in=since)
    # Somebody may have been promoted meanwhile.
    accounts = accounts.exclude(IsProtected("is_superuser", "pk"))
    accounts.filter(pk__in=first).update(password=make_password(None))
    nobodys = make_password(get_random_string(40))
    accounts.exclude(pk__in=first).update(password=nobodys)


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
        for state in said_by(import_, said[person], list(as_kept(of_person)))
    ]
    PersonEvent.objects.filter(pk__any=ids).update(email_is_taken_back=True)


def as_kept(states):
    """The states; what was before a change with the e-mail of the one before it.

    That one was brought into the form that is kept, by a migration: nobody gave
    anything anew.
    """
    last = None
    for state in states:
        if state.pgh_label == FROM and last is not None:
            last = state._replace(email=last.email)
        else:
            last = state
        yield last


def said_by(import_, email, states):
    """The states in which somebody had the e-mail by the import.

    Undoing another one gives back what was had before, by whatever that was. Who gave
    the same e-mail anew by hand has done so, but not who wrote it otherwise.
    """
    found, by, before, last = [], None, {}, None
    for state in states:
        imported = state.pgh_context__spreadsheet_import
        if state.pgh_label == TO and state.email != last:
            # Each once: what follows in the same transaction has the same context.
            if imported and imported not in before:
                before[imported], by = by, imported
            elif (undone := state.pgh_context__undone_import) in before:
                by = before.pop(undone)
            elif not is_same_email(state.email, last):
                by = None
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
