"""How rows were until now: as history tells, and as imports noted it.

What an import did that was undone has not been.
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Min
from django.utils.functional import cached_property

from people.models import (
    Absence,
    Expertise,
    ExpertiseEvent,
    LearningGoal,
    LearningGoalEvent,
    Person,
    PersonEvent,
)
from people.models.expertise import UNFINISHED
from people.models.history import ADDED, FROM, REMOVED, TO
from people.words import day_words, local_day
from projects.models import (
    Assignment,
    AssignmentEvent,
    Project,
    ProjectEvent,
    SkillNeed,
    SkillNeedEvent,
)
from skillsdir.models import ImportedChange, ImportStatus, SpreadsheetImport

EVENTS = {
    Assignment: AssignmentEvent,
    Expertise: ExpertiseEvent,
    LearningGoal: LearningGoalEvent,
    Person: PersonEvent,
    Project: ProjectEvent,
    SkillNeed: SkillNeedEvent,
}
# Nouns whose rows may be gone, or be others by their key, since a file spoke of them:
# what tells a row from others of the same owner, who comes first.
KEYS = {
    Absence: ("person", "starts_on", "ends_on"),
    Assignment: ("person", "project", "starts_on"),
    Expertise: ("person", "skill"),
    LearningGoal: ("person", "skill"),
    SkillNeed: ("project", "skill", "level"),
}
IMPORTED, UNDONE = "spreadsheet_import", "undone_import"


def tracked_fields(noun):
    """The fields of which history tells; of others imports may have noted something."""
    events = EVENTS.get(noun.model)
    if events is None:
        return frozenset()
    names = {field.name for field in events._meta.fields} & noun.targets.keys()
    return frozenset(names.difference(noun.lists))


def edited(event):
    """When somebody edited; `None` where an import did it."""
    _, _, context, moment, *_ = event
    return None if context.get(IMPORTED) else When(moment)


def by_row(rows):
    """Events by row, in order, without those of imports that were undone.

    Rows begin with the id of the row, the label and the context.
    """
    for pk, events in groupby(rows, key=itemgetter(0)):
        events = [(*row[:2], row[2] or {}, *row[3:]) for row in events]
        undone = {row[2].get(UNDONE) for row in events} - {None}
        yield (
            pk,
            [
                row
                for row in events
                if UNDONE not in row[2] and row[2].get(IMPORTED) not in undone
            ],
        )


def steps_of(noun, ids, names):
    """Each change of rows, in order: id, what was, what was from then on, and when.

    There is no moment where an import did it, and nothing was before a row was added.
    """
    names = sorted(names)

    def values_of(event):
        return dict(zip(names, event[4:], strict=True))

    rows = events_of(noun, names, pgh_obj__any=[*ids])
    for pk, events in by_row(rows.iterator()):
        if events and events[0][1] == ADDED:
            added = events[0]
            yield pk, {}, values_of(added), edited(added)
        for one, other in pairwise(events):
            if (one[1], other[1]) == (FROM, TO):
                yield pk, values_of(one), values_of(other), edited(other)


def events_of(noun, names, **which):
    events = EVENTS[noun.model]
    columns = [events._meta.get_field(name).attname for name in names]
    rows = events.objects.filter(**which).order_by("pgh_obj_id", "pgh_id")
    return rows.values_list(
        *("pgh_obj_id", "pgh_label", "pgh_context", "pgh_created_at"), *columns
    )


def first_import():
    """When the first import was applied of those that stand; `None`: there is none."""
    rows = SpreadsheetImport.objects.filter(status=ImportStatus.APPLIED)
    return rows.aggregate(first=Min("applied_at"))["first"]


def noted_of(noun, **which):
    """What imports that stand wrote of rows, in order: id, values as JSON, and when."""
    rows = ImportedChange.objects.filter(
        spreadsheet_import__status=ImportStatus.APPLIED, noun=noun.name, **which
    )
    return rows.order_by("spreadsheet_import__applied_at", "pk").values_list(
        "object_id", "after", "spreadsheet_import__applied_at"
    )


class When(NamedTuple):
    """The moment of an edit, or that of the import since which it was."""

    moment: datetime
    word: str = "on"

    def is_until(self, moment):
        """Whether it is known to have been by then."""
        return moment is not None and self.word == "on" and self.moment <= moment

    def __str__(self):
        return f"{self.word} {day_words(local_day(self.moment))}"


@dataclass(slots=True)
class FormerRow:
    """A row with all that it was; and when it was `done` (removed, ended) here."""

    pk: int
    states: list = field(default_factory=list)
    when: When | None = None
    done: str = "removed"


class Former:
    """The rows of whom some changes are about, as they are or were. Two queries."""

    def __init__(self, noun, changes):
        self.noun = noun
        self.changes = changes

    @cached_property
    def rows(self):
        if self.noun.model not in KEYS:
            return []
        owner = KEYS[self.noun.model][0]
        named = {getattr(one.values.get(owner), "pk", None) for one in self.changes}
        owners = [*named - {None}]
        if not owners:
            return []
        if self.noun.model in EVENTS:
            return [*rows_of_history(self.noun, owner, owners)]
        return rows_of_notes(self.noun, owners)

    @cached_property
    def by_key(self):
        keys_of = self.noun.keys_of_row or self.noun.keys_of
        found = {}
        for row in self.rows:
            for key in {key for state in row.states for key in keys_of(state)}:
                found.setdefault(key, []).append(row.pk)
        return found

    def find(self, values):
        """Ids of rows that had a key of the values; none where a list says no days."""
        days = MOVED.get(self.noun.model)
        if days is None or not all(map(values.get, days)):
            return []
        return [
            pk for key in self.noun.keys_of(values) for pk in self.by_key.get(key, ())
        ]


# Nouns whose rows may get another key here, and what else a line has to say of it.
MOVED = {Absence: (), Assignment: ("starts_on",), SkillNeed: ()}


def rows_of_history(noun, owner, owners):
    """Of rows that were changed or removed: of others all is as it was."""
    names = sorted(tracked_fields(noun))
    events = EVENTS[noun.model].objects.filter(**{f"{owner}__any": owners})
    ids = events.filter(pgh_label__in=[FROM, REMOVED]).order_by().values("pgh_obj_id")
    rows = events_of(noun, names, **{f"{owner}__any": owners}, pgh_obj_id__in=ids)
    for pk, events in by_row(rows.iterator()):
        row = FormerRow(pk)
        for event in events:
            values = dict(zip(names, event[4:], strict=True))
            was_over = bool(row.states) and is_done_with(noun, row.states[-1])
            row.states.append(values)
            if is_done_with(noun, values) != was_over and event[1] == TO:
                row.when, row.done = (not was_over and edited(event)) or None, "ended"
        if events and events[-1][1] in (REMOVED, FROM):
            # After the last of all there is none, but for those of somebody else.
            row.when, row.done = edited(events[-1]), "removed"
        yield row


def is_done_with(noun, values):
    """Whether a booking has ended by its days, or a goal is reached or given up."""
    if noun.model is Assignment:
        return bool(values["ends_on"]) and values["ends_on"] < local_day()
    return noun.model is LearningGoal and values["status"] not in UNFINISHED


def rows_of_notes(noun, owners):
    """Of what history does not tell: what imports added, which is here or is not."""
    found, names = {}, KEYS[noun.model]
    fields = {name: noun.model._meta.get_field(name) for name in names}
    for pk, after, moment in noted_of(noun, person__any=owners):
        row = found.setdefault(pk, FormerRow(pk))
        noted = {name: after[name] for name in names if name in after}
        values = {name: fields[name].to_python(value) for name, value in noted.items()}
        row.states.append((row.states[-1] if row.states else {}) | values)
        row.when = When(moment, "since")
    for pk in noun.model.objects.filter(pk__any=[*found]).values_list("pk", flat=True):
        found[pk].when = None
    return [row for row in found.values() if row.states[0].keys() >= {*names}]
