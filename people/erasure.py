"""Erasing a person: what is stored about them goes, what they worked on stays."""

import json
from datetime import timedelta
from functools import reduce
from operator import or_

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import CASCADE, Count, Q, Window
from django.utils import timezone

from people import rules
from people.models import Person
from people.models.history import HistoryEvent, only_names
from people.names import names, written
from people.personal_data import sign_in_attempts

FORMER = "Former member"
# Bookings stay, without words: projects and their success figures count on them.
STAYS = {"assignments"}
# Of the person's own row; all other columns become what they are in a new one.
KEPT_COLUMNS = {"id", "version"}
MOST_MENTIONS = 20


@transaction.atomic
def erase(*, person, by):
    """Erase what is stored about the person, the account too; the row stays, nameless.

    Who calls this takes the words from what stays. It cannot be undone. Raises
    `PermissionDenied` if `by` may not.
    """
    person = Person.objects.select_for_update(of=["self"]).get(pk=person.pk)
    if not rules.may_erase(by, person):
        raise PermissionDenied
    forget_log(person)
    forget_files(person)
    sign_in_attempts(person).delete()
    account = person.user
    make_nameless(person)
    if account:
        account.delete()
    relations = Person._meta.related_objects
    for relation in relations:
        rows = rows_of(relation, person)
        if is_history(relation):
            continue
        if relation.on_delete is not CASCADE:
            rows.update(**{relation.field.name: None})
        elif relation.get_accessor_name() not in STAYS:
            rows.delete()
    # Last of all: what went wrote history.
    for relation in filter(is_history, relations):
        # What is about others names a former member from now on.
        if not only_names(relation):
            rows_of(relation, person).delete()
    return person


def is_history(relation):
    return issubclass(relation.related_model, HistoryEvent)


def rows_of(relation, person):
    rows = relation.related_model._base_manager
    return rows.filter(**{relation.field.name: person.pk})


def make_nameless(person):
    for field in person._meta.concrete_fields:
        if field.name not in KEPT_COLUMNS and not field.generated:
            setattr(person, field.attname, field.get_default())
    yesterday = timezone.localdate() - timedelta(days=1)
    person.name = FORMER
    person.slug = f"former-member-{person.pk}"
    person.email = f"former-member-{person.pk}@erased.invalid"
    person.left_on = yesterday
    person.save()


# The admin site's log


def forget_log(person):
    """Remove entries about the person and the rows that go, or that name the person."""
    about = [person]
    for relation in Person._meta.related_objects:
        if relation.on_delete is CASCADE:
            about += rows_of(relation, person)
    rows = {}
    for row in about:
        rows.setdefault(type(row), []).append(str(row.pk))
    conditions = [
        Q(content_type=ContentType.objects.get_for_model(model), object_id__in=ids)
        for model, ids in rows.items()
    ]
    LogEntry.objects.filter(reduce(or_, conditions)).delete()
    entries = LogEntry.objects.values_list("pk", "object_repr", "change_message")
    told = [pk for pk, *texts in entries.iterator() if tell_of(person, texts)]
    LogEntry.objects.filter(pk__any=told).delete()


def tell_of(person, texts):
    """Whether the texts have name or e-mail; messages are JSON, or plain words."""
    text = " ".join(map(unescaped, texts))
    return names(text, person.name) or names(text, person.email)


def unescaped(text):
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


# Files that wait to be taken in


def forget_files(person):
    """Have each model forget what it holds in files, where it has a `forget`."""
    for model in apps.get_models():
        if forget := getattr(model, "forget", None):
            forget(person)


# What others wrote


def mentions(person):
    """Rows of others and of projects whose texts name the person, and how many.

    They are the first few of each kind. What others wrote is theirs, and is read again
    by somebody: nothing is replaced in it by machine.
    """
    found, count = [], 0
    for app in ("people", "projects"):
        for model in apps.get_app_config(app).get_models():
            rows = naming(model, person.name)
            own = own_key(model)
            if own:
                rows = rows.exclude(**{own: person.pk})
            first = list(
                rows.annotate(naming_count=Window(Count("pk")))[:MOST_MENTIONS]
            )
            count += first[0].naming_count if first else 0
            found += first
    return found, count


def naming(model, name):
    """Rows of the model that have the name in one of their texts, however written."""
    texts = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    ]
    conditions = [
        Q(**{f"{text}__fold__contains": way}) for text in texts for way in written(name)
    ]
    return model._base_manager.filter(reduce(or_, conditions, Q(pk__in=[])))


def goes_along(relation):
    return relation.on_delete is CASCADE or (
        is_history(relation) and not only_names(relation)
    )


def own_key(model):
    """By what a row of the model is the person's own, and so goes or is emptied."""
    if model is Person:
        return "pk"
    keys = {
        one.field.name
        for one in Person._meta.related_objects
        if one.related_model is model and goes_along(one)
    }
    return "person" if "person" in keys else next(iter(keys), None)
