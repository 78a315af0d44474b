"""Takes an import back, unless later edits would be lost."""

from collections import namedtuple
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from people.accounts.acting import judge_in_passing, judge_rights
from people.models import Person
from people.models.former_slug import FormerSlug
from people.models.history import HistoryEvent
from people.models.kept import KeptRow
from skillsdir.models import ImportedChange, ImportStatus, SpreadsheetImport
from skillsdir.races import persistent
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.entities import json_value
from skillsdir.spreadsheet.nouns.people import PEOPLE
from skillsdir.spreadsheet.writing.applying import (
    in_turn,
    list_fields,
    list_out_of_reach,
)
from skillsdir.spreadsheet.writing.emails import find_own, take_back_emails
from skillsdir.spreadsheet.writing.locks import LOOPS, lock_tables
from skillsdir.spreadsheet.writing.rows import (
    delete,
    insert,
    new_ids,
    update,
    with_keys,
    written_fields,
)

# What the site notes itself is nobody's edit.
NOT_EDITED = {"id", "reminded_at", "digested_at", "over_at"}
LATER = "a later import, to be undone first"
GOES_WITH_ITS_ROW = HistoryEvent | FormerSlug | KeptRow


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A row that was changed, or is referred to, since the import wrote it."""

    place: str
    label: str
    why: str


class NotAppliedError(Exception):
    """There is nothing to undo: never applied, undone already, or too long ago."""


def can_undo(import_, now=None) -> bool:
    """Whether it is applied, and not too long ago; later edits may still forbid it."""
    days = timedelta(days=settings.DIRECTORY["UNDO_DAYS"])
    return (
        import_.status == ImportStatus.APPLIED
        and import_.applied_at > (now or timezone.now()) - days
    )


@persistent
@transaction.atomic
def undo_plan(import_, *, by, keep=None):
    """Put everything back as it was before; return `[]`, or the `Obstacle`s.

    With obstacles nothing is put back. Sent twice, it undoes nothing twice. They are
    given to `keep(obstacles)` in the end, before anybody in them can be erased. Raises
    `NotAppliedError`.
    """
    with pghistory.context(user=by and by.pk, undone_import=import_.pk):
        lock_tables()
        judge_in_passing()
        import_ = SpreadsheetImport.objects.select_for_update().get(pk=import_.pk)
        if not can_undo(import_):
            raise NotAppliedError("It is not applied, or too long ago.")
        obstacles = put_back_or_object(import_, by)
        if not obstacles:
            import_.status = ImportStatus.UNDONE
            import_.undone_by, import_.undone_at = by, timezone.now()
            import_.save()
            judge_rights()
        if keep:
            keep(obstacles)
    return obstacles


def put_back_or_object(import_, by):
    """Put everything back, or nothing: then return the `Obstacle`s."""
    with transaction.atomic():
        objections = put_back(import_, by)
        transaction.set_rollback(bool(objections))
    # Every row is there again, with its name.
    return [
        obstacle
        for noun, of_noun in objections
        for obstacle in describe_obstacles(noun, of_noun)
    ]


def put_back(import_, by):
    """Remove what was added, then change back what was changed.

    Return what stands against it: by noun, pairs of a change and a reason.
    """
    nouns = list(reversed(NOUNS.values()))
    changes = changes_by_noun(import_)
    if objections := collect(nouns, lambda noun: find_edited(noun, changes[noun.name])):
        return objections
    for noun in nouns:
        of_noun = changes[noun.name]
        changes[noun.name] = what_goes_back(noun, of_noun, import_.applied_at)
    if objections := collect(
        nouns, lambda noun: find_out_of_reach(noun, changes[noun.name], by)
    ):
        return objections
    if own := find_own(changes[PEOPLE.name], by):
        return [(PEOPLE, own)]
    import_.changes.all().delete()
    added = {
        NOUNS[noun].model: {
            change.object_id: change
            for change in of_noun
            if change.action == Action.ADDED
        }
        for noun, of_noun in changes.items()
    }
    unsay_leaving(added[Person])
    # Keys of what is removed are looked for in the end: until then they may dangle.
    for noun in nouns:
        delete(noun.model, added[noun.model])
    try:
        with transaction.atomic():
            for noun in nouns:
                restore(noun, changes[noun.name])
            take_back_emails(import_, changes[PEOPLE.name])
            with connection.cursor() as cursor:
                cursor.execute(f"SET CONSTRAINTS {LOOPS} IMMEDIATE")
    except IntegrityError:
        if objections := collect(
            nouns, lambda noun: find_taken(noun, changes[noun.name])
        ):
            return objections
        raise
    return collect(nouns, lambda noun: find_referred(noun, added))


def unsay_leaving(added):
    """Let nobody have left who is removed: the database closes what leavers had."""
    left = [pk for pk, change in added.items() if change.after.get("left_on")]
    update(Person, [{"id": pk, "left_on": None} for pk in left])


def collect(nouns, find):
    """Pairs of a noun and what `find(noun)` finds, of those with anything."""
    pairs = [(noun, find(noun)) for noun in nouns]
    return [(noun, objections) for noun, objections in pairs if objections]


Noted = namedtuple("Noted", "noun pk action object_id place before after account_hash")


def changes_by_noun(import_):
    changes = {noun: [] for noun in NOUNS}
    for row in import_.changes.order_by("pk").values_list(*Noted._fields):
        changes[row[0]].append(Noted(*row))
    return changes


def find_edited(noun, changes):
    objections = []
    current = read_rows(noun, {change.object_id for change in changes})
    for change in changes:
        row = current.get(change.object_id)
        if row is None:
            # Removing what was added is all that undoing would do.
            if change.action == Action.CHANGED:
                objections.append((change, "is removed by now"))
            continue
        after = with_keys(noun.model, change.after)
        apart = noun.apart if change.action == Action.CHANGED else ()
        names = [
            name
            for name in change.after
            if name not in NOT_EDITED and name not in apart
            if row.get(name) != after[name]
        ]
        if names:
            fields = ", ".join(noun.heading(name).lower() for name in sorted(names))
            objections.append((change, f"was changed since: {fields}"))
    return objections


def what_goes_back(noun, changes, since):
    """The changes, with what their rows get back for what they had before."""
    if noun.settle is None:
        return changes
    changed = [change for change in changes if change.action == Action.CHANGED]
    later = written_later(noun, changed)
    current = read_rows(noun, {change.object_id for change in changed})
    settled = {}
    for change in without_gone_writers(noun, changed):
        pk = change.object_id
        values = change.before, change.after, current[pk], since, bool(later[pk])
        settled[pk] = change._replace(before=noun.settle(*values))
        if later[pk]:
            hand_on(noun, change, settled[pk].before, later[pk])
    ImportedChange.objects.bulk_update(chain(*later.values()), ["before", "after"])
    return [settled.get(change.object_id, change) for change in changes]


def written_later(noun, changes):
    """What later imports that stand wrote anew of what stands `apart`: lists by row."""
    here = {change.object_id: change.pk for change in changes}
    imports = SpreadsheetImport.objects.filter(status=ImportStatus.APPLIED)
    written = ImportedChange.objects.filter(
        spreadsheet_import__in=imports, noun=noun.name, object_id__any=[*here]
    )
    later = {pk: [] for pk in here}
    for one in written.order_by("pk"):
        is_apart = not one.after.keys().isdisjoint(noun.apart)
        if one.pk > here[one.object_id] and is_apart:
            later[one.object_id].append(one)
    return later


def hand_on(noun, change, settled, later):
    """Let what stands `apart` go back with the first later import that wrote it anew.

    To what was before this change, unless somebody has written it in between. What
    undoing this writes itself is nobody's edit to the later ones, nor do they bring
    back what was there until then.
    """
    first = later[0]
    before, after, settled = (
        {name: values[name] for name in noun.apart if name in values}
        for values in (change.before, change.after, settled)
    )
    if before and after == {
        name: first.before.get(name, after[name]) for name in after
    }:
        first.before, first.after = first.before | before, after | first.after
    for one in later:
        for values in (one.before, one.after):
            values |= {name: settled[name] for name in settled.keys() & values.keys()}


def without_gone_writers(noun, changes):
    """The changes, of which none brings back the name of an account that is deleted."""
    for name in noun.written_by:
        named = {change.before.get(name) for change in changes} - {None}
        accounts = noun.model._meta.get_field(name).related_model._default_manager
        known = set(accounts.filter(pk__in=named).values_list("pk", flat=True))
        changes = [
            change._replace(before=change.before | {name: None})
            if change.before.get(name) in named - known
            else change
            for change in changes
        ]
    return changes


def find_out_of_reach(noun, changes, by):
    """People whose e-mail or last day would change, and in which `by` has no say."""
    if noun.model is not Person:
        return []
    found = {one.object_id: one for one in changes}
    fields = {pk: one.before.keys() for pk, one in found.items()}
    return [(found[pk], "takes a superuser") for pk in list_out_of_reach(by, fields)]


def find_taken(noun, changes):
    """Rows whose place somebody else has by now: a name, or an address."""
    objections = []
    changed = {
        change.object_id: change
        for change in changes
        if change.action == Action.CHANGED
    }
    for pk, row in noun.model.objects.in_bulk(changed).items():
        for name in changed[pk].before.keys() - noun.lists.keys():
            field = noun.model._meta.get_field(name)
            setattr(row, field.attname, field.to_python(changed[pk].before[name]))
        try:
            row.clean()
            row.validate_unique()
            row.validate_constraints()
        except ValidationError as error:
            why = " ".join(error.messages)
            objections.append((changed[pk], f"cannot be as it was: {why}"))
    return objections


def describe_obstacles(noun, objections):
    """Obstacles with the names of their rows, from pairs of a change and a reason."""
    ids = [change.object_id for change, _ in objections]
    rows = noun.model.objects.select_related(*label_keys(noun.model))
    labels = {row.pk: row_label(row) for row in rows.filter(pk__any=ids)} if ids else {}
    return [
        Obstacle(change.place, labels.get(change.object_id, noun.name), why)
        for change, why in objections
    ]


def read_rows(noun, ids):
    """Rows by id as they are, as JSON values by field."""
    if not ids:
        return {}
    fields = written_fields(noun.model)
    names = [field.name for field in fields]
    rows = noun.model.objects.order_by().filter(pk__any=ids)
    current = {}
    for row in rows.values_list("pk", *(field.attname for field in fields)):
        values = zip(names, map(json_value, row[1:]), strict=True)
        current[row[0]] = dict(values) | {name: [] for name in noun.lists}
    for name, through in noun.lists.items():
        owner, other = list_fields(noun, name)
        pairs = through.objects.filter(**{f"{owner}_id__any": ids})
        for pk, listed in pairs.order_by(f"{other}_id").values_list(
            f"{owner}_id", f"{other}_id"
        ):
            current[pk][name].append(listed)
    return current


def label_keys(model):
    """The keys that a row's words need."""
    words = ("person", "project", "skill", "expertise__skill", "endorsed_by")
    names = {field.name for field in model._meta.fields if field.is_relation}
    return [word for word in words if word.partition("__")[0] in names]


def row_label(row):
    person = getattr(row, "person", None)
    return f"{person}: {row}" if person else str(row)


def restore(noun, changes):
    changed = [change for change in changes if change.action == Action.CHANGED]
    written = [(change.object_id, change.before) for change in changed]
    for rows in in_turn(noun, written):
        update(noun.model, rows)
    for name, through in noun.lists.items():
        owner, other = list_fields(noun, name)
        wanted = {
            change.object_id: change.before.get(name, [])
            for change in changes
            if change.action == Action.ADDED or name in change.after
        }
        through.objects.filter(**{f"{owner}_id__any": wanted}).delete()
        rows = [
            {owner: pk, other: listed} for pk, ids in wanted.items() for listed in ids
        ]
        for row, pk in zip(rows, new_ids(through, len(rows)), strict=True):
            row["id"] = pk
        insert(through, rows)


def find_referred(noun, added):
    """What was added and is gone now, and something else refers to it."""
    changes = added[noun.model]
    references = find_references(noun.model, added) if changes else {}
    return [
        (changes[pk], f"is referred to since: {name}")
        for pk, name in references.items()
    ]


def find_references(model, added):
    """By what else than added rows those of a model are referred to, by id."""
    references = {}
    for relation in model._meta.get_fields(include_hidden=True):
        if not is_reference(relation):
            continue
        other, key = relation.related_model, relation.field
        rows = other._base_manager.filter(**{f"{key.attname}__any": added[model]})
        if other in added:
            rows = rows.exclude(pk__any=added[other])
        for pk in rows.order_by().values_list(key.attname, flat=True).distinct():
            is_import = other is ImportedChange
            name = LATER if is_import else other._meta.verbose_name_plural
            references[pk] = str(name)
    return references


def is_reference(relation):
    """Whether it is a key of another table, but for what goes with the row itself."""
    return (
        relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and not issubclass(relation.related_model, GOES_WITH_ITS_ROW)
    )
