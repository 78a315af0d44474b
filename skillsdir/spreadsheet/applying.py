"""Writes what a dry run says, all of it or nothing."""

from contextlib import contextmanager

import pghistory
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from skillsdir.models import ImportedChange, ImportStatus, SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.changes import Action
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.planning import plan
from skillsdir.spreadsheet.reading import read_workbook
from skillsdir.spreadsheet.remembering import remember
from skillsdir.spreadsheet.slugs import Slugs
from skillsdir.spreadsheet.writing import (
    columns_of,
    insert,
    json_value,
    new_ids,
    update,
)

# The first half of the advisory lock's key; the other is the import's id.
LOCKS = 0x5EE7
OPEN = (ImportStatus.DRAFT, ImportStatus.FAILED, ImportStatus.APPLYING)


class RejectedRowsError(Exception):
    """Rows were rejected; `plan` says which and why. Nothing was written."""

    def __init__(self, plan):
        self.plan = plan
        first = plan.only(Action.REJECTED)[0]
        super().__init__(
            f"Rows rejected: {plan.totals['rejected']}; the first is {first.place},"
            f" {first.label}: {first.why}."
        )


class NotADraftError(Exception):
    """The import was applied already, or somebody is applying it right now."""


def apply(import_, *, by, progress=None, leave_rejected=False):
    """Plan anew and write it in one transaction; return the `Plan`.

    `by` is the user, `None` for a command; `progress(done, total)` is called as rows
    are written. Raises `RejectedRowsError` unless `leave_rejected`, and
    `NotADraftError`. Whatever is raised, or however the process ends, nothing is half
    done: the import then is `failed`, or `applying` with `is_interrupted` true, and
    can be applied again.
    """
    history = pghistory.context(user=by and by.pk)
    with claimed(import_), transaction.atomic(), history:
        lock_tables()
        answers = Answers.from_json(import_.answers)
        sheets = read_workbook(import_.content, import_.file_name)
        found = plan(sheets, answers)
        if found.totals["rejected"] and not leave_rejected:
            raise RejectedRowsError(found)
        write(found, import_, by, Progress(found, progress))
        remember(found.questions, answers)
        finish(import_, found, by)
    return found


def finish(import_, found, by):
    """Note that it is applied; file and answers have no use any more."""
    import_.status = ImportStatus.APPLIED
    import_.counts = found.counts
    import_.applied_by, import_.applied_at = by, timezone.now()
    import_.file, import_.answers, import_.problem = None, {}, ""
    import_.progress = 100
    import_.save()


# One at a time


@contextmanager
def claimed(import_):
    """Let nobody else apply the import, and say how it ended if it does not."""
    if not try_lock(import_):
        raise NotADraftError("It is being applied right now.")
    try:
        rows = SpreadsheetImport.objects.filter(pk=import_.pk, status__in=OPEN)
        if not rows.update(status=ImportStatus.APPLYING, progress=0):
            raise NotADraftError("It was applied already, or discarded.")
        import_.refresh_from_db()
        try:
            yield
        except RejectedRowsError:
            rows.update(status=ImportStatus.DRAFT)
            raise
        except BaseException as error:
            rows.update(status=ImportStatus.FAILED, problem=reason(error))
            raise
        finally:
            import_.refresh_from_db()
    finally:
        unlock(import_)


def reason(error):
    """Why it failed, without what the database tells of rows: that is personal."""
    if isinstance(error, DatabaseError):
        return f"The database refused it: {str(error).splitlines()[0]}"
    return str(error) or type(error).__name__


def try_lock(import_):
    """A lock of the session: it goes with the process, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, import_.pk])
        return cursor.fetchone()[0]


def unlock(import_):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, import_.pk])


def is_interrupted(import_):
    """Whether it was being applied by a process that is no more."""
    if import_.status != ImportStatus.APPLYING:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory'"
            " AND classid = %s AND objid = %s AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCKS, import_.pk],
        )
        return not cursor.fetchone()[0]


def lock_tables():
    """Let others read, and wait with writing until the import is done."""
    tables = ", ".join(
        connection.ops.quote_name(noun.model._meta.db_table) for noun in NOUNS.values()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


# Writing


class Progress:
    """Counts written rows: what is written, and what is noted of it for undoing."""

    def __init__(self, found, tell):
        self.tell = tell
        self.done = 0
        self.total = 2 * (found.totals["added"] + found.totals["changed"])

    def __call__(self, count):
        self.done += count
        if self.tell:
            self.tell(self.done, self.total)


def write(found, import_, by, progress):
    """Write all changes, noun by noun, and what it takes to undo them."""
    by_noun = {}
    for change in found.changes:
        if change.action in (Action.ADDED, Action.CHANGED):
            by_noun.setdefault(change.of, []).append(change)
    for noun, changes in by_noun.items():
        added = [change for change in changes if change.action is Action.ADDED]
        give_ids(noun.model, added)
    for noun in NOUNS.values():
        changes = by_noun.get(noun, [])
        rows = added_rows(noun, changes, by)
        insert(noun.model, [*rows.values()], progress)
        write_changed(noun, changes, progress)
        write_lists(noun, changes)
        note(noun, changes, rows, import_, progress)


def give_ids(model, changes):
    for change, pk in zip(changes, new_ids(model, len(changes)), strict=True):
        change.pk = pk
        if change.entity:
            change.entity.pk = pk


def added_rows(noun, changes, by):
    """Whole rows by id, as JSON values."""
    added = [change for change in changes if change.action is Action.ADDED]
    fields = columns_of(noun.model)
    slugs = Slugs(noun.model) if added and "slug" in noun.targets else None
    rows = {}
    for change in added:
        values = change.after | noun.stamps(change.after, by) | {"id": change.pk}
        rows[change.pk] = {
            field.name: json_value(
                values[field.name] if field.name in values else field.get_default()
            )
            for field in fields
        }
    if slugs:
        give_slugs(rows.values(), slugs)
    return rows


def give_slugs(rows, slugs):
    """First those that the file gives, so that nobody else takes them."""
    for row in rows:
        if row["slug"]:
            row["slug"] = slugs.keep(row["slug"])
    for row in rows:
        row["slug"] = row["slug"] or slugs.take(row["name"])


def write_changed(noun, changes, progress):
    """Update rows, those with the same fields together."""
    groups = {}
    for change in changes:
        if change.action is Action.CHANGED:
            names = [name for name in change.after if name not in noun.lists]
            row = {name: json_value(change.after[name]) for name in names}
            groups.setdefault(frozenset(names), []).append(row | {"id": change.pk})
    for names, rows in groups.items():
        if names:
            update(noun.model, rows, progress)


def write_lists(noun, changes):
    """Add what is new in lists of other rows."""
    for name, through in noun.lists.items():
        owner, other = list_fields(noun, name)
        rows = [
            {owner: change.pk, other: one.pk}
            for change in changes
            for one in change.after.get(name, frozenset())
            - change.before.get(name, frozenset())
        ]
        for row, pk in zip(rows, new_ids(through, len(rows)), strict=True):
            row["id"] = pk
        insert(through, rows)


def list_fields(noun, name):
    """The names of a list's two keys: to the row, and to what is in the list."""
    field = noun.model._meta.get_field(name)
    return field.m2m_field_name(), field.m2m_reverse_field_name()


def note(noun, changes, rows, import_, progress):
    """Keep what undoing takes."""
    noted = []
    for change in changes:
        before = {name: json_value(value) for name, value in change.before.items()}
        after = {name: json_value(value) for name, value in change.after.items()}
        lists = {name: after.get(name, []) for name in noun.lists}
        row = rows.get(change.pk)
        noted.append(
            {
                "spreadsheet_import": import_.pk,
                "noun": noun.name,
                "action": change.action,
                "object_id": change.pk,
                "place": change.place[:100],
                "before": before,
                "after": after if row is None else row | lists,
                "person": person_of(noun, change),
            }
        )
    for one, pk in zip(noted, new_ids(ImportedChange, len(noted)), strict=True):
        one["id"] = pk
    insert(ImportedChange, noted, progress)


def person_of(noun, change):
    """The id of whom a row is about, if of anybody."""
    if noun.about == "entity":
        return change.pk
    return change.values[noun.about].pk if noun.about else None
