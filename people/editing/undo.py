"""Taking back what was just done, as long as nothing has been built upon it.

The message that tells of an act has a button with the key of an `UndoRecord`: what the
rows were before, and what the act made of them. Nothing is taken back from rows that
somebody has changed since, and nothing twice.
"""

import json
from collections.abc import Callable
from datetime import timedelta

from django.apps import apps
from django.contrib import messages
from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.db.models.deletion import Collector
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from people.editing.versions import OutdatedError
from people.models import UndoRecord
from people.models.undo import ExactTimes

LASTS = timedelta(days=1)
# Sends what the form that takes it back sends, to an address of its own.
CONFIRM = (
    '{0} <button class="button button--link" form="undo-{1}" formaction="{2}"'
    ' hx-post="{2}" hx-target="#main" hx-select="#main" hx-swap="outerHTML">'
    "Confirm</button>"
)
# What a row hangs on may be gone.
GONE = (IntegrityError, ObjectDoesNotExist, serializers.base.DeserializationError)


def state_of(*rows: Model) -> list:
    """The rows as they are, each with all that would go if it were removed."""
    return [[told(row), [told(each) for each in hanging_on(row)]] for row in rows]


def told(row):
    (fields,) = serializers.serialize("python", [row])
    return json.loads(json.dumps(fields, cls=ExactTimes))


def hanging_on(row):
    collector = Collector(using=row._state.db)
    collector.collect([row])
    rows = [each for found in collector.data.values() for each in found]
    rows += [each for found in collector.fast_deletes for each in found]
    return [each for each in rows if each != row and not each._meta.auto_created]


def say_with_undo(
    request: HttpRequest, words: str, *, was=(), made=(), confirm=""
) -> None:
    """Tell of an act on the next page, with a button that takes it back.

    `was` is the `state_of` its rows before; `made` are the rows that it left, new ones
    or as it changed them. `confirm` is the address that would make it firm.
    """
    key = record(by=request.user, was=was, made=made)
    if key and confirm:
        words = format_html(CONFIRM, words, key, confirm)
    messages.success(request, words, extra_tags=key)


def record(*, by, was=(), made=()) -> str:
    """Keep what an act changed; returns the key, empty if others changed it as well."""
    left = [told(row) for row in map(row_now, made) if row]
    before = {key_of(row): row["fields"].get("version") for row, _ in was}
    for row in left:
        version = row["fields"].get("version")
        if version and version > (before.get(key_of(row)) or version) + 1:
            return ""
    UndoRecord.objects.filter(created_at__lt=timezone.now() - LASTS).delete()
    return UndoRecord.objects.create(user=by, was=list(was), made=left).key


def undo(key: str, *, by, check: Callable) -> None:
    """Make the rows what they were; those that were new go.

    `check(back, gone)` gets the rows that come back and those that go. It locks what
    they belong to, and raises `PermissionDenied` or `ValidationError` where that may
    not be. Raises `OutdatedError` where somebody has built upon it since, and where
    there is nothing that could be taken back.
    """
    kept = UndoRecord.objects.filter(
        key=key, user=by, created_at__gte=timezone.now() - LASTS
    )
    try:
        with transaction.atomic():
            take_back(kept, check)
            connection.check_constraints()
    except GONE:
        raise OutdatedError from None


def take_back(kept, check):
    found = kept.first()
    if not found:
        raise OutdatedError
    were = {key_of(row): (row, hanging) for row, hanging in found.was}
    made = {key_of(row): row for row in found.made}
    back = loaded(row for row, _ in were.values())
    new = loaded(made[key] for key in made.keys() - were.keys())
    gone = [row.object for row in new]
    check([row.object for row in back], gone)
    # Only now: who erases somebody locks the person first, and then takes this away.
    if not kept.select_for_update().first():
        raise OutdatedError
    for key in were | made:
        row = row_now_of(key)
        if (told(row) if row else None) != made.get(key):
            raise OutdatedError
    for row in gone:
        row.delete()
    for row in back:
        hanging = were[key_of(told(row.object))][1]
        is_here = row_now(row.object)
        row.save()
        for each in () if is_here else loaded(hanging):
            each.save()
    found.delete()


def loaded(told_rows):
    return list(serializers.deserialize("python", list(told_rows)))


def key_of(told_row):
    return told_row["model"], told_row["pk"]


def row_now(row):
    return type(row)._base_manager.filter(pk=row.pk).first()


def row_now_of(key):
    return apps.get_model(key[0])._base_manager.filter(pk=key[1]).first()
