"""Files as people have them, in `*.toml` beside this, and what comes of each.

A case has a `text` (of a CSV file), an `xlsx` (the same, made a workbook) or `sheets`
by name; `merged` and `coloured` areas and `hidden` columns are those of the workbook.
The other fields are what is to come of it, in short lines; `asked` are the defaults
that somebody had to give, `others` the kinds that it may be as well.
"""

import csv
import io
import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path

import xlsxwriter

from people.models import Level
from skillsdir.spreadsheet.answers import NEW_CATEGORY, Answers, Decision, What
from skillsdir.spreadsheet.cells import levels as scales
from skillsdir.spreadsheet.columns.remembered import guessed, guesses_of
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.nouns.base import Action, value_words
from skillsdir.spreadsheet.planning.plan import plan

KNOWN = ("Python", "SQL", "NLP", "R", "Tableau", "Java", "Machine learning", "Spark")
RESULTS = ("people", "skills", "goals", "bookings", "absences", "projects")
RESULTS += ("catalogue", "not_taken", "refused", "asked", "others")
LEVELS = {str(level.label): str(int(level)) for level in Level}


def load_cases():
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for case in tomllib.loads(path.read_text())["case"]:
            yield f"{path.stem}: {case['name']}", case


def sheets_of(case):
    texts = case.get("sheets") or {"Sheet1": case.get("xlsx", "")}
    if "text" in case:
        return read_workbook(case["text"].encode(), "export.csv")
    return read_workbook(workbook(texts, case), "staff.xlsx")


def workbook(texts, case):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats = {"day": book.add_format({"num_format": "yyyy-mm-dd"})}
    formats["colour"] = book.add_format({"bg_color": "#92D050"})
    for name, text in texts.items():
        sheet = book.add_worksheet(name)
        rows = list(csv.reader(io.StringIO(text.strip("\n"))))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                write(sheet, row, column, cell, formats["day"])
        for area in case.get("merged", ()):
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(area.split(":")[0])
            sheet.merge_range(area, rows[row][column])
        for place in case.get("coloured", ()):
            sheet.write_blank(place, None, formats["colour"])
        for letter in case.get("hidden", ()):
            sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    book.close()
    return buffer.getvalue()


def write(sheet, row, column, text, day_format):
    if len(text) == 10 and text[4:8:3] == "--":
        sheet.write_datetime(row, column, date.fromisoformat(text), day_format)
    elif text and text.replace(".", "", 1).isdecimal():
        sheet.write_number(row, column, float(text))
    elif text:
        sheet.write_string(row, column, text)


DEFAULTS = {
    "default_level": 2,
    "current_percent": 50,
    "past_from": date(2025, 1, 1),
    "past_to": date(2025, 6, 30),
    "twice": "last",
    "day_order": "day_first",
}
GUESSES = {"category": NEW_CATEGORY, "time_zone": "Europe/Lisbon"}


def answer_all(sheets):
    """The plan with every guess accepted: all that nobody knows is new."""
    answers, before = guessed(sheets), None
    asked = set()
    while answers != before:
        made = plan(sheets, answers)
        asked |= {question.name for question in made.questions.defaults}
        before, answers = answers, answered(answers, made.questions)
    return made, sorted(asked)


def answered(answers: Answers, questions):
    guesses = scales.guess_scale([question.token for question in questions.levels])
    known = {token: level for token, level in guesses.items() if level is not None}
    answers = answers.with_(**DEFAULTS, levels=answers.levels | known)
    for question in questions.names:
        if question.answer is None and question.may_create:
            new = Decision(What.CREATE, **needed(question.noun))
            if namesakes := question.namesakes:
                new = Decision(What.USE, target=namesakes[0].target)
            answers = answers.with_decisions(question.noun, {question.key: new})
    return answers


def needed(noun):
    wanted = {"skill": "category", "location": "time_zone"}.get(noun)
    return {wanted: GUESSES[wanted]} if wanted else {}


def results_of(case):
    """What comes of a case, in the lines of its file; what is empty is not there."""
    sheets = sheets_of(case)
    made, asked = answer_all(sheets)
    lines = defaultdict(list)
    by_person = defaultdict(lambda: defaultdict(list))
    for change in made.changes:
        tell(change, lines, by_person)
    for name, people in by_person.items():
        lines[name] = [f"{who}: {', '.join(all_)}" for who, all_ in people.items()]
    lines["not_taken"] += [tell_left_out(each, len(sheets)) for each in made.left_out]
    lines["asked"] = asked
    guesses = guesses_of(sheets).values()
    lines["others"] = sorted({kind for guess in guesses for kind in guess.others})
    return {name: found for name in RESULTS if (found := lines[name])}


NAMES = {"expertise": ("skills", "level"), "goals": ("goals", "target_level")}


def tell(change, lines, by_person):
    """Add the line of a change to those of its kind."""
    noun = change.of.name
    if change.action in (Action.REJECTED, Action.LEFT_OUT):
        where = change.place.rpartition("!")[2]
        lines["refused"].append(f"{where} {change.label}: {change.why}")
        return
    values = {name: value_words(value) for name, value in change.after.items()}
    values = {name: LEVELS.get(value, value) for name, value in values.items()}
    if noun in NAMES:
        name, level = NAMES[noun]
        words = f"{values['skill']} {values[level]}"
        words += f" for {values['years']} years" if values.get("years") else ""
        by_person[name][values["person"]].append(words)
        return
    name = noun if noun in TOLD else "catalogue"
    start = "" if noun in TOLD else f"{noun} "
    lines[name].append(start + line_of(values, change))


TOLD = ("people", "bookings", "absences", "projects")
UNTOLD = ("created_by", "kind", "position", "outcome_recorded_at", "slug")
USUAL = {"category": NEW_CATEGORY, "time_zone": "Europe/Lisbon", "status": "confirmed"}


def line_of(values, change):
    first = "person" if "person" in values else "name"
    rest = {
        name: value
        for name, value in values.items()
        if name not in (first, *UNTOLD) and value and USUAL.get(name) != value
    }
    words = "; ".join(f"{name} {value}" for name, value in rest.items())
    return "; ".join(filter(None, [values.get(first, change.label), words]))


def tell_left_out(each, count):
    sheet = f"{each.sheet}: " if count > 1 else ""
    return sheet + " ".join(filter(None, (each.where, each.what)))
