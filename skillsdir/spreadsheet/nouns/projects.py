"""Projects and what they need."""

from dataclasses import replace
from datetime import datetime

from people.models import Level
from people.records.track_record import Outcome
from projects.models import ENDING, REASONS, Days, Project, SkillNeed, days_outside
from projects.models.choices import Aim, NeedPriority, Phase, ProjectStatus, Stage
from skillsdir.spreadsheet.cells.projects import outcome_of, status_of, status_refusal
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.base import Noun, in_order, joined, key
from skillsdir.spreadsheet.nouns.columns import (
    BEGAN,
    BEN,
    CLOSED,
    CURRENT,
    DONE,
    ENDS_ON,
    EXAMPLES_LINE,
    LEVEL,
    PROJECT,
    PROJECTS_ARE,
    RUNNING,
    SKILL,
    SLUG,
    SPAN,
    STARTS_ON,
    TEAM,
    Column,
)
from skillsdir.spreadsheet.nouns.contents import Content
from skillsdir.spreadsheet.nouns.entities import CellError

HOW_IT_ENDED = (*ENDING, "outcome_recorded_at", "outcome_recorded_by")

# What is left of how a project ended that goes on; the page clears the stage as well.
GOES_ON = {"outcome": "", "outcome_recorded_at": None, "outcome_recorded_by": None}
REOPENED = {"stage_reached", *GOES_ON}


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


def fit_ending(change, old):
    """Let how it ended here, which few may see, decide over nothing else in the row.

    Another outcome takes along why it stopped early, as the form does. Reasons that do
    not fit the outcome are left out with all that is said of how it ended.
    """
    values = change.values
    is_fit = not reasons_only_of_early_stops(old | values)
    if is_fit or reasons_only_of_early_stops(values):
        # Or the file contradicts itself, whatever is here: then it is rejected.
        return ""
    if not any(values.get(name) for name in REASONS):
        change.values = values | dict.fromkeys(REASONS, "")
        return ""
    change.values = without(values, HOW_IT_ENDED)
    return "how it ended is left as it is: it did not stop early"


def settle_ending(before, after, row, since, is_written_later):
    """What a project gets back as an import is undone, whatever was recorded since.

    How it ended goes back as a whole, or stays as it was recorded since the import, or
    where it does not fit. What goes on again has no outcome, as by reopening, and what
    reopening has taken away since stays so.
    """
    names, at = {*HOW_IT_ENDED}, row["outcome_recorded_at"]
    is_anew = (
        at
        and at != after.get("outcome_recorded_at")
        and datetime.fromisoformat(at) >= since
    )
    edited = {name for name in names & after.keys() if row[name] != after[name]}
    if not names <= after.keys():
        # Noted by a version that did not note all of it: what was written since is not
        # known, and nobody's by name.
        before = without(before, ["outcome_recorded_by"])
    if row["status"] != ProjectStatus.CLOSED and edited & REOPENED:
        before, edited = without(before, REOPENED), edited - REOPENED
    if is_anew or edited or is_written_later:
        before = without(before, names)
    if reasons_only_of_early_stops(row | before):
        before = without(before, names)
    if (row | before)["status"] == ProjectStatus.CLOSED:
        return before
    goes_on = row["status"] == ProjectStatus.CLOSED and (is_anew or is_written_later)
    if goes_on or outcome_only_when_closed(row | before):
        return before | GOES_ON
    if "outcome_recorded_by" in before:
        return before | {"outcome_recorded_by": None}
    return before


def without(values, names):
    return {name: value for name, value in values.items() if name not in names}


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
STAGES = dict.fromkeys(("poc", "proof of concept (poc)"), Stage.PROOF_OF_CONCEPT)
STAGES |= dict.fromkeys(("prod", "live", "in production"), Stage.PRODUCTION)


def read_status(survey, cell):
    """A status by its value, its label or what people call it."""
    words = str(cell.value)
    if why := status_refusal(words):
        raise CellError(why)
    return status_of(words) or STATUS.read(survey, cell)


LONG_TEXT = contents.text(lines=True)
PROJECTS = Noun(
    name="projects",
    model=Project,
    title="Projects",
    hint=f"One row a project. {EXAMPLES_LINE} Only closed projects have an outcome.",
    columns=(
        Column(
            "name",
            "Project",
            f"title, engagement, assignment, {PROJECTS_ARE}",
            contents.text(200),
        ),
        SLUG,
        Column("summary", "Summary", "description, about", LONG_TEXT),
        Column("sponsor", "Sponsor", "client, customer", contents.text(200)),
        TEAM,
        Column(
            "lead",
            "Lead",
            "project lead, project leader, project manager, led by, owner,"
            " project owner, project responsible,"
            " projektleiter, projektleitung, chef de projet, jefe de proyecto,"
            " kierownik, kierownik projektu, wlasciciel, projectleider, eigenaar,"
            " initiative owner, use case owner, responsible, verantwortlich,"
            " verantwortlicher, verantwoordelijke, responsable, responsable de projet,"
            " responsabile, leitung",
            contents.person,
        ),
        Column("aim", "Aim", "type, purpose", contents.choice(Aim)),
        Column(
            "status",
            "Status",
            "state, phase, projektstatus, stand, statut, etat, avancement, estado,"
            " stato, stan",
            replace(STATUS, read=read_status),
        ),
        STARTS_ON,
        ENDS_ON,
        Column("success_criteria", "Success criteria", "criteria", LONG_TEXT),
        Column(
            "outcome", "Outcome", "result, how it ended, ergebnis, resultado", OUTCOME
        ),
        Column(
            "stage_reached", "Stage reached", "stage", contents.choice(Stage, STAGES)
        ),
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
    fit=fit_ending,
    written_by={"outcome_recorded_by": ENDING},
    apart=HOW_IT_ENDED,
    settle=settle_ending,
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
