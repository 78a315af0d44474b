"""Answers from the options of a command: nobody can be asked there."""

from people.spelling.names import fold
from skillsdir.spreadsheet.answers import NEW_CATEGORY, Decision, SheetAnswer, What
from skillsdir.spreadsheet.cells import levels as scales
from skillsdir.spreadsheet.columns.remembered import guessed
from skillsdir.spreadsheet.nouns import BY_NAME
from skillsdir.spreadsheet.planning.plan import plan

# The highest number of a scale; of words there is none.
TOPS = {"1-4": 4, "1-5": 5, "1-10": 10, "words": None}
NAMED = ("team", "project")


class OptionError(Exception):
    """An option does not fit the file; the message says how."""


def first_answers(sheets, *, only=None, mapped=(), **defaults):
    """What the headings say, with columns mapped by hand: pairs of heading and field.

    `only` is the name of the one sheet that is read; what is not recognised is left
    out. `defaults` are fields of `Answers`.
    """
    if only and only not in {sheet.name for sheet in sheets}:
        raise OptionError(f"There is no sheet “{only}”.")
    answers = guessed(sheets)
    kinds = {
        name: answer for name, answer in answers.sheets.items() if only in (None, name)
    }
    for heading, name in mapped:
        place_column(sheets, kinds, heading, name)
    if not kinds:
        names = ", ".join(sheet.name for sheet in sheets)
        raise OptionError(f"No sheet was recognised by its headings: {names}.")
    left_out = {sheet.name: SheetAnswer("") for sheet in sheets}
    return answers.with_(sheets=left_out | kinds, **defaults)


def place_column(sheets, kinds, heading, name):
    """Let the columns of a heading be a field, or with an empty name none."""
    is_found = False
    for sheet in sheets:
        answer = kinds.get(sheet.name)
        if answer is None:
            continue
        titles = sheet.rows[answer.header_row]
        places = [
            place
            for place, title in enumerate(titles)
            if fold(str(title or "")) == fold(heading)
        ]
        is_found = is_found or bool(places)
        known = {column.name for column in BY_NAME[answer.kind].columns}
        if places and name and name not in known:
            raise OptionError(
                f"“{name}” is no field of {BY_NAME[answer.kind].title.lower()}:"
                f" choose of {', '.join(sorted(known))}."
            )
        columns = {
            place: field
            for place, field in answer.columns.items()
            if place not in places and (field != name or not places)
        }
        if name:
            columns |= dict.fromkeys(places, name)
        kinds[sheet.name] = SheetAnswer(answer.kind, answer.header_row, columns)
    if not is_found:
        raise OptionError(f"No sheet has a heading “{heading}”.")


def answered(sheets, answers, *, levels=None, skills="fail", names="fail"):
    """The answers with what the options say of levels and of unknown names.

    `skills` and `names` (teams and projects) are "skip", "create" or "fail".
    """
    if not levels and skills == names == "fail":
        return answers
    asked = plan(sheets, answers).questions
    if levels:
        tokens = [question.token for question in asked.levels]
        guesses = scales.guess_scale(tokens, TOPS[levels])
        known = {token: level for token, level in guesses.items() if level is not None}
        answers = answers.with_(levels=known)
    answers = decide(answers, asked, ("skill",), skills)
    return decide(answers, asked, NAMED, names)


def decide(answers, asked, nouns, what):
    if what == "fail":
        return answers
    for noun in nouns:
        decision = Decision(
            What(what), category=NEW_CATEGORY if noun == "skill" else ""
        )
        keys = [question.key for question in asked.of(noun)]
        answers = answers.with_decisions(noun, dict.fromkeys(keys, decision))
    return answers
