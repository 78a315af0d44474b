"""What somebody edited here since it was as a file says: asked, and never undone by it.

A shared workbook goes on saying what a member has put right in the directory. `history`
tells: somebody, no import, wrote last what stands here, or removed it.
"""

from functools import partial

from people.models import LearningGoal, Person
from projects.models import Assignment
from skillsdir.spreadsheet.answers import WATCHED
from skillsdir.spreadsheet.history import (
    KEYS,
    When,
    first_import,
    noted_of,
    steps_of,
    tracked_fields,
)
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.entities import json_value, raw

UNDECIDED = "decide whether it may replace what was edited here"


def ask_of_edits(noun, changes, survey):
    """Ask whether what was edited since may be as the file says; or do as decided."""
    index = survey.indexes[noun.name]
    for change, since in turned_back(noun, changes, survey.exported_at).items():
        old = {name: change.of.words(name, change.before[name]) for name in since}
        new = {name: change.of.words(name, change.after[name]) for name in since}
        is_taken = survey.ask_of_edit(change, all_words(old), all_words(new))
        headings = ", ".join(noun.heading(name).lower() for name in since)
        if is_taken is None:
            change.reject(f"{UNDECIDED}: {headings}")
        elif is_taken:
            change.note(f"edited here {max(since.values())}: {headings}")
        else:
            leave(change, since, headings, index)
    for change, row in brought_back(noun, changes, survey):
        words = f"{row.done} here {row.when}"
        is_taken = survey.ask_of_edit(change, words, "added again")
        if is_taken is None:
            change.reject(f"{UNDECIDED}: {words}")
        elif is_taken:
            change.note(words)
        else:
            change.leave_out(f"{words}: left so, as decided")


def all_words(words):
    return ", ".join(words.values())


def leave(change, since, headings, index):
    """Take what was edited out of the change; the rest has to stand by itself."""
    old = {name: change.before[name] for name in since}
    change.before, change.after = (
        {name: value for name, value in values.items() if name not in since}
        for values in (change.before, change.after)
    )
    change.values = change.values | old
    if not change.after:
        change.action = Action.LEFT_OUT
    elif why := broken_rule(change, index):
        change.reject(f"{why}, with what is left as edited here: {headings}")
        return
    change.note(f"left as edited here, as decided: {headings}")


def broken_rule(change, index):
    old = change.entity.values if change.entity else index.by_pk[change.pk][1]
    values = old | change.values | {"entity": change.pk}
    return next(filter(None, (rule(values) for rule in change.of.rules)), "")


def turned_back(noun, changes, exported_at):
    """By change, the fields that were edited here since, and when.

    Where anything changes, two queries for what history tells, and one for the rest.
    """
    found = {change.pk: change for change in changes if change.action is Action.CHANGED}
    watched = WATCHED if noun.model is Person else ()
    names = frozenset(noun.targets).difference(noun.apart, noun.virtual, watched)
    tracked = tracked_fields(noun) & names
    edits = {}
    told_by = partial(told_by_history, exported_at=exported_at)
    for told, fields in ((told_by, tracked), (told_by_notes, names - tracked)):
        some = {
            pk: change
            for pk, change in found.items()
            if not fields.isdisjoint(change.after)
        }
        for (pk, name), when in told(noun, some, fields) if some else ():
            edits.setdefault(found[pk], {})[name] = when
    return edits


def told_by_history(noun, found, names, *, exported_at):
    """What somebody wrote last, and no import, since there are imports.

    Of what was edited before, no more than would be as it was: that file is older.
    """
    since, said_before = {}, set()
    for pk, before, after, when in steps_of(noun, found, names):
        change = found[pk]
        for name in names.intersection(change.after):
            if name in before and before[name] == after[name]:
                continue
            key = pk, name
            if when is None or when.is_until(exported_at):
                # What an import wrote is the file's own, and what an export knew of.
                since.pop(key, None)
                said_before.discard(key)
                continue
            since[key] = when
            if before.get(name, NOTHING) == raw(change.after[name]):
                said_before.add(key)
    first = first_import() if since.keys() - said_before else None
    return [
        (key, when)
        for key, when in since.items()
        if key in said_before or (first and when.moment > first)
    ]


# What no field holds.
NOTHING = object()


def told_by_notes(noun, found, names):
    """What is otherwise than the last import left it that wrote it."""
    written = {}
    for pk, after, moment in noted_of(noun, object_id__any=[*found]):
        for name in names.intersection(found[pk].after, after):
            written[pk, name] = after[name], When(moment, "since")
    return [
        (key, moment)
        for key, (value, moment) in written.items()
        if is_edited(noun, key[1], value, found[key[0]])
    ]


def is_edited(noun, name, written, change):
    held, said = (raw(side[name]) for side in (change.before, change.after))
    if name in noun.lists:
        # A list only grows by a file: what it would get again was taken out here.
        return not said.difference(held).isdisjoint(written)
    return json_value(held) != written


def brought_back(noun, changes, survey):
    """Pairs of a change that adds a row and the like of it that was taken away here."""
    added = [change for change in changes if change.action is Action.ADDED]
    if noun.model not in KEYS or not added:
        return []
    gone = {}
    for row in survey.indexes[noun.name].former.rows:
        is_news = row.when and not row.when.is_until(survey.exported_at)
        for key in keys_of_gone(noun, row) if is_news else ():
            gone[key] = row
    pairs = ((change, gone.get(telling_key(noun, change.values))) for change in added)
    return [
        (change, row) for change, row in pairs if row and not is_reached(change, survey)
    ]


def is_reached(change, survey):
    """Whether it is a goal that is left out anyway."""
    if change.of.model is not LearningGoal:
        return False
    level = survey.stated_level(change.values["person"], change.values["skill"])
    return (level or 0) >= change.after["target_level"]


def telling_key(noun, values):
    return tuple(raw(values.get(name)) for name in KEYS[noun.model])


def keys_of_gone(noun, row):
    """All keys that the row had; and of bookings one for lists, which say no days.

    With a first day a line is about another booking than one that has ended.
    """
    keys = {telling_key(noun, state) for state in row.states}
    if noun.model is not Assignment:
        return keys
    listed = {(*key[:-1], None) for key in keys}
    return listed if row.done == "ended" else keys | listed
