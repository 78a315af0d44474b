"""Sheets, files and answers for tests of the import, in few words."""

import csv
import io

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import (
    EDITED,
    WATCHED,
    Answers,
    Decision,
    SheetAnswer,
    What,
)
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.nouns import BY_NAME
from skillsdir.spreadsheet.planning.plan import plan


def table(kind, headings, *rows):
    """A sheet of a kind with its answer; headings are names of fields."""
    names = headings.split()
    columns = dict(enumerate(names))
    titles = tuple(BY_NAME[kind].column(name).heading for name in names)
    return Sheet(kind, [titles, *rows]), SheetAnswer(kind, 0, columns)


# What a file changes of people who are here is taken, unless a test says otherwise.
TAKEN = dict.fromkeys((*WATCHED, EDITED), True)


def answers_for(tables, **answers):
    sheets = {sheet.name: answer for sheet, answer in tables}
    return Answers(sheets=sheets, **{"changes": TAKEN} | answers)


def planned(*tables, **answers):
    """The plan of some tables."""
    return plan([sheet for sheet, _ in tables], answers_for(tables, **answers))


def told(changes):
    """What a plan says in short: action, label and why."""
    return [(str(one.action), one.label, one.why) for one in changes]


def as_csv(sheet):
    text = io.StringIO()
    csv.writer(text).writerows(sheet.rows)
    return text.getvalue().encode()


def upload(kind, headings, *rows, by=None, **answers):
    """A draft of a file with one sheet, saved."""
    sheet, answer = table(kind, headings, *rows)
    draft = SpreadsheetImport.of(as_csv(sheet), f"{kind}.csv", by=by)
    draft.answers = answers_for([(sheet, answer)], **answers).as_json()
    draft.save()
    return draft


def skip(name):
    return {name: Decision(What.SKIP)}


def use(name, target):
    """It means a row that is here, or what the same file calls so."""
    return {name: Decision(What.USE, getattr(target, "pk", target))}


def create(name, **needed):
    return {name: Decision(What.CREATE, **needed)}
