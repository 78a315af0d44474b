"""Bookings, from sheets of their own and from the project lists of people.

A list says no days, percent or status. "Current projects" says that the person is
booked from today, or since the project began, until it ends; the percent is asked
once for the file. "Past projects" takes the project's days, or those asked for.
Somebody who is on the project already is not booked again, whatever the days.
"""

from dataclasses import replace
from datetime import date, timedelta

from people.models import Level
from people.records.track_record import Outcome
from people.words import local_day
from projects.models import (
    ENDING,
    REASONS,
    Assignment,
    Days,
    Project,
    SkillNeed,
    days_outside,
)
from projects.models.choices import (
    LIVE,
    Aim,
    AssignmentStatus,
    NeedPriority,
    Phase,
    ProjectStatus,
    Stage,
)
from skillsdir.spreadsheet.answers import SHARED
from skillsdir.spreadsheet.cells.projects import (
    outcome_of,
    status_of,
    status_refusal,
)
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.base import Noun, in_order, joined, key
from skillsdir.spreadsheet.nouns.columns import (
    ANA,
    APPROVAL,
    BEN,
    DONE,
    ENDS_ON,
    EXAMPLES_LINE,
    FIRST_NAME,
    LAST_NAME,
    LEVEL,
    PERIOD,
    PERSON,
    PROJECT,
    PROJECTS_ARE,
    RUNNING,
    SHARES,
    SKILL,
    SLUG,
    SPAN,
    STARTS_ON,
    TEAM,
    Column,
)
from skillsdir.spreadsheet.nouns.contents import Content
from skillsdir.spreadsheet.nouns.entities import CellError, raw


def outcome_only_when_closed(values):
    is_closed = values.get("status") == ProjectStatus.CLOSED
    if values.get("outcome") and not is_closed:
        return "the project is not closed: close it to record its outcome"
    return None


def reasons_only_of_early_stops(values):
    stopped = values.get("outcome") in (None, "", Outcome.STOPPED_EVIDENCE)
    if not stopped and any(values.get(name) for name in REASONS):
        return "it says why it stopped early, which is not how it ended"
    return None


def read_outcome(survey, cell):
    if (outcome := outcome_of(str(cell.value))) is None:
        raise CellError(f"“{cell.value}” is no outcome known here")
    return outcome


# In a list that is written into the sheet no choice may hold a comma.
OUTCOMES = {
    Outcome.IN_USE: "Delivered and in use",
    Outcome.ANSWERED: "Question answered",
    Outcome.NOT_MET: "Criteria not met",
    Outcome.NOT_ADOPTED: "Not taken up",
    Outcome.STOPPED_EVIDENCE: "Stopped early: the evidence said so",
    Outcome.STOPPED_EXTERNAL: "Stopped for outside reasons",
}
OUTCOME = Content(read_outcome, OUTCOMES.values(), dict(Outcome.choices).get)
STATUS = contents.choice(ProjectStatus)


def read_status(survey, cell):
    """A status by its value, its label or what people call it."""
    words = str(cell.value)
    if why := status_refusal(words):
        raise CellError(why)
    return status_of(words) or STATUS.read(survey, cell)


LONG_TEXT = contents.text(lines=True)
BEGAN, CLOSED, CURRENT = date(2025, 2, 3), date(2025, 9, 26), date(2026, 1, 5)
PROJECTS = Noun(
    name="projects",
    model=Project,
    title="Projects",
    hint=f"One row a project. {EXAMPLES_LINE} Only closed projects have an outcome.",
    columns=(
        Column(
            "name",
            "Project",
            f"title, {PROJECTS_ARE}",
            contents.text(200),
        ),
        SLUG,
        Column("summary", "Summary", "description, about", LONG_TEXT),
        Column("sponsor", "Sponsor", "client, customer", contents.text(200)),
        TEAM,
        Column(
            "lead",
            "Lead",
            "project lead, project manager, led by, owner, project owner,"
            " projektleiter, projektleitung, chef de projet, jefe de proyecto,"
            " projectleider",
            contents.person,
        ),
        Column("aim", "Aim", "type, purpose", contents.choice(Aim)),
        Column("status", "Status", "state, phase", replace(STATUS, read=read_status)),
        STARTS_ON,
        ENDS_ON,
        Column("success_criteria", "Success criteria", "criteria", LONG_TEXT),
        Column("outcome", "Outcome", "result, how it ended", OUTCOME),
        Column("stage_reached", "Stage reached", "stage", contents.choice(Stage)),
        Column("outcome_note", "Lessons", "what was learned", LONG_TEXT),
        # By itself “Data” may head anything.
        *(
            Column(f"stopped_{name}", f"Stopped: {name}", "", LONG_TEXT, attribute=name)
            for name in REASONS
        ),
        Column("outcome_recorded_at", "Outcome recorded", content=contents.moment),
    ),
    examples=(
        {
            "name": DONE,
            "team": "{team}",
            "lead": BEN,
            "aim": "Build",
            "status": "Closed",
            "starts_on": BEGAN,
            "ends_on": CLOSED,
            "outcome": "Delivered and in use",
        },
        {"name": RUNNING, "status": "Active", "starts_on": CURRENT},
    ),
    keys_of=key("name"),
    label=joined("name"),
    required=("name",),
    rules=(
        in_order("starts_on", "ends_on", "the last day is before the first"),
        outcome_only_when_closed,
        reasons_only_of_early_stops,
    ),
    spread=(SPAN,),
    written_by={"outcome_recorded_by": ENDING},
)


def need_label(values):
    level = values.get("level")
    stem = joined("project", "skill")(values)
    return f"{stem} ({Level(level).label})" if level else stem


NEED = key("project", "skill", "level")
NEED_AND_DAYS = key("project", "skill", "level", "phase", "starts_on", "ends_on")


def need_keys(values):
    """With a phase or days exactly that need; else one without, or any at the level."""
    says_when = any(values.get(name) for name in ("phase", "starts_on", "ends_on"))
    return planned_need_keys(values) + (NEED(values) if not says_when else [])


def stored_need_keys(values):
    return planned_need_keys(values) + NEED(values)


def planned_need_keys(values):
    """The same whether a phase is not said or there is none."""
    return NEED_AND_DAYS(values | {"phase": values.get("phase") or None})


def within_project(values):
    """Days of a need are days of its project, as it is by the file."""
    plan = values["project"].current()
    project = Days(plan.get("starts_on"), plan.get("ends_on"))
    days = Days(values.get("starts_on"), values.get("ends_on"))
    words = next(iter(days_outside(days, project).values()), "")
    return f"{words[0].lower()}{words[1:-1]}" if words else None


NEEDS = Noun(
    name="needs",
    model=SkillNeed,
    title="Skill needs",
    also=("needs", "demand", "requirements"),
    hint=f"One row a project and a skill that it needs. {EXAMPLES_LINE}",
    columns=(
        PROJECT,
        SKILL,
        LEVEL,
        Column(
            "people",
            "People",
            "count, how many, number",
            contents.whole(1, 1000, "number of people"),
        ),
        Column("priority", "Priority", content=contents.choice(NeedPriority)),
        Column(
            "welcomes_learner", "Learners welcome", "learner, learners", contents.yes_no
        ),
        Column("phase", "Phase", content=contents.choice(Phase)),
        STARTS_ON,
        ENDS_ON,
    ),
    examples=(
        {"project": RUNNING, "skill": "{skill}", "level": "Practitioner", "people": 1},
    ),
    order=("project__sort_name", "project_id", "pk"),
    keys_of=need_keys,
    keys_of_row=stored_need_keys,
    planned_keys=planned_need_keys,
    twin_keys=planned_need_keys,
    label=need_label,
    required=("project", "skill", "level"),
    rules=(
        in_order("starts_on", "ends_on", "the last day is before the first"),
        within_project,
    ),
    within=("project", "project_id__any"),
    spread=(SPAN,),
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
            words = "begins today: nothing says when it began"
            change.why = "; ".join(filter(None, [change.why, words]))
        starts_on = min(starts_on or today, today)
        ends_on = ends_on if ends_on and ends_on >= today else None
    ends_on = change.values.get("ends_on", ends_on)
    if ends_on and ends_on < starts_on:
        raise CellError(f"would end on {ends_on}, before it starts on {starts_on}")
    return {"starts_on": starts_on, "ends_on": ends_on}


def plan_percent(change, survey):
    """Of what is over it loads nobody: the model's own. Else what was decided."""
    if change.values.get("phase") == PAST:
        return Assignment._meta.get_field("percent").default
    percent = survey.default("current_percent", change.place)
    if percent != SHARED:
        return percent
    capacity = change.values["person"].current().get("capacity", 100)
    return max(1, capacity // change.values["sharing"])


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
            f" charge, inzet, impegno, ocupacion, alocacao, zaangazowanie, {SHARES}",
            contents.booked,
        ),
        STARTS_ON,
        ENDS_ON,
        Column("status", "Status", content=contents.choice(AssignmentStatus)),
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
        mentor_is_for_a_learner,
        mentor_is_somebody_else,
    ),
    about="person",
    within=("person", "person_id__any"),
    stamps=lambda values, by: {"created_by": by and by.pk},
    lists={"skills": Assignment.skills.through},
    spread=(FIRST_NAME, LAST_NAME, PERIOD, SPAN, APPROVAL),
)
