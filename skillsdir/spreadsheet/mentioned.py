"""What lists of people's projects say of the projects themselves."""

from people.track_record import Outcome
from projects.models.choices import ProjectStatus
from skillsdir.spreadsheet.nouns.bookings import NOW, PAST


def finish_projects(survey):
    """The status of projects made from their name alone, and outcomes in brackets."""
    for project, phases in survey.phases.items():
        change = project.change
        if project.pk is None and change and change.line is None:
            is_over = NOW not in phases and PAST in phases
            change.values["status"] = (
                ProjectStatus.CLOSED if is_over else ProjectStatus.ACTIVE
            )
    for project, outcomes in survey.outcomes.items():
        why = against(project, outcomes)
        for outcome, place in outcomes.items():
            if why:
                survey.reject("projects", place, str(project), why)
            elif project.current().get("outcome") != outcome:
                note_outcome(survey, project, outcome, place)


def note_outcome(survey, project, outcome, place):
    values = {"outcome": outcome}
    if not project.current().get("outcome_recorded_at"):
        values["outcome_recorded_at"] = survey.now
    survey.want("projects", values, place, entity=project)


def against(project, outcomes):
    """Why outcomes of a project that lists mention cannot be recorded; "" if they can.

    What is recorded stands: a remark in a list does not change it.
    """
    if project.why:
        return f"needs “{project}”, which is rejected: {project.why}"
    if len(outcomes) > 1:
        said = " and ".join(
            f"“{Outcome(outcome).label}” ({place})"
            for outcome, place in outcomes.items()
        )
        return f"its outcome is said in different ways: {said}"
    (outcome,) = outcomes
    recorded = project.current().get("outcome")
    if recorded and recorded != outcome:
        label = Outcome(recorded).label
        return f"its outcome is recorded already: {label}; change it on its page"
    if project.current().get("status") != ProjectStatus.CLOSED:
        return "the project is not closed: close it to record its outcome"
    return ""
