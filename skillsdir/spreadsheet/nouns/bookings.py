"""Bookings, from sheets of their own and from the project lists of people.

A list says no days, percent or status. "Current projects" says that the person is
booked from today, or since the project began, until it ends; the percent is asked
once for the file. "Past projects" takes the project's days, or those asked for.
Somebody who is on the project already is not booked again, whatever the days.
"""

from datetime import timedelta

from people.words import local_day
from projects.models import LIVE, Assignment, AssignmentStatus, ProjectStatus
from skillsdir.spreadsheet.answers import SHARED
from skillsdir.spreadsheet.cells.periods import last_day_of
from skillsdir.spreadsheet.cells.projects import outcome_of, status_of
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.base import Noun, in_order, joined
from skillsdir.spreadsheet.nouns.columns import (
    ANA,
    APPROVAL,
    BEGAN,
    BOOKED_SHARES,
    CLOSED,
    CURRENT,
    DONE,
    ENDED,
    ENDS_ON,
    EXAMPLES_LINE,
    FIRST_NAME,
    LAST_NAME,
    LENGTH,
    PERIOD,
    PERSON,
    PROJECT,
    RUNNING,
    SHARES,
    SPAN,
    STARTS_ON,
    Column,
)
from skillsdir.spreadsheet.nouns.entities import CellError, raw

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
    is_over = ends_on is not None and ends_on < local_day()
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


def begins_before_the_end(values):
    """On the project as it is by the file: who begins later never worked on it."""
    plan = values["project"].current()
    last, first = plan.get("ends_on"), values.get("starts_on")
    if plan.get("status") == ProjectStatus.CLOSED and last and first and first > last:
        return f"begins on {first}, when the project was over"
    return None


def booking_defaults(change, survey):
    values = change.values
    defaults = {"status": AssignmentStatus.CONFIRMED}
    if not values.get("starts_on"):
        defaults |= plan_days(change, survey)
    if "percent" not in values:
        defaults["percent"] = plan_percent(change, survey)
    return defaults


def plan_days(change, survey):
    """The days of a booking that a list mentions, by its project's."""
    project = change.values["project"].current()
    today = local_day()
    starts_on, ends_on = project.get("starts_on"), project.get("ends_on")
    if change.values.get("phase") == PAST:
        starts_on = starts_on or survey.default("past_from", change.place)
        ends_on = ends_on or survey.default("past_to", change.place)
        ends_on = min(ends_on, today - timedelta(days=1))
    elif project.get("status", LIVE[0]) not in LIVE:
        raise CellError(f"“{change.values['project']}” is not running any more")
    else:
        if starts_on is None:
            change.note("begins today: nothing says when it began")
        starts_on = min(starts_on or today, today)
        ends_on = ends_on if ends_on and ends_on >= today else None
    ends_on = change.values.get("ends_on", ends_on)
    if ends_on and ends_on < starts_on:
        raise CellError(f"would end on {ends_on}, before it starts on {starts_on}")
    return {"starts_on": starts_on, "ends_on": ends_on}


def is_over(mention, *, goes_on=False):
    """Whether a project has been, by its days, or as it says how it ended.

    What is live goes on, and so does what stands below a heading that says so.
    """
    if ends_on := dict(mention.days).get("ends_on"):
        return ends_on < local_day()
    is_live = status_of(mention.remark or "") in LIVE
    return bool(mention.outcome) and not is_live and not goes_on


def end_by_length(line, values):
    """Let a booking last as long as its line says; words on a length that is none."""
    first = values.get("starts_on")
    if "length" not in line.cells or first is None or "ends_on" in values:
        return []
    length = str(line.cells["length"])
    if last := last_day_of(first, length):
        values["ends_on"] = last
        return []
    return [f"“{length}” is no length known here: no last day"]


def end_by_outcome(survey, line, values):
    """Let a booking be over whose line says how its project ended; words on others."""
    if "ended" not in line.cells or "project" not in values:
        return []
    cell = line.cell("ended")
    outcome = outcome_of(str(cell.value))
    if outcome is None:
        return [f"“{cell.value}” is no outcome known here: left out"]
    values["phase"] = PAST
    survey.note_outcome(values["project"], outcome, cell.place)
    yesterday = local_day() - timedelta(days=1)
    if values.get("ends_on", yesterday) <= yesterday:
        return []
    values["ends_on"] = yesterday
    return [f"ends on {yesterday}: its project has ended"]


def plan_percent(change, survey):
    """Of what is over it loads nobody: the model's own. Else what was decided."""
    if change.values.get("phase") == PAST:
        return Assignment._meta.get_field("percent").default
    percent = survey.default("current_percent", change.place)
    if percent != SHARED:
        return percent
    capacity = change.values["person"].current().get("capacity", 100)
    return max(1, capacity // change.values["sharing"])


# What planning tools call bookings that are sure, and that are not.
HARD_OR_SOFT = {
    "hard": AssignmentStatus.CONFIRMED,
    "hard booked": AssignmentStatus.CONFIRMED,
    "hard booking": AssignmentStatus.CONFIRMED,
    "firm": AssignmentStatus.CONFIRMED,
    "soft": AssignmentStatus.TENTATIVE,
    "soft booked": AssignmentStatus.TENTATIVE,
    "soft booking": AssignmentStatus.TENTATIVE,
}
ROLES = "project role, rolle, projektrolle, ruolo, rol, papel, funcao, rola"
BOOKING = {"person": ANA, "percent": 40, "status": "Confirmed"}
BOOKINGS = Noun(
    name="bookings",
    model=Assignment,
    title="Bookings",
    also=("assignments", "allocations", "staffing"),
    hint=(
        f"One row a person and project. {EXAMPLES_LINE} Percent is of a full-time week;"
        " without a last day the booking is open."
    ),
    columns=(
        PERSON,
        PROJECT,
        Column("role", "Role", ROLES, contents.text(120)),
        Column(
            "percent",
            "Percent",
            "allocation, load, %, utilization, utilisation, share, auslastung, anteil,"
            " charge, inzet, impegno, ocupacion, alocacao, zaangazowanie,"
            f" {BOOKED_SHARES}, {SHARES}",
            contents.booked,
        ),
        STARTS_ON,
        ENDS_ON,
        Column(
            "status",
            "Status",
            "booking, booking type, hard soft, hard or soft, confirmed or tentative,"
            " commitment, firmness",
            contents.choice(AssignmentStatus, HARD_OR_SOFT),
        ),
        Column("skills", "Skills used", "used", contents.skills, source="skills__name"),
        Column("learns", "Learns", "learning, to learn", contents.named("skill")),
        Column("mentor", "Mentor", "guided by, coach", contents.person),
    ),
    examples=(
        BOOKING
        | {
            "project": DONE,
            "starts_on": BEGAN,
            "ends_on": CLOSED,
            "skills": "{skill}",
        },
        BOOKING | {"project": RUNNING, "starts_on": CURRENT},
    ),
    order=("starts_on", "pk"),
    keys_of=booking_keys,
    keys_of_row=stored_booking_keys,
    planned_keys=planned_keys,
    twin_keys=twin_keys,
    label=joined("person", "project"),
    required=("person", "project"),
    defaults=booking_defaults,
    rules=(
        in_order("starts_on", "ends_on", "the last day is before the first"),
        begins_before_the_end,
        mentor_is_for_a_learner,
        mentor_is_somebody_else,
    ),
    about="person",
    within=("person", "person_id__any"),
    stamps=lambda values, by: {"created_by": by and by.pk},
    lists={"skills": Assignment.skills.through},
    spread=(FIRST_NAME, LAST_NAME, PERIOD, SPAN, LENGTH, APPROVAL, ENDED),
)
