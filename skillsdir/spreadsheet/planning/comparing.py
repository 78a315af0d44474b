"""Compares what a file says with what is in the directory."""

import unicodedata

from django.utils.functional import cached_property

from people.fields import Ids
from people.models import Person
from people.spelling.emails import is_same_email
from people.spelling.names import name_key as person_key
from skillsdir.spreadsheet.answers import WATCHED, Twice
from skillsdir.spreadsheet.cells.names import person_name
from skillsdir.spreadsheet.edits import ask_of_edits
from skillsdir.spreadsheet.files.sheets import INVISIBLE
from skillsdir.spreadsheet.history import Former
from skillsdir.spreadsheet.nouns import BY_NOUN, NOUNS
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.entities import CellError, Entity, raw
from skillsdir.spreadsheet.planning.directory import name_key

NOUN_OF_MODEL = {noun.model: name for name, noun in BY_NOUN.items()}
NOTHING = {}


class Index:
    """The rows of a noun by key: those that are there, and what the file plans."""

    def __init__(self, noun, directory):
        self.noun = noun
        self.planned = {}
        # Rows that some change means by its best key: no other one means them too.
        self.claimed = {}
        self.rows = {}
        self.lists = {}
        # The changes that are compared with the rows.
        self.unsettled = ()
        if noun.within:
            self.load(Ids(directory.by_pk[noun.within[0]]))

    def load(self, ids):
        noun = self.noun
        names = (*noun.model_fields(), *noun.virtual)
        keys_of = noun.keys_of_row or noun.keys_of
        for pk, *held in noun.rows_within(ids):
            values = dict(zip(names, held, strict=True))
            for key in keys_of(values):
                self.rows.setdefault(key, (pk, values))
        for name, pairs_within in noun.lists_within.items():
            self.lists[name] = {}
            for pk, skill in pairs_within(ids):
                self.lists[name].setdefault(pk, set()).add(skill)

    def find(self, change):
        """The id of the row that is meant, and its values; None if it is new."""
        if change.entity:
            return change.entity.pk, change.entity.values
        for key in self.noun.keys_of(change.values):
            row = self.rows.get(key)
            if row and self.claimed.get(row[0], change) is change:
                return row
        return self.find_moved(change)

    def find_moved(self, change):
        """The row that had this key until somebody gave it another one here."""
        for pk in self.former.find(change.values):
            row = self.by_pk.get(pk)
            if row and self.claimed.setdefault(pk, change) is change:
                return row
        return None, None

    @cached_property
    def by_pk(self):
        return {row[0]: row for row in self.rows.values()}

    @cached_property
    def former(self):
        """What was of those of whom the file says something that is not here."""
        keys_of, rows = self.noun.keys_of, self.rows.keys()
        new = [one for one in self.unsettled if rows.isdisjoint(keys_of(one.values))]
        return Former(self.noun, new)

    def claim(self, change):
        if change.entity is None:
            best = self.noun.keys_of(change.values)[0]
            if row := self.rows.get(best):
                self.claimed.setdefault(row[0], change)

    def entity(self, values):
        """The row of a key, for others to refer to; `None` if there is none."""
        key = tuple(map(raw, values))
        label = ": ".join(map(str, values))
        if row := self.rows.get(key):
            return Entity(row[0], label)
        change = self.planned.get(key)
        if change and change.entity is None:
            change.entity = Entity(label=label)
            is_missing = change.action in (Action.REJECTED, Action.LEFT_OUT)
            change.entity.why = change.why if is_missing else ""
        return change and change.entity

    def values(self, key):
        """The values of a row as they will be; `None` if there is none."""
        values = self.rows.get(key, (None, None))[1]
        planned = self.planned.get(key)
        if planned and (planned.pk or planned.action is not Action.LEFT_OUT):
            values = (values or {}) | planned.values | planned.after
        return values


def compare(noun, survey):
    """Say of each change of a noun what becomes of its row."""
    index = survey.indexes[noun.name] = Index(noun, survey.directory)
    changes = merge(noun, survey, index)
    unsettled = [change for change in changes if change.action is None]
    index.unsettled = unsettled
    for change in unsettled:
        index.claim(change)
    for change in unsettled:
        settle(change, index, survey)
    ask_of_edits(noun, unsettled, survey)
    survey.changes[noun.name] = changes


def merge(noun, survey, index):
    """Make one of changes that are about the same row, or reject both."""
    kept = []
    for change in survey.changes[noun.name]:
        if change.action is not None:
            kept.append(change)
            if change.entity:
                # What else the file says of the row goes the same way.
                index.planned.setdefault(change.entity, change)
            continue
        keys = keys_in_file(noun, change)
        twin = next((index.planned[key] for key in keys if key in index.planned), None)
        if twin is None:
            kept.append(change)
            if noun.planned_keys and not change.entity:
                keys = noun.planned_keys(change.values)
            for key in keys:
                index.planned.setdefault(key, change)
        elif twin.action is Action.REJECTED:
            kept.append(change.reject(twin.why))
        elif why := conflict(noun, twin, change, survey):
            twin.reject(why)
            kept.append(change.reject(why))
    return kept


def keys_in_file(noun, change):
    if change.entity:
        return [change.entity]
    return (noun.twin_keys or noun.keys_of)(change.values)


# Letters that are told of other rows about the same.
MOST_TOLD = 300


def conflict(noun, twin, change, survey):
    """Add to the first of two what only the second says; or why that cannot be.

    Where they say different things, it is asked which one counts.
    """
    notes, differing = [], {}
    for name, value in change.values.items():
        if name not in noun.targets:
            continue
        held = twin.values.get(name, value)
        if name == "level" and value != held and are_two_names(twin, change):
            twin.values[name] = max(value, held)
            notes.append(
                f"“{twin.values['called']}” and “{change.values['called']}” are one"
                " skill here: the higher level counts"
            )
        elif noun.targets[name].is_list:
            twin.values[name] = held | value
        elif same(name, held, value):
            twin.values[name] = value
        elif noun.name == "people" and name == "name" and is_same_name(held, value):
            notes.append(f"there as “{value}”")
        else:
            differing[name] = value
    if differing and not (counting := survey.which_counts(change.place)):
        return differ(noun, twin, change, next(iter(differing)))
    for name, value in differing.items():
        heading = noun.heading(name).lower()
        held = twin.values[name]
        if counting == Twice.LAST:
            twin.values[name], value = value, held
        notes.append(f"{heading} “{noun.words(name, value)}” does not count")
    if change.place != twin.place:
        notes = [f"also at {change.place}", *notes]
    if notes and len(twin.why) < MOST_TOLD:
        others = [twin.why] if " “" in twin.why else []
        twin.why = "; ".join([*others, ", ".join(notes)])
    return ""


def differ(noun, twin, change, name):
    heading = noun.heading(name).lower()
    return (
        f"{twin.place} and {change.place} are about the same, and say"
        f" different things: {heading} is “{noun.words(name, twin.values[name])}”"
        f" and “{noun.words(name, change.values[name])}”"
    )


def is_same_name(name, other):
    """Whether two names differ in case, accents and order at most."""
    return person_key(person_name(name)) == person_key(person_name(other))


def are_two_names(twin, change):
    """Whether a list names one skill twice, each time otherwise: C and C++."""
    names = {name_key("skill", one.values.get("called", "")) for one in (twin, change)}
    return len(names - {""}) > 1


def same(name, value, held):
    """Whether two values of a field mean the same: of e-mails in any case."""
    value, held = raw(value), raw(held)
    if name == "email" and value and held:
        return is_same_email(value, held)
    return is_same(value, held)


def settle(change, index, survey):
    """Find the row that is meant and note what changes in it."""
    try:
        pk, values = index.find(change)
        if pk is None:
            plan_added(change, survey)
        else:
            change.pk = pk
            plan_changed(change, values, index, survey)
    except CellError as error:
        change.reject(str(error))


def plan_added(change, survey):
    noun, values = change.of, change.values
    for name in noun.required:
        if values.get(name) in (None, ""):
            raise CellError(f"needs a value for “{noun.heading(name)}”")
    after = noun.defaults(change, survey) | values
    hidden = NOT_WRITTEN - noun.targets.keys()
    after = {name: after[name] for name in after if name not in hidden}
    check_rules(noun, after | {"entity": change.entity}, survey)
    change.action, change.after = Action.ADDED, after


# What a line says of a booking or a skill beside its fields.
NOT_WRITTEN = {"phase", "sharing", "called"}


def plan_changed(change, old, index, survey):
    noun = change.of
    unfit = noun.fit(change, old)
    values, before, after = change.values, {}, {}
    for name, value in values.items():
        if name not in noun.targets or name in noun.virtual:
            continue
        if noun.targets[name].is_list:
            held = frozenset(index.lists[name].get(change.pk, ()))
            value = raw(value) | held
        else:
            held = old.get(name)
        if not same(name, value, held):
            before[name] = known(noun, name, held, survey)
            after[name] = known(noun, name, raw(value), survey)
    change.note(unfit)
    if not after:
        change.action = Action.LEFT_OUT if unfit else Action.UNCHANGED
        return
    left = ask_of_changes(change, before, after, survey)
    if left:
        change.why = f"left as it is, as decided: {', '.join(left)}"
    if not after:
        change.action = Action.LEFT_OUT
        return
    check_rules(noun, old | {"entity": change.pk} | values, survey)
    change.action, change.before, change.after = Action.CHANGED, before, after


def ask_of_changes(change, before, after, survey):
    """Take away what was decided not to change; the headings of that.

    Raises `CellError` where that is not decided yet.
    """
    left, undecided = [], []
    watched = WATCHED if change.of.model is Person else ()
    for name in [name for name in watched if name in after]:
        question = survey.ask_of_change(change, name, before[name], after[name])
        heading = question.label.lower()
        if question.answer is None:
            undecided.append(heading)
        elif not question.answer:
            del before[name], after[name], change.values[name]
            left.append(heading)
    if undecided:
        raise CellError(f"decide whether it may change: {', '.join(undecided)}")
    return left


def is_same(value, held):
    """Whether a cell says what the directory has, as far as a cell can say it."""
    if isinstance(value, str) and isinstance(held, str):
        return value == held or spaced_evenly(value) == spaced_evenly(held)
    return value == held


def spaced_evenly(text):
    """Text without what gets lost in a cell: see `values.plain_text`."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def known(noun, name, value, survey):
    """A key as the entity that it refers to, so that it can be shown by its name."""
    if isinstance(value, frozenset):
        return frozenset(known(noun, name, part, survey) for part in value)
    other = noun.model._meta.get_field(name).related_model
    if other is None or value is None or isinstance(value, Entity):
        return value
    entity = survey.directory.by_pk.get(NOUN_OF_MODEL.get(other), NOTHING).get(value)
    return entity or Entity(value, f"number {value}")


def check_rules(noun, values, survey):
    for rule in noun.rules:
        if why := rule(values):
            raise CellError(why)


def reject_dependents(changes):
    """Reject whatever refers to something new that is not going to be."""
    is_done = False
    while not is_done:
        is_done = True
        for change in changes:
            if change.action in (Action.ADDED, Action.CHANGED) and (
                missing := next(filter(is_missing, change.after.values()), None)
            ):
                change.reject(f"needs “{missing}”, which is rejected: {missing.why}")
                is_done = False


def is_missing(value):
    if isinstance(value, frozenset):
        return any(map(is_missing, value))
    return isinstance(value, Entity) and value.pk is None and bool(value.why)


# What of a row stands above it, and what is said of a row that would be there itself.
ABOVE = {
    "teams": ("parent", "it would be part of itself"),
    "people": ("manager", "they would manage themselves"),
}


def refuse_loops(survey):
    """Reject what would put a row above itself; whether there was any.

    That is together with what stays as it is: a query for each noun of which a row
    gets another one above it.
    """
    refused = [refuse_loops_of(noun, survey) for noun in ABOVE]
    return any(refused)


def refuse_loops_of(noun, survey):
    name, words = ABOVE[noun]
    changes = {
        change.pk or change.entity: change
        for change in survey.changes[noun]
        if change.action in (Action.ADDED, Action.CHANGED) and name in change.after
    }
    if not any(change.after[name] for change in changes.values()):
        return False
    rows = NOUNS[noun].model.objects.filter(**{f"{name}__isnull": False}).order_by()
    above = dict(rows.values_list("pk", name))
    above |= {key: raw(change.after[name]) for key, change in changes.items()}
    looping = [
        change for key, change in changes.items() if key and is_looping(key, above)
    ]
    for change in looping:
        change.reject(words)
    return bool(looping)


def is_looping(key, above):
    """Whether the row is above itself; `above` is by row what is next above it."""
    passed, row = set(), above.get(key)
    while row and row != key and row not in passed:
        passed.add(row)
        row = above.get(row)
    return row == key
