"""Writes the changes of a plan, and notes what it takes to undo them."""

from skillsdir.models import ImportedChange
from skillsdir.spreadsheet.changes import Action
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.slugs import Slugs
from skillsdir.spreadsheet.writing import (
    insert,
    json_value,
    new_ids,
    update,
    with_keys,
    written_fields,
)


class WriteProgress:
    """Counts written rows: what is written, and what is noted of it for undoing."""

    def __init__(self, found, tell):
        self.tell = tell
        self.done = 0
        self.total = 2 * (found.totals["added"] + found.totals["changed"])

    def __call__(self, count):
        self.done += count
        if self.tell:
            self.tell(self.done, self.total)


def write_changes(found, import_, by, progress):
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
        # What is added may take what others give up; keys are checked at the end.
        write_changed(noun, changes, progress)
        insert(noun.model, [*rows.values()], progress)
        write_lists(noun, changes)
        note_changes(noun, changes, rows, import_, progress)


def give_ids(model, changes):
    for change, pk in zip(changes, new_ids(model, len(changes)), strict=True):
        change.pk = pk
        if change.entity:
            change.entity.pk = pk


def added_rows(noun, changes, by):
    """Whole rows by id, as JSON values."""
    added = [change for change in changes if change.action is Action.ADDED]
    fields = written_fields(noun.model)
    slugs = Slugs(noun.model) if added and "slug" in noun.targets else None
    rows = {}
    for change in added:
        values = change.after | noun.stamps(change.after, by) | {"id": change.pk}
        row = {
            field.name: json_value(
                values[field.name] if field.name in values else field.get_default()
            )
            for field in fields
        }
        rows[change.pk] = with_keys(noun.model, row)
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
        row = {name: json_value(values[name]) for name in names}
        turn = 0 if noun.gives_way(values) else 1
        groups.setdefault((turn, names), []).append(row | {"id": pk})
    for (_, names), rows in sorted(groups.items(), key=turn_of):
        if names:
            yield rows


def turn_of(group):
    return group[0][0]


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


def note_changes(noun, changes, rows, import_, progress):
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
                "person": person_about(noun, change),
            }
        )
    for one, pk in zip(noted, new_ids(ImportedChange, len(noted)), strict=True):
        one["id"] = pk
    insert(ImportedChange, noted, progress)


def person_about(noun, change):
    """The id of whom a row is about, if of anybody."""
    if noun.about == "entity":
        return change.pk
    return change.values[noun.about].pk if noun.about else None
