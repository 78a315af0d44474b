"""Bookings of a file on days on which nobody would do the work: told in the dry run."""

from collections import defaultdict

from people.availability.calendar import FOREVER, Calendar, Span
from people.words import local_day
from projects.load.off_days import off_days
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.entities import raw

WRITTEN = (Action.ADDED, Action.CHANGED)
TIME = {"person", "starts_on", "ends_on"}


def tell_off_days(survey):
    """Note at bookings that are not over which of their days are no days of work.

    They come in all the same, as on the pages of bookings with a tick.
    """
    absences = collect_absences(survey)
    held = dict(survey.indexes["bookings"].rows.values())
    for change in survey.changes["bookings"]:
        if change.action in WRITTEN and TIME.intersection(change.after):
            values = held.get(change.pk, {}) | change.values | change.after
            # One that the file does not have only ends with its project.
            if "starts_on" in values:
                note_off_days(change, values, absences)


def note_off_days(change, values, absences):
    starts_on, ends_on = values["starts_on"], values.get("ends_on") or FOREVER
    if ends_on < max(starts_on, local_day()):
        return
    person = change.values["person"].current()
    calendar = Calendar(
        100,
        absences=tuple(absences[raw(change.values["person"])]),
        joined_on=person.get("joined_on"),
        left_on=person.get("left_on"),
    )
    found = [one.words for one in off_days(calendar, starts_on, ends_on)]
    change.note(*found)


def collect_absences(survey):
    """Absences by person: those that are there, and those that the file brings."""
    found = defaultdict(list)
    rows = [values for _, values in survey.indexes["absences"].rows.values()]
    rows += [
        change.values
        for change in survey.changes["absences"]
        if change.action in WRITTEN
    ]
    for row in rows:
        found[raw(row["person"])].append(Span(0, row["starts_on"], row["ends_on"]))
    return found
