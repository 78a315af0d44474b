"""Bookings, from sheets of their own and from the project lists of people.

A list says no days, percent or status. "Current projects" says that the person is
booked from today, or since the project began, until it ends; the percent is asked
once for the file. "Past projects" takes the project's days, or those asked for.
Somebody who is on the project already is not booked again, whatever the days.
"""

from datetime import timedelta

from django.utils import timezone

from people.models import Level
from people.records.track_record import Outcome
from people.spelling.names import fold
from projects.models import Assignment, Project, SkillNeed
from projects.models.choices import (
    LIVE,
    Aim,
    AssignmentStatus,
    NeedPriority,
    ProjectStatus,
    Stage,
)
from skillsdir.spreadsheet.answers import SHARED
from skillsdir.spreadsheet.columns import fields
from skillsdir.spreadsheet.columns.fields import CellError, Field, raw
from skillsdir.spreadsheet.nouns.base import Noun, in_order, joined, key

CALLED = {
    ProjectStatus.PROPOSED: "planned|pipeline|idea|not started|pending|on hold",
    ProjectStatus.STAFFING: "hiring|looking for people|open",
    ProjectStatus.ACTIVE: "running|ongoing|in progress|current|started|live|now",
    ProjectStatus.CLOSED: "done|finished|completed|complete|ended|over|delivered",
    ProjectStatus.CANCELLED: "canceled|abandoned",
}
STATUS_WORDS = {word: one for one, text in CALLED.items() for word in text.split("|")}


def outcome_only_when_closed(values):
    is_closed = values.get("status") == ProjectStatus.CLOSED
    if values.get("outcome") and not is_closed:
        return "the project is not closed: close it to record its outcome"
    return None


def read_named_outcome(survey, cell):
    """An outcome by its value, its label or what people call it."""
    for one in Outcome:
        if str(cell.value) in (one.value, one.label):
            return one.value
    return fields.read_outcome(survey, cell)


def status(survey, cell):
    """A status by its value, its label or what people call it."""
    found = STATUS_WORDS.get(fold(str(cell.value)).strip())
    return found or fields.choice(ProjectStatus)(survey, cell)


PROJECTS = Noun(
    name="projects",
    model=Project,
    fields=(
        Field("name", fields.text(200)),
        Field("slug", fields.slug),
        Field("summary", fields.text(lines=True), empty=""),
        Field("sponsor", fields.text(200), empty=""),
        Field("team", fields.named("team"), empty=None),
        Field("lead", fields.person, empty=None),
        Field("aim", fields.choice(Aim)),
        Field("status", status),
        Field("starts_on", fields.first_day, empty=None),
        Field("ends_on", fields.read_last_day, empty=None),
        Field("success_criteria", fields.text(lines=True), empty=""),
        Field("outcome", read_named_outcome, empty=""),
        Field("stage_reached", fields.choice(Stage), empty=""),
        Field("outcome_note", fields.text(lines=True), empty=""),
        Field("outcome_recorded_at", fields.moment, empty=None),
    ),
    keys_of=key("name"),
    label=joined("name"),
    required=("name",),
    rules=(
        in_order("starts_on", "ends_on", "the last day is before the first"),
        outcome_only_when_closed,
    ),
)


def need_label(values):
    level = values.get("level")
    stem = joined("project", "skill")(values)
    return f"{stem} ({Level(level).label})" if level else stem


NEEDS = Noun(
    name="needs",
    model=SkillNeed,
    fields=(
        Field("project", fields.named("project")),
        Field("skill", fields.named("skill")),
        Field("level", fields.level),
        Field("people", fields.read_whole(1, 1000, "number of people")),
        Field("priority", fields.choice(NeedPriority)),
        Field("welcomes_learner", fields.read_yes_no),
    ),
    keys_of=key("project", "skill", "level"),
    label=need_label,
    required=("project", "skill", "level"),
    within=("project", "project_id__any"),
)


NOW, PAST = "now", "past"


def person_and_project(values):
    return raw(values["person"]), raw(values["project"])


def booking_keys(values):
    """With a first day exactly that booking; else one of the same phase, or any.

    Two that begin on the same day are told apart by their role.
    """
    if values.get("starts_on"):
        at = (*person_and_project(values), values["starts_on"])
        return [(*at, values["role"]), at] if values.get("role") else [at]
    if values.get("phase") == PAST:
        return [(*person_and_project(values), PAST), (*person_and_project(values), NOW)]
    return [(*person_and_project(values), NOW)]


def planned_keys(values):
    return (
        stored_booking_keys(values)
        if values.get("starts_on")
        else booking_keys(values)[:1]
    )


def twin_keys(values):
    return booking_keys(values)[:1] if values.get("starts_on") else booking_keys(values)


def stored_booking_keys(values):
    ends_on = values.get("ends_on")
    is_over = ends_on is not None and ends_on < timezone.localdate()
    at = (*person_and_project(values), values.get("starts_on"))
    phase = (*person_and_project(values), PAST if is_over else NOW)
    return [(*at, values.get("role")), at, phase]


def mentor_is_for_a_learner(values):
    if values.get("mentor") and not values.get("learns"):
        return "say what is learned, or name no mentor"
    return None


def mentor_is_somebody_else(values):
    same = values.get("mentor") and raw(values["mentor"]) == raw(values["person"])
    return "nobody is their own mentor" if same else None


def booking_defaults(change, survey):
    values = change.values
    found = {"status": AssignmentStatus.CONFIRMED}
    if not values.get("starts_on"):
        found |= days_of(change, survey)
    if "percent" not in values:
        found["percent"] = percent_of(change, survey)
    return found


def days_of(change, survey):
    """The days of a booking that a list mentions, by its project's."""
    project = change.values["project"].current()
    today = timezone.localdate()
    starts_on, ends_on = project.get("starts_on"), project.get("ends_on")
    if change.values.get("phase") == PAST:
        starts_on = starts_on or survey.default("past_from", change.place)
        ends_on = ends_on or survey.default("past_to", change.place)
        ends_on = min(ends_on, today - timedelta(days=1))
    elif project.get("status", LIVE[0]) not in LIVE:
        raise CellError(f"“{change.values['project']}” is not running any more")
    else:
        starts_on = min(starts_on or today, today)
        ends_on = ends_on if ends_on and ends_on >= today else None
    ends_on = change.values.get("ends_on", ends_on)
    if ends_on and ends_on < starts_on:
        raise CellError(f"would end on {ends_on}, before it starts on {starts_on}")
    return {"starts_on": starts_on, "ends_on": ends_on}


def percent_of(change, survey):
    """Of what is over it loads nobody: the model's own. Else what was decided."""
    if change.values.get("phase") == PAST:
        return Assignment._meta.get_field("percent").default
    percent = survey.default("current_percent", change.place)
    if percent != SHARED:
        return percent
    capacity = change.values["person"].current().get("capacity", 100)
    return max(1, capacity // change.values["sharing"])


BOOKINGS = Noun(
    name="bookings",
    model=Assignment,
    fields=(
        Field("person", fields.person),
        Field("project", fields.named("project")),
        Field("role", fields.text(120), empty=""),
        Field("percent", fields.read_percent(1)),
        Field("starts_on", fields.first_day),
        Field("ends_on", fields.read_last_day, empty=None),
        Field("status", fields.choice(AssignmentStatus)),
        Field("skills", fields.skills, is_list=True),
        Field("learns", fields.named("skill"), empty=None),
        Field("mentor", fields.person, empty=None),
    ),
    keys_of=booking_keys,
    keys_of_row=stored_booking_keys,
    planned_keys=planned_keys,
    twin_keys=twin_keys,
    label=joined("person", "project"),
    required=("person", "project"),
    defaults=booking_defaults,
    rules=(
        in_order("starts_on", "ends_on", "the last day is before the first"),
        mentor_is_for_a_learner,
        mentor_is_somebody_else,
    ),
    about="person",
    within=("person", "person_id__any"),
    stamps=lambda values, by: {"created_by": by and by.pk},
    lists={"skills": Assignment.skills.through},
)
