"""The dry run: what the sheets make of the directory, and what is asked first.

Bookings end with the project that a sheet closes; lists of people's projects say
something of the projects themselves.
"""

from people.records.track_record import Outcome
from people.words import local_day
from projects.models import Assignment
from projects.models.choices import LIVE, ProjectStatus
from skillsdir.spreadsheet.answers import (
    Answers,
    LevelQuestion,
    Questions,
    SheetQuestion,
    Twice,
)
from skillsdir.spreadsheet.cells import levels as scales
from skillsdir.spreadsheet.columns.lines import Table
from skillsdir.spreadsheet.columns.remembered import known_teams
from skillsdir.spreadsheet.left_out import left_out_of
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.bookings import NOW, PAST
from skillsdir.spreadsheet.nouns.entities import Entity, raw
from skillsdir.spreadsheet.nouns.mapping import find_problem
from skillsdir.spreadsheet.nouns.profiles import leave_out_reached, tell_reached
from skillsdir.spreadsheet.nouns.projects import reasons_only_of_early_stops
from skillsdir.spreadsheet.planning.cast import Cast
from skillsdir.spreadsheet.planning.changes import Change, Plan
from skillsdir.spreadsheet.planning.comparing import (
    compare,
    refuse_loops,
    reject_dependents,
)
from skillsdir.spreadsheet.planning.directory import Directory
from skillsdir.spreadsheet.planning.made_emails import give_emails
from skillsdir.spreadsheet.planning.off_time import tell_off_days
from skillsdir.spreadsheet.planning.rows import read_tables
from skillsdir.spreadsheet.planning.suggestions import suggest
from skillsdir.spreadsheet.planning.survey import Survey


def end_bookings(survey):
    """End open bookings on the last day of projects that close, as their page does.

    Nothing is removed: where somebody is booked for later, the project stays open. Nor
    is a project reopened, which gives bookings back: that its page does.
    """
    closing = {}
    for change in survey.changes["projects"]:
        if change.action is not Action.CHANGED:
            continue
        before, after = change.before.get("status"), change.after.get("status")
        is_reopened = before == ProjectStatus.CANCELLED and after in LIVE
        if before == ProjectStatus.CLOSED or is_reopened:
            change.reject(f"it is {before}: reopen it on its page")
        elif after == ProjectStatus.CLOSED:
            give_last_day(change)
            closing[change.pk] = change
    end_saved_bookings(survey, closing)
    for change in survey.changes["bookings"]:
        if change.action is Action.ADDED:
            end_new_booking(change)


def give_last_day(project):
    """Let a project that closes end today, unless its last day has been.

    A day to come that the file gives itself is a contradiction.
    """
    values, today = project.entity.current(), local_day()
    day, first = values.get("ends_on"), values.get("starts_on")
    if day and day <= today:
        return
    if day and project.values.get("ends_on"):
        project.reject("it is closed, but its last day is to come")
    elif first and first > today:
        project.reject("it begins later: cancel it, or correct its first day")
    else:
        project.before = project.before | {"ends_on": day}
        project.after = project.after | {"ends_on": today}


def closing_day(project):
    return project.entity.current().get("ends_on") or local_day()


def end_saved_bookings(survey, closing):
    """End the bookings of projects that were open, by their id, until now."""
    if not closing:
        return
    touched = {change.pk: change for change in survey.changes["bookings"] if change.pk}
    rows = Assignment.objects.filter(project__in=closing)
    bookings = [
        (booking, closing[booking.project_id], touched.get(booking.pk))
        for booking in rows.select_related("person", "learns").order_by("pk")
    ]
    for booking, project, _ in bookings:
        if booking.starts_on > closing_day(project):
            who = booking.person
            project.reject(f"{who} is booked on it for later: end that first")
    for booking, project, change in bookings:
        if project.action is Action.CHANGED:
            end_booking(survey, booking, project, change)


def end_booking(survey, booking, project, change):
    """End one booking, unless it, or what the file says of it, is over by the day."""
    day, ends_on = closing_day(project), booking.ends_on
    if change:
        ends_on = change.after.get("ends_on", ends_on)
    if ends_on and ends_on <= day:
        return
    if change is None:
        change = Change(NOUNS["bookings"], project.place, {})
        change.values = {
            "person": Entity(booking.person_id, str(booking.person)),
            "project": project.entity,
        }
        change.pk = booking.pk
        survey.changes["bookings"].append(change)
    change.action, change.why = Action.CHANGED, f"{project.entity} closes"
    if booking.learns:
        change.why += f"; state {booking.learns} as it was learned"
    change.before = change.before | {"ends_on": booking.ends_on}
    change.after = change.after | {"ends_on": day}


def end_new_booking(change):
    """Let a new booking without a last day end with its project, if that is closed."""
    project = change.values["project"].current()
    is_closed = project.get("status") == ProjectStatus.CLOSED
    if not is_closed or change.after.get("ends_on"):
        return
    day = project.get("ends_on") or local_day()
    if change.after["starts_on"] > day:
        change.reject("it begins after its project was closed")
    else:
        change.after = change.after | {"ends_on": day}


def finish_projects(survey):
    """The status of projects made from their name alone, and outcomes in brackets."""
    for project, phases in survey.phases.items():
        change = project.change
        if project.pk is None and change and change.line is None:
            is_over = NOW not in phases and PAST in phases
            change.values["status"] = (
                ProjectStatus.CLOSED if is_over else ProjectStatus.ACTIVE
            )
    record_outcomes(survey)


MOMENT = "outcome_recorded_at"


def record_outcomes(survey):
    """Note outcomes in brackets.

    What is recorded, which few may see, decides about the cell alone, and never about
    what a sheet says of the project: so nothing is rejected for it.
    """
    said = said_of_projects(survey) if survey.outcomes else {}
    for project, outcomes in survey.outcomes.items():
        stated = said.get(project, {})
        planned = (project.values or {}) | stated
        why = find_objection(project, stated, planned, outcomes)
        for outcome, place in outcomes.items():
            recorded = planned.get("outcome")
            if why:
                survey.reject("projects", place, str(project), why)
            elif recorded and recorded != outcome:
                # It stands: a remark in a list does not change it.
                label = Outcome(recorded).label
                why = f"its outcome is recorded already: {label}; change it on its page"
                survey.leave_out("projects", place, str(project), why)
            elif not recorded:
                values = {"outcome": outcome}
                # A sheet may say as well that nobody knows when.
                if not planned.get(MOMENT) and MOMENT not in stated:
                    values[MOMENT] = survey.now
                survey.want("projects", values, place, entity=project)


def said_of_projects(survey):
    """What all rows of the file say of each project; of two the one that counts."""
    said = {}
    for change in survey.changes["projects"]:
        if change.entity:
            both = [change.values, said.get(change.entity, {})]
            if survey.answers.twice == Twice.LAST:
                both.reverse()
            said[change.entity] = both[0] | both[1]
    return said


def find_objection(project, stated, planned, outcomes):
    """Why outcomes of a project that lists mention cannot be recorded; "" if they can.

    That is the same whatever outcome is recorded. `stated` is what sheets say of the
    project, `planned` with what is here.
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
    other = stated.get("outcome")
    if other and other != outcome:
        return f"a sheet says that it ended otherwise: {Outcome(other).label}"
    if planned.get("status") != ProjectStatus.CLOSED:
        return "the project is not closed: close it to record its outcome"
    return reasons_only_of_early_stops(stated | {"outcome": outcome}) or ""


def plan(sheets: list, answers: Answers, seen: dict | None = None) -> Plan:
    """Compare the sheets with the directory; writes nothing.

    As many queries for ten rows as for ten thousand. A row that depends on a question
    without an answer is rejected; so is one whose e-mail is not whose it was when
    somebody saw the plan, where `seen` is that plan's.
    """
    asked = [sheet_question(sheet, answers) for sheet in sheets]
    is_team = known_teams()
    tables = [taken_table(question, is_team) for question in asked]
    taken = with_what_else_they_say(list(filter(None, tables)))
    cast = Cast.of(taken)
    directory = Directory.load(cast.emails, cast.names, answers.people(), cast.slugs)
    seen = directory.holders() if seen is None else seen
    exported = [sheet.exported_at for sheet in sheets if sheet.exported_at]
    survey = Survey(answers, directory, seen, cast, min(exported, default=None))
    read_tables(survey, taken)
    finish_projects(survey)
    for noun in NOUNS.values():
        prepare(noun, survey)
        compare(noun, survey)
    end_bookings(survey)
    tell_off_days(survey)
    leave_out_reached(survey)
    tell_reached(survey)
    changes = [change for noun in NOUNS for change in survey.changes[noun]]
    reject_dependents(changes)
    while refuse_loops(survey):
        reject_dependents(changes)
    unread = [sheet_rejection(question) for question in asked if question.is_open]
    left_out = [
        each
        for question, table in zip(asked, tables, strict=True)
        for each in left_out_of(question.sheet, question.answer, table)
    ]
    questions = collect_questions(survey, asked)
    return Plan([*unread, *changes], questions, seen, tuple(left_out))


def sheet_question(sheet, answers):
    answer = answers.sheets.get(sheet.name)
    problem = find_problem(answer) if answer and answer.kind else ""
    return SheetQuestion(sheet, answer, problem)


def taken_table(question, is_team):
    """The sheet with what its columns mean; `None` where nothing of it is taken in."""
    is_taken = not question.is_open and question.answer.kind
    return Table(question.sheet, question.answer, is_team) if is_taken else None


def with_what_else_they_say(tables):
    """The tables, and what those of other things say of goals and of their people."""
    of_people = [table.of_people for table in tables if table.kind.about == "person"]
    of_goals = [table.of_goals for table in tables]
    return [*tables, *filter(None, [*of_goals, *of_people])]


def sheet_rejection(question):
    why = question.problem or "decide what this sheet holds"
    noun = NOUNS.get(question.answer and question.answer.kind, NOUNS["people"])
    return Change.rejection(noun, question.sheet.name, question.sheet.name, why)


def prepare(noun, survey):
    """What has to be known of other nouns before one can be compared."""
    changes = survey.changes[noun.name]
    if noun.name == "people":
        give_emails(survey)
    if noun.name == "bookings":
        # Those that say their days come first: the others may mean the same.
        changes.sort(key=order_of_booking)
        share_capacity(changes)
    if noun.name == "endorsements":
        expertise = survey.indexes["expertise"]
        for change in changes:
            if change.action is None:
                find_expertise(change, expertise)


def order_of_booking(change):
    if change.values.get("starts_on"):
        return 0
    return 2 if change.values.get("phase") == PAST else 1


def share_capacity(changes):
    """Note among how many projects each person's time may have to be shared."""
    projects = {}
    without = [
        change.values
        for change in changes
        if change.action is None
        and "percent" not in change.values
        and change.values.get("phase") != PAST
    ]
    for values in without:
        projects.setdefault(raw(values["person"]), set()).add(raw(values["project"]))
    for values in without:
        values["sharing"] = len(projects[raw(values["person"])])


def find_expertise(change, expertise):
    """Let an endorsement refer to the stated level that it is about."""
    values = change.values
    if (entity := expertise.entity((values["person"], values["skill"]))) is None:
        change.reject(f"{values['person']} has not stated {values['skill']}")
    else:
        values["expertise"] = entity


def in_number_order(counted):
    """Numbers by size, before words in their order."""
    number = scales.plain_number(counted[0])
    return number is None, number or 0, counted[0]


def collect_questions(survey, sheets):
    tokens = survey.tokens
    guesses = scales.guess_scale(tokens)
    levels = [
        LevelQuestion(
            token, count, guesses.get(token), survey.answers.levels.get(token)
        )
        for token, count in sorted(tokens.items(), key=in_number_order)
    ]
    names = list(survey.asked.values())
    suggest(names, survey.directory, survey.said)
    asked = list(survey.defaults.values()), names, list(survey.watched.values())
    return Questions(sheets, levels, *asked, survey.emails)
