"""Erasing a person: what is stored about them goes, what they worked on stays."""

import json
from datetime import timedelta
from functools import reduce
from itertools import chain
from operator import or_

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import CASCADE, Count, Q, Window

from people import rules
from people.accounts.acting import judge_again
from people.accounts.names import (
    accounts_left_behind_by,
    hash_subject,
    others_with_email,
    wait_for_email,
)
from people.database.turns import wait_to_erase
from people.models import (
    Location,
    Person,
    Skill,
    SkillAlias,
    SkillCategory,
    Team,
    UndoRecord,
    VerifiedEmail,
)
from people.models.former_slug import FormerSlug
from people.models.history import HistoryEvent, only_names
from people.privacy.personal_data import sign_in_attempts
from people.spelling.emails import fold_email
from people.spelling.names import written
from people.words import local_day

FORMER = "Former member"
# Bookings stay, without words: projects and their success figures count on them.
STAYS = {"assignments"}
# Of the person's own row; all other columns become what they are in a new one.
KEPT_COLUMNS = {"id", "version"}
MOST_MENTIONS = 20
MOST_TRIES = 100
# Whose name is their own, or that of a thing, whatever it says.
NAMED_MODELS = (Person, Team, Location, SkillCategory, Skill, SkillAlias)
# How rows are called that begin with a name: “Ana on Churn”, “Ana for Churn”,
# “Ana: Python (3)”.
AFTER_NAME = (" on ", " for ", ": ")


@transaction.atomic
def erase(*, person, by):
    """Erase what is stored about the person, the account too; the row stays, nameless.

    So do accounts that were the person's, or have an e-mail of theirs and are
    nobody's: who is erased is out by all of them. Who calls this takes the words from
    what stays. It cannot be undone. Raises `PermissionDenied` if `by` may not.
    """
    wait_to_erase()
    person = Person.objects.select_for_update(of=["self"]).get(pk=person.pk)
    for email in sorted(had := emails_of(person)):
        wait_for_email(email)
    get_user_model().objects.select_for_update().filter(pk=person.user_id).first()
    judge_again()
    if not rules.may_erase(by, person):
        raise PermissionDenied
    forget_log(person)
    forget_files(person)
    sign_in_attempts(person).delete()
    accounts = [person.user] if person.user else []
    accounts += lock_left_behind(person)
    had |= {fold_email(account.email) for account in accounts if account.email}
    verified = VerifiedEmail.objects.filter(user__in=accounts)
    theirs = set(verified.values_list("pk", flat=True))
    make_nameless(person)
    for account in accounts:
        account.delete()
    forget_verified(had, theirs)
    relations = Person._meta.related_objects
    for relation in relations:
        rows = related_rows(relation, person)
        if is_history_relation(relation):
            continue
        if relation.on_delete is not CASCADE:
            rows.update(**{relation.field.name: None})
        elif relation.get_accessor_name() not in STAYS:
            rows.delete()
    # Last of all: what went wrote history.
    for relation in filter(is_history_relation, relations):
        # What is about others names a former member from now on.
        if not only_names(relation):
            related_rows(relation, person).delete()
    # What could be undone may name anybody.
    UndoRecord.objects.all().delete()
    return person


def emails_of(person):
    """The folded e-mails that the person has and had."""
    return set(map(fold_email, has_and_had(person, "email")))


def has_and_had(person, column) -> set[str]:
    """What stands in the person's column now, and stood there before."""
    had = person.events.order_by().values_list(column, flat=True).distinct()
    return {text for text in (getattr(person, column), *had) if text}


def forget_verified(emails, theirs):
    """Forget what single sign-on verified: of the e-mails, and in `theirs`, by ids.

    What is the e-mail of somebody else is not forgotten, but for whom it was.
    """
    about = VerifiedEmail.objects.filter(Q(email__folded__in=emails) | Q(pk__in=theirs))
    for pk, email, subject in about.values_list("pk", "email", "subject"):
        verified = about.filter(pk=pk)
        is_others = email and others_with_email(email, get_user_model()())
        if not is_others:
            verified.delete()
        elif pk in theirs:
            verified.update(subject=hash_subject(subject))


def lock_left_behind(person):
    """Accounts that go along, as they are and stay until the transaction ends."""
    found = accounts_left_behind_by(person).order_by("pk")
    locked = found.select_for_update(of=["self"]).values_list("pk", flat=True)
    # Locked first: while this waited one may have been given rights.
    return accounts_left_behind_by(person).filter(pk__in=list(locked))


def going_with(person):
    """Accounts without a profile that go as the person is erased, by an e-mail."""
    return accounts_left_behind_by(person).order_by("username")


def is_history_relation(relation):
    return issubclass(relation.related_model, HistoryEvent)


def related_rows(relation, person):
    rows = relation.related_model._base_manager
    return rows.filter(**{relation.field.name: person.pk})


def erased_ids() -> set[int]:
    return set(Person.objects.filter(name=FORMER).values_list("pk", flat=True))


def make_nameless(person):
    """Empty the row; its slug is the first of its kind that is free."""
    for field in person._meta.concrete_fields:
        if field.name not in KEPT_COLUMNS and not field.generated:
            setattr(person, field.attname, field.get_default())
    yesterday = local_day() - timedelta(days=1)
    person.name = FORMER
    person.left_on = yesterday
    stem = f"former-member-{person.pk}"
    stems = (stem, *(f"{stem}-{number}" for number in range(2, MOST_TRIES)))
    if not any(is_saved_as(person, free) for free in stems):
        raise IntegrityError(f"No slug like {stem} is free.")


def is_saved_as(person, stem):
    """Save the row; false where the slug is somebody else's."""
    person.slug = stem
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return False
    return True


# The admin site's log


def forget_log(person):
    """Remove entries about the person and their rows, and the name from any others."""
    own = own_rows(person)
    conditions = [
        Q(content_type=ContentType.objects.get_for_model(model), object_id__in=ids)
        for model, ids in own.items()
    ]
    LogEntry.objects.filter(reduce(or_, conditions)).delete()
    begins = [f"{person.name}{words}" for words in AFTER_NAME]
    named = [Q(object_repr__startswith=text) for text in begins]
    named += [Q(change_message__contains=json.dumps(text)[:-1]) for text in begins]
    entries = list(LogEntry.objects.filter(reduce(or_, named)))
    theirs = row_texts(Person.objects.filter(name=person.name).exclude(pk=person.pk))

    def without_name(text):
        is_own = text.startswith(tuple(begins)) and text not in theirs
        return FORMER + text.removeprefix(person.name) if is_own else text

    for entry in entries:
        entry.object_repr = without_name(entry.object_repr)[:200]
        entry.change_message = in_message(entry.change_message, without_name)
    LogEntry.objects.bulk_update(entries, ["object_repr", "change_message"])


def own_rows(person):
    """Ids, as the log writes them, of the person's rows by model: those gone, too."""
    accounts = accounts_left_behind_by(person).values_list("pk", flat=True)
    account_ids = {str(pk) for pk in (person.user_id, *accounts) if pk}
    own = {Person: {str(person.pk)}, get_user_model(): account_ids}
    for relation in Person._meta.related_objects:
        rows = related_rows(relation, person)
        model = relation.related_model
        if is_history_relation(relation) and not only_names(relation):
            model = model.pgh_tracked_model
            known = rows.values_list("pgh_obj_id", flat=True)
            here = model._base_manager.filter(pk__in=known.order_by())
            ids = set(known) - set(here.values_list("pk", flat=True))
        elif relation.on_delete is CASCADE:
            ids = rows.values_list("pk", flat=True)
        else:
            continue
        own.setdefault(model, set()).update(map(str, ids))
    return own


def row_texts(people):
    """What the rows of the people are called, as far as that begins with a name."""
    return {
        str(row)
        for person in people
        for relation in Person._meta.related_objects
        if relation.on_delete is CASCADE and not is_history_relation(relation)
        for row in related_rows(relation, person)
    }


def in_message(message, changed):
    """An entry's message with rows, as the admin site names them, called otherwise."""
    if not message.startswith("[{"):
        return message
    changes = json.loads(message)
    for change in chain.from_iterable(each.values() for each in changes):
        if "object" in change:
            change["object"] = changed(change["object"])
    return json.dumps(changes)


# Files that wait to be taken in


def forget_files(person):
    """Have each app forget what it holds in files, where its config says how."""
    for config in apps.get_app_configs():
        if forget := getattr(config, "forget", None):
            forget(person)


# What others wrote


def mentions(person):
    """Rows of others and of projects whose texts name the person, and how many.

    They are the first few of each kind. What others wrote is theirs, and is read again
    by somebody: nothing is replaced in it by machine.
    """
    named, count = [], 0
    for app in ("people", "projects"):
        for model in apps.get_app_config(app).get_models():
            rows = select_mentions(model, person.name)
            own = own_key(model)
            if own:
                rows = rows.exclude(**{own: person.pk})
            first = list(
                rows.annotate(naming_count=Window(Count("pk")))[:MOST_MENTIONS]
            )
            count += first[0].naming_count if first else 0
            named += first
    return named, count


def select_mentions(model, name):
    """Rows of the model that have the name, however written, in one of their texts."""
    conditions = [
        Q(**{f"{text}__fold__contains": way})
        for text in texts_in(model)
        for way in written(name)
    ]
    return model._base_manager.filter(reduce(or_, conditions, Q(pk__in=[])))


def is_called(model):
    """Whether a row's name, now or then, is no mention of somebody else."""
    return issubclass(model, (*NAMED_MODELS, HistoryEvent))


def texts_in(model):
    """The fields in which somebody writes about others: no names, no slugs."""
    if issubclass(model, FormerSlug):
        return []
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not field.choices
        and not isinstance(field, models.SlugField | models.EmailField)
        and not (field.name == "name" and is_called(model))
    ]


def goes_along(relation):
    return relation.on_delete is CASCADE or (
        is_history_relation(relation) and not only_names(relation)
    )


def own_key(model):
    """By what a row of the model is the person's own, and so goes or is emptied."""
    if model is Person:
        return "pk"
    keys = {
        relation.field.name
        for relation in Person._meta.related_objects
        if relation.related_model is model and goes_along(relation)
    }
    return "person" if "person" in keys else next(iter(keys), None)
