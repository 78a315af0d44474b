"""Taking back what was just done, as long as nothing has been built upon it.

The message that tells of an act carries a token, signed and for its reader alone: what
the rows were before, and which versions of them the act made. The server keeps nothing,
and takes nothing back from rows that somebody has changed since.
"""

from django.apps import apps
from django.contrib import messages
from django.core import serializers, signing
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, Value
from django.db.models.deletion import Collector
from django.http import HttpRequest

from people.editing.versions import OutdatedError

SALT = "people.editing.undo"
# Seconds: who comes back the next day acts anew.
MOST_AGE = 24 * 3600


class ExactTimes(DjangoJSONEncoder):
    """With microseconds."""

    def default(self, o):
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def state_of(*rows: Model) -> str:
    """The rows as they are, and all that would go if they were removed."""
    all_rows = [each for row in rows for each in (row, *hanging_on(row))]
    return serializers.serialize("json", all_rows, cls=ExactTimes)


def hanging_on(row):
    collector = Collector(using=row._state.db)
    collector.collect([row])
    rows = [each for found in collector.data.values() for each in found]
    rows += [each for found in collector.fast_deletes for each in found]
    return [each for each in rows if each != row and not each._meta.auto_created]


def say_with_undo(request: HttpRequest, words: str, *, was="", made=()) -> None:
    """Tell of an act on the next page, with a button that takes it back.

    `was` is the `state_of` its rows before; `made` are the rows that it left, new ones
    or as it changed them.
    """
    token = undo_token(by=request.user, was=was, made=made)
    messages.success(request, words, extra_tags=token)


def undo_token(*, by, was="", made=()):
    versions = [
        (row._meta.label_lower, row.pk, version_of(type(row).objects, row.pk))
        for row in made
    ]
    content = {"by": by.pk, "was": was or "[]", "made": versions}
    return signing.dumps(content, salt=SALT, compress=True)


def version_of(rows, pk):
    """The version that is saved of a row, 1 where none are counted; 0 without a row."""
    name = "version" if hasattr(rows.model, "version") else Value(1)
    return rows.order_by().filter(pk=pk).values_list(name, flat=True).first() or 0


def undo(token: str, *, by, check) -> list[Model]:
    """Make the rows what they were, and return them; those that were new go.

    `check(row, by)` locks what a row belongs to, and raises `PermissionDenied` or
    `ValidationError` where `by` may not make it so. Raises `OutdatedError` where
    somebody has built upon it since, and `PermissionDenied` for a token that is
    another's, too old, or none.
    """
    content = read_token(token, by)
    try:
        with transaction.atomic():
            was = list(serializers.deserialize("json", content["was"]))
            rows = restore(was, content["made"], lambda row: check(row, by))
            connection.check_constraints()
    except (IntegrityError, serializers.base.DeserializationError):
        raise OutdatedError from None
    return rows


def read_token(token, by):
    try:
        content = signing.loads(token, salt=SALT, max_age=MOST_AGE)
    except signing.BadSignature:
        raise PermissionDenied("This cannot be taken back any more.") from None
    if content["by"] != by.pk:
        raise PermissionDenied("Somebody else did this.")
    return content


def restore(was, made, check):
    made = {(label, pk): version for label, pk, version in made}
    now = {key: row_now(*key) for key in made}
    if not all(now.values()):
        raise OutdatedError
    for row in [*now.values(), *(each.object for each in was)]:
        check(row)
    for (label, pk), version in made.items():
        locked = apps.get_model(label).objects.select_for_update(no_key=True)
        if version_of(locked, pk) != version:
            raise OutdatedError
    new = now.keys() - {key_of(each.object) for each in was}
    for key in new:
        now[key].delete()
    # What only hung on a row that is still there stays as it is.
    back = [
        each
        for each in was
        if key_of(each.object) in made or not row_now(*key_of(each.object))
    ]
    if not new and not back:
        raise OutdatedError
    for each in back:
        each.save()
    return [each.object for each in back]


def row_now(label, pk):
    return apps.get_model(label)._base_manager.filter(pk=pk).first()


def key_of(row):
    return row._meta.label_lower, row.pk
