"""Writes what a dry run says, all of it or nothing, and what it takes to undo it."""

from contextlib import contextmanager, suppress

import pghistory
from django.db import DatabaseError, transaction
from django.utils import timezone

from people.accounts.acting import judge_in_passing, judge_rights
from people.database.turns import DRY_RUNS, wait_turn
from people.models import Person
from people.privacy.erasure import erased_ids
from people.rules import beyond_moving, out_of_reach
from people.skills.loading import FreeSlugs
from skillsdir.models import ImportedChange, ImportStatus, SpreadsheetImport
from skillsdir.races import persistent
from skillsdir.spreadsheet.columns.remembered import remember
from skillsdir.spreadsheet.drafts.drafts import Draft, current_dry_run
from skillsdir.spreadsheet.drafts.saved import seen_people
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.entities import json_value
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing.as_shown import NotAsShownError, check_as_shown
from skillsdir.spreadsheet.writing.emails import account_hashes, gives_email
from skillsdir.spreadsheet.writing.locks import lock_tables
from skillsdir.spreadsheet.writing.progress import claim
from skillsdir.spreadsheet.writing.rows import (
    in_batches,
    insert,
    new_ids,
    update,
    with_keys,
    written_fields,
)


class Slugs(FreeSlugs):
    """Hands out slugs that no row and no page has."""

    def keep(self, slug):
        """The slug itself if nobody has it, else the next that is free."""
        if slug in self.taken:
            return self.take(slug)
        self.taken.add(slug)
        return slug


class WriteProgress:
    """Counts written rows: what is written, and what is noted of it for undoing."""

    def __init__(self, planned, tell):
        self.tell = tell
        self.done = 0
        self.total = 2 * (planned.totals["added"] + planned.totals["changed"])

    def __call__(self, count):
        self.done += count
        if self.tell:
            self.tell(self.done, self.total)


def write_changes(planned, import_, by, progress):
    """Write all changes, noun by noun, and what it takes to undo them."""
    by_noun = {}
    for change in planned.changes:
        if change.action in (Action.ADDED, Action.CHANGED):
            by_noun.setdefault(change.of, []).append(change)
    for noun, changes in by_noun.items():
        added = [change for change in changes if change.action is Action.ADDED]
        give_ids(noun.model, added)
    for noun in NOUNS.values():
        changes = by_noun.get(noun, [])
        slugs = new_slugs(noun, changes)
        apart = stood_apart(noun, changes)
        # What is added may take what others give up; keys are checked at the end.
        write_changed(noun, changes, progress)
        for some in in_batches(changes):
            rows = added_rows(noun, some, slugs, by)
            insert(noun.model, [*rows.values()], progress)
            write_lists(noun, some)
            note_changes(noun, some, rows, apart, import_, progress)


def give_ids(model, changes):
    for change, pk in zip(changes, new_ids(model, len(changes)), strict=True):
        change.pk = pk
        if change.entity:
            change.entity.pk = pk


def new_slugs(noun, changes):
    """The slugs of new rows, by id: first those that the file gives."""
    added = [change for change in changes if change.action is Action.ADDED]
    if not added or "slug" not in noun.targets:
        return {}
    slugs = Slugs(noun.model)
    given = {
        change.pk: slugs.keep(slug)
        for change in added
        if (slug := change.after.get("slug"))
    }
    return {
        change.pk: given.get(change.pk) or slugs.take(change.after["name"])
        for change in added
    }


def added_rows(noun, changes, slugs, by):
    """Whole rows by id, as JSON values."""
    fields = written_fields(noun.model)
    rows = {}
    for change in changes:
        if change.action is not Action.ADDED:
            continue
        values = change.after | noun.stamps(change.after, by) | {"id": change.pk}
        if slugs:
            values["slug"] = slugs[change.pk]
        row = {
            field.name: json_value(
                values[field.name] if field.name in values else field.get_default()
            )
            for field in fields
        }
        rows[change.pk] = with_keys(noun.model, row)
    return rows


def write_changed(noun, changes, progress):
    written = [
        (change.pk, change.after)
        for change in changes
        if change.action is Action.CHANGED
    ]
    for rows in in_turn(noun, written):
        update(noun.model, rows, progress)


def in_turn(noun, written):
    """Rows to be updated, of pairs of an id and values; same fields together.

    Those come first that let another row take their place.
    """
    groups = {}
    for pk, values in written:
        names = frozenset(values).difference(noun.lists)
        row = unwritten(noun, values)
        row |= {name: json_value(values[name]) for name in names}
        turn = 0 if noun.gives_way(values) else 1
        groups.setdefault((turn, names), []).append(row | {"id": pk})
    for (_, names), rows in sorted(groups.items(), key=turn_of):
        if names:
            yield rows


def unwritten(noun, values):
    """Who wrote others of the values did not write these."""
    return {
        name: None
        for name, written in noun.written_by.items()
        if not values.keys().isdisjoint(written)
    }


def turn_of(group):
    return group[0][0]


def write_lists(noun, changes):
    """Add what is new in lists of other rows."""
    for name, through in noun.lists.items():
        owner, other = list_fields(noun, name)
        rows = [
            {owner: change.pk, other: entity.pk}
            for change in changes
            for entity in change.after.get(name, frozenset())
            - change.before.get(name, frozenset())
        ]
        for row, pk in zip(rows, new_ids(through, len(rows)), strict=True):
            row["id"] = pk
        insert(through, rows)


def list_fields(noun, name):
    """The names of a list's two keys: to the row, and to what is in the list."""
    field = noun.model._meta.get_field(name)
    return field.m2m_field_name(), field.m2m_reverse_field_name()


def stood_apart(noun, changes):
    """By id, all that stands `apart` in the rows in which some of it changes."""
    changed = [change for change in changes if change.action is Action.CHANGED]
    ids = [one.pk for one in changed if not one.after.keys().isdisjoint(noun.apart)]
    rows = noun.model.objects.order_by().filter(pk__any=ids) if ids else None
    return {
        pk: dict(zip(noun.apart, map(json_value, values), strict=True))
        for pk, *values in (rows.values_list("pk", *noun.apart) if ids else ())
    }


def note_changes(noun, changes, rows, apart, import_, progress):
    noted = []
    hashes = hashes_of(noun, changes)
    for change in changes:
        before = {name: json_value(value) for name, value in change.before.items()}
        after = {name: json_value(value) for name, value in change.after.items()}
        if stood := apart.get(change.pk):
            before, after = stood | before, stood | unwritten(noun, after) | after
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
                "person": person_about(noun, change),
                "account_hash": hashes.get(change.pk, ""),
            }
        )
    for row, pk in zip(noted, new_ids(ImportedChange, len(noted)), strict=True):
        row["id"] = pk
    insert(ImportedChange, noted, progress)


def hashes_of(noun, changes):
    """`account_hashes` of the people who get another e-mail."""
    given = [change.pk for change in changes if gives_email(change)]
    return account_hashes(given) if given and noun.model is Person else {}


def person_about(noun, change):
    if noun.about == "entity":
        return change.pk
    return change.values[noun.about].pk if noun.about else None


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


def apply_plan(import_, *, by, progress=None, leave_rejected=False, keep=None):
    """Plan anew and write it in one transaction; return the `Plan`.

    `by` is the user, `None` for a command; `progress(done, total)` is called as rows
    are written, `keep(plan)` in the end, before anybody else writes. Raises
    `RejectedRowsError` unless `leave_rejected`, `NotAsShownError` where a dry run that
    is kept says otherwise, and `NotADraftError`. Whatever is raised, or however the
    process ends, nothing is half done: the import then is `failed`, or `applying` while
    nobody works on it, and can be applied again.
    """
    with claimed(import_):
        return write_all(import_, by, progress, leave_rejected, keep)


@persistent
@transaction.atomic
def write_all(import_, by, progress, leave_rejected, keep):
    with pghistory.context(user=by and by.pk, spreadsheet_import=import_.pk):
        lock_tables()
        read_again(import_)
        judge_in_passing()
        draft = Draft(import_)
        dry_run = current_dry_run(draft)
        seen = dry_run and seen_people(dry_run)
        planned = plan(draft.sheets, draft.answers, seen)
        reject_access(planned, by)
        if planned.totals["rejected"] and not leave_rejected:
            raise RejectedRowsError(planned)
        check_as_shown(planned, dry_run)
        write_changes(planned, import_, by, WriteProgress(planned, progress))
        remember(planned.questions, draft.answers)
        mark_applied(import_, planned, by)
        if keep:
            keep(planned)
        judge_rights()
    return planned


# What an account hangs on, and of which people somebody has no say in it.
ACCESS = {"email": beyond_moving, "left_on": out_of_reach}


def reject_access(planned, by):
    """Reject what changes the access of a person that `by` has no say in."""
    changes = {
        one.pk: one for one in planned.only(Action.CHANGED) if one.of.model is Person
    }
    fields = {pk: one.after.keys() for pk, one in changes.items()}
    for pk in list_out_of_reach(by, fields):
        changes[pk].reject("for the e-mail and last day it takes a superuser")


def list_out_of_reach(by, fields):
    """Of people, ids with the fields that change, those that the user may not change.

    Commands may.
    """
    found = set()
    for name, beyond in ACCESS.items() if by else ():
        ids = [pk for pk, names in fields.items() if name in names]
        people = Person.objects.filter(pk__any=ids) if ids else Person.objects.none()
        found |= {*beyond(by, people).values_list("pk", flat=True)}
    return sorted(found)


def mark_applied(import_, planned, by):
    """Note that it is applied; file and answers have no use any more."""
    import_.status = ImportStatus.APPLIED
    import_.counts = planned.counts
    import_.applied_by, import_.applied_at = by, timezone.now()
    import_.file, import_.sheets, import_.answers = None, None, {}
    import_.problem = ""
    import_.save(force_update=True)


def read_again(import_):
    """As it is behind the lock: it goes with the last person of it who is erased."""
    try:
        import_.refresh_from_db()
    except SpreadsheetImport.DoesNotExist:
        raise NotADraftError("It was removed meanwhile.") from None


# One at a time

ERASED_MEANWHILE = "Somebody was erased meanwhile. Nothing was changed: apply it again."


@contextmanager
def claimed(import_):
    """Let nobody else apply the import, and say how it ended if it does not."""
    with claim(import_.pk) as is_free:
        if not is_free:
            raise NotADraftError("It is being applied right now.")
        rows = SpreadsheetImport.objects.filter(pk=import_.pk, status__in=OPEN)
        if not rows.update(status=ImportStatus.APPLYING):
            raise NotADraftError("It was applied already, or discarded.")
        erased = erased_ids()
        try:
            yield
        except (RejectedRowsError, NotAsShownError):
            rows.update(status=ImportStatus.DRAFT)
            raise
        except BaseException as error:
            save_failure(rows, error, erased)
            raise
        finally:
            with suppress(SpreadsheetImport.DoesNotExist):
                import_.refresh_from_db()


@transaction.atomic
def save_failure(rows, error, erased):
    """Say why it failed, unless that may name somebody who was not `erased` before."""
    wait_turn(*DRY_RUNS, shared=True)
    is_lasting = erased_ids() <= erased
    problem = describe_failure(error) if is_lasting else ERASED_MEANWHILE
    rows.update(status=ImportStatus.FAILED, problem=problem)


def describe_failure(error):
    """Why it failed, without what the database tells of rows: that is personal."""
    if isinstance(error, DatabaseError):
        return f"The database refused it: {str(error).splitlines()[0]}"
    return str(error) or type(error).__name__
