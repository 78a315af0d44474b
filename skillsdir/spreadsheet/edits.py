"""What somebody edited here since it was as a file says: asked, and never undone by it.

A shared workbook goes on saying what a member has put right in the directory. History
tells: the row was as the cell says, and somebody, no import, changed or removed it.
"""

from itertools import pairwise

from people.models import (
    Expertise,
    ExpertiseEvent,
    LearningGoal,
    LearningGoalEvent,
    Person,
    PersonEvent,
)
from people.models.history import FROM, REMOVED, TO
from people.words import day_words, local_day
from projects.models import (
    Assignment,
    AssignmentEvent,
    Project,
    ProjectEvent,
    SkillNeed,
    SkillNeedEvent,
)
from skillsdir.spreadsheet.answers import WATCHED
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.entities import raw

EVENTS = {
    Assignment: AssignmentEvent,
    Expertise: ExpertiseEvent,
    LearningGoal: LearningGoalEvent,
    Person: PersonEvent,
    Project: ProjectEvent,
    SkillNeed: SkillNeedEvent,
}
# What tells a row that is gone from others of the same person.
KEYS = {
    Assignment: ("person", "project", "starts_on"),
    Expertise: ("person", "skill"),
    LearningGoal: ("person", "skill"),
}
IMPORTED = ("spreadsheet_import", "undone_import")
UNDECIDED = "decide whether it may replace what was edited here"


def ask_of_edits(noun, changes, survey):
    """Ask whether what was edited since may be as the file says; or do as decided."""
    for change, since in turned_back(noun, changes).items():
        old = {name: change.of.words(name, change.before[name]) for name in since}
        new = {name: change.of.words(name, change.after[name]) for name in since}
        is_taken = survey.ask_of_edit(change, all_words(old), all_words(new))
        headings = ", ".join(noun.heading(name).lower() for name in since)
        if is_taken is None:
            change.reject(f"{UNDECIDED}: {headings}")
        elif is_taken:
            change.note(f"edited here on {day_words(max(since.values()))}: {headings}")
        else:
            leave(change, since, headings)
    for change, day in brought_back(noun, changes).items():
        words = f"removed here on {day_words(day)}"
        is_taken = survey.ask_of_edit(change, words, "added again")
        if is_taken is None:
            change.reject(f"{UNDECIDED}: {words}")
        elif is_taken:
            change.note(words)
        else:
            change.leave_out(f"{words}: left so, as decided")


def all_words(words):
    return ", ".join(words.values())


def leave(change, since, headings):
    """Take what was edited out of the change; the rest has to stand by itself."""
    old = {name: change.before[name] for name in since}
    change.before, change.after = (
        {name: value for name, value in values.items() if name not in since}
        for values in (change.before, change.after)
    )
    change.values = change.values | old
    change.note(f"left as edited here, as decided: {headings}")
    if not change.after:
        change.action = Action.LEFT_OUT


def turned_back(noun, changes):
    """By change, the fields that would be as they were, and when somebody edited them.

    A query, where anything changes.
    """
    watched = WATCHED if noun.model is Person else ()
    tracked = tracked_fields(noun).difference(noun.apart, watched)
    found = {
        change.pk: change
        for change in changes
        if change.action is Action.CHANGED and not tracked.isdisjoint(change.after)
    }
    if not found:
        return {}
    edits = {change: {} for change in found.values()}
    for pk, before, after, day in steps_of(noun, found, tracked):
        change = found[pk]
        for name in tracked.intersection(change.after):
            said = raw(change.after[name])
            # What an import changed is the file's own.
            if before[name] == said != after[name] and day:
                edits[change][name] = day
            elif said in (before[name], after[name]) and before[name] != after[name]:
                edits[change].pop(name, None)
    return {change: since for change, since in edits.items() if since}


def tracked_fields(noun):
    events = EVENTS.get(noun.model)
    if events is None:
        return frozenset()
    names = {field.name for field in events._meta.fields} & noun.targets.keys()
    return frozenset(names.difference(noun.lists))


def steps_of(noun, ids, names):
    """Each change of rows, in order: id, what was, what was from then on, and the day.

    There is no day where an import did it.
    """
    events, names = EVENTS[noun.model], sorted(names)
    columns = [events._meta.get_field(name).attname for name in names]
    rows = events.objects.filter(pgh_obj__any=[*ids], pgh_label__in=[FROM, TO])
    rows = rows.order_by("pgh_obj_id", "pgh_id").values_list(
        *("pgh_obj_id", "pgh_label", "pgh_context", "pgh_created_at"), *columns
    )
    for one, other in pairwise(rows.iterator()):
        if (one[:2], other[:2]) == ((other[0], FROM), (one[0], TO)):
            states = (dict(zip(names, row[4:], strict=True)) for row in (one, other))
            yield one[0], *states, edited_on(*other[2:4])


def edited_on(context, moment):
    """The day of an edit; `None` where an import did it, or undoing one."""
    is_imported = any((context or {}).get(name) for name in IMPORTED)
    return None if is_imported else local_day(moment)


def brought_back(noun, changes):
    """By change that adds a row, when somebody removed the like of it. A query."""
    keys = KEYS.get(noun.model)
    added = {
        tuple(raw(change.after.get(name)) for name in keys): change
        for change in (changes if keys else ())
        if change.action is Action.ADDED
    }
    people = {key[0] for key in added if isinstance(key[0], int)}
    if not people:
        return {}
    events = EVENTS[noun.model].objects.filter(person__any=[*people])
    rows = events.filter(pgh_label=REMOVED).order_by("pgh_id")
    columns = [noun.model._meta.get_field(name).attname for name in keys]
    gone = {
        tuple(key): edited_on(context, moment)
        for context, moment, *key in rows.values_list(
            "pgh_context", "pgh_created_at", *columns
        )
    }
    return {added[key]: gone[key] for key in added if gone.get(key)}


def moved_bookings(changes):
    """Ids of bookings by person, project and a first day that was theirs. A query.

    None where no change says a day for somebody who is here.
    """
    people = {
        raw(change.values.get("person"))
        for change in changes
        if change.values.get("starts_on")
    }
    people = {person for person in people if isinstance(person, int)}
    if not people:
        return {}
    events = AssignmentEvent.objects.filter(person__in=people, pgh_label=FROM)
    rows = events.order_by("pgh_id").values_list(
        *("person_id", "project_id", "starts_on", "pgh_obj_id")
    )
    return {(person, project, day): pk for person, project, day, pk in rows}
