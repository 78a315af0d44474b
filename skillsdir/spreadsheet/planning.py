"""The dry run: what the sheets make of the directory."""

import re

from people.emails import fold_email
from people.names import fold
from skillsdir.spreadsheet import headings, scales
from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.asked import LevelQuestion, Questions, SheetQuestion
from skillsdir.spreadsheet.changes import Change, Plan
from skillsdir.spreadsheet.closings import end_bookings
from skillsdir.spreadsheet.comparing import compare, reject_dependents
from skillsdir.spreadsheet.directory import Directory
from skillsdir.spreadsheet.entities import raw
from skillsdir.spreadsheet.lines import Table, problem_of
from skillsdir.spreadsheet.mentioned import finish_projects
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.nouns.bookings import PAST
from skillsdir.spreadsheet.nouns.goals import leave_out_reached
from skillsdir.spreadsheet.off_time import tell_off_days
from skillsdir.spreadsheet.people_cells import people_in
from skillsdir.spreadsheet.rows import read_tables
from skillsdir.spreadsheet.suggestions import suggest
from skillsdir.spreadsheet.survey import Survey

EMAIL = re.compile(r"[^\s<>,;()]+@[^\s<>,;()]+")
# Columns that name people.
WHO = ("name", "email", "person", "manager", "lead", "endorsed_by", "mentor")


def plan(sheets: list, answers: Answers) -> Plan:
    """Compare the sheets with the directory; writes nothing.

    As many queries for ten rows as for ten thousand. A row that depends on a question
    without an answer is rejected.
    """
    asked = [sheet_question(sheet, answers) for sheet in sheets]
    tables = [
        Table(one.sheet, one.answer)
        for one in asked
        if one.answer and one.answer.kind and not one.problem
    ]
    survey = Survey(answers, Directory.load(*people_meant(tables, answers)))
    read_tables(survey, tables)
    finish_projects(survey)
    for noun in NOUNS.values():
        prepare(noun, survey)
        compare(noun, survey)
    end_bookings(survey)
    tell_off_days(survey)
    leave_out_reached(survey)
    changes = [change for noun in NOUNS for change in survey.changes[noun]]
    reject_dependents(changes)
    unread = [sheet_rejection(one) for one in asked if not one.answer or one.problem]
    return Plan([*unread, *changes], questions_of(survey, asked))


def sheet_question(sheet, answers):
    answer = answers.sheets.get(sheet.name)
    problem = problem_of(answer) if answer and answer.kind else ""
    return SheetQuestion(sheet, headings.guess_sheet(sheet), answer, problem)


def sheet_rejection(question):
    why = question.problem or "decide what this sheet holds"
    kind = question.answer.kind if question.answer else question.guess.kind
    noun = NOUNS.get(kind, NOUNS["people"])
    return Change.rejection(noun, question.sheet.name, question.sheet.name, why)


def people_meant(tables, answers):
    """E-mails and folded names of all whom the sheets may mean."""
    emails, names = set(), set()
    for table in tables:
        for line in table.lines:
            for column in WHO:
                if column not in line.cells or (
                    column == "name" and table.kind.name != "people"
                ):
                    continue
                text = str(line.cells[column])
                emails.update(fold_email(one) for one in EMAIL.findall(text))
                names.add(fold(text).strip())
                if column not in ("name", "email"):
                    names.update(fold(one.name).strip() for one in people_in(text))
    for decision in answers.names.get("person", {}).values():
        emails.add(fold_email(decision.target))
    return emails - {""}, names - {""}


def prepare(noun, survey):
    """What has to be known of other nouns before one can be compared."""
    changes = survey.changes[noun.name]
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


def questions_of(survey, sheets):
    tokens = survey.tokens
    guesses = scales.guess_scale(tokens)
    levels = [
        LevelQuestion(
            token, count, guesses.get(token), survey.answers.levels.get(token)
        )
        for token, count in tokens.items()
    ]
    names = list(survey.asked.values())
    suggest(names, survey.directory)
    return Questions(sheets, levels, list(survey.defaults.values()), names)
