"""Everything that is stored about a person, whatever table it is in.

What belongs to a person is read from the models: a new table that refers to people
is part of the answer from its first day.
"""

from axes.models import AccessAttempt
from django.db.models import CASCADE, SET_NULL, Prefetch
from django.utils import timezone

from people.accounts.accounts import find_account
from people.accounts.attempts import attempt_name, nobodys_name
from people.history import entries_of, events_about, referred_names
from people.models.history import HistoryEvent, only_names
from people.rules import account_email

# A password is kept only as something that cannot be turned back, and is of no use. Who
# is on a saved list is about others, and the owner may have lost the right to know.
LEFT_OUT = {"password", "account_hash", "new_count", "known_people", "told_people"}
LEFT_OUT |= {"gone_people", "gone_since"}
# What can be undone for a day are rows of their own, which may be about others.
LEFT_OUT |= {"was", "made"}
# Numbers of rows count those of others that were written in between: see `row_data`.
LEFT_OUT |= {"pgh_obj", "object_id"}
# Whom managers looked at hangs on how others' projects ended, which they narrow by.
NOT_TOLD = {"considered_for"}


def personal_data(person):
    """All of it as plain values by table; as many queries for few rows as for many."""
    return {
        "made_at": timezone.now(),
        "person": row_data(person, {}),
        "account": account_data(person.user),
        **owned_rows(person),
        "history": history_data(person),
        "sign_in_attempts": [row_data(row, {}) for row in sign_in_attempts(person)],
    }


def account_data(user):
    if user is None:
        return None
    groups = user.groups.values_list("name", flat=True)
    email = account_email(user)
    # The rows stay when the account goes, but for what they say of it.
    verified = [row_data(row, {}) for row in user.verified_emails.all()]
    more = {"email": email, "groups": list(groups), "verified_emails": verified}
    return row_data(user, {}) | owned_rows(user) | more


def sign_in_attempts(person):
    """Attempts under a name that the person may have typed, as they are counted.

    Those at another's account, which has the e-mail for a user name, are not theirs.
    """
    user = person.user
    own = (user.username, account_email(user)) if user else ()
    names = {person.email, *own} - {None, ""}
    theirs = [name for name in names if find_account(name) in (None, user)]
    # Nobody's, too, as it may have been before there was an account.
    typed = [
        kept for name in theirs for kept in (attempt_name(name), nobodys_name(name))
    ]
    return AccessAttempt.objects.filter(username__in=typed).order_by("pk")


def owned_rows(owner):
    """The rows that refer to the owner: in full if they are about the owner.

    Rows that stay when the owner goes are about something else: their names do.
    """
    owned = {}
    for relation in owner._meta.related_objects:
        # The profile of an account has its own place; proxies only repeat tables.
        if relation.one_to_one or relation.related_model._meta.proxy:
            continue
        name = relation.get_accessor_name()
        if name in NOT_TOLD:
            continue
        rows = list(rows_in(relation.related_model, relation.field.name, owner))
        if relation.on_delete is SET_NULL or only_names(relation):
            owned[name] = [str(row) for row in rows]
        else:
            names = referred_names(rows) if is_history(relation.related_model) else {}
            owned[name] = [full_data(row, names) for row in rows]
    return owned


def is_history(model):
    return issubclass(model, HistoryEvent)


def rows_in(model, field, owner):
    """The rows with all that is shown of them: to two keys away."""
    rows = model._base_manager.filter(**{field: owner}).order_by("pk")
    if is_history(model):
        return rows
    inner = [
        Prefetch(
            relation.get_accessor_name(),
            relation.related_model._base_manager.select_related(
                *key_paths(relation.related_model)
            ),
        )
        for relation in parts(model)
    ]
    lists = [field.name for field in model._meta.many_to_many]
    return rows.select_related(*key_paths(model)).prefetch_related(*inner, *lists)


def parts(model):
    """Relations of the rows that go with a row of the model."""
    return [key for key in model._meta.related_objects if key.on_delete is CASCADE]


def keys(model):
    return [field for field in model._meta.fields if field.is_relation]


def key_paths(model):
    return [
        path
        for key in keys(model)
        for path in (
            key.name,
            *(f"{key.name}__{inner.name}" for inner in keys(key.related_model)),
        )
    ]


def full_data(row, names):
    """A row with its lists and with the rows that go with it."""
    data = row_data(row, names)
    for field in row._meta.many_to_many:
        data[field.name] = [str(item) for item in getattr(row, field.name).all()]
    if not is_history(type(row)):
        for relation in parts(type(row)):
            name = relation.get_accessor_name()
            data[name] = [row_data(part, {}) for part in getattr(row, name).all()]
    return data


def row_data(row, names):
    """The columns of a row; keys as the names of what they refer to.

    Its own number is left out.
    """
    return {
        field.name: shown(row, field, names)
        for field in row._meta.concrete_fields
        if field.name not in LEFT_OUT and not field.primary_key
    }


def shown(row, field, names):
    value = getattr(row, field.attname)
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if name != "id"}
    if not field.is_relation or value is None:
        return value
    if is_history(type(row)):
        return names.get((field.related_model, value), value)
    return str(getattr(row, field.name))


def history_data(person):
    """The history as it is told on the page, newest first."""
    keys = [
        (events.model, pk)
        for events in events_about(person)
        for pk in events.values_list("pk", flat=True)
    ]
    entries = sorted(
        entries_of(keys).values(), key=lambda entry: entry.at, reverse=True
    )
    return [
        {"at": entry.at, "who": entry.who, "what": entry.what, "about": entry.about}
        for entry in entries
    ]
