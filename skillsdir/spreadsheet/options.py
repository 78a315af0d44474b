"""Answers from the options of a command: nobody can be asked there."""

from dataclasses import dataclass

from people.spelling.names import fold
from skillsdir.spreadsheet.answers import (
    NEW_CATEGORY,
    WATCHED,
    Decision,
    SheetAnswer,
    What,
)
from skillsdir.spreadsheet.cells import levels as scales
from skillsdir.spreadsheet.columns.headings import guessed
from skillsdir.spreadsheet.nouns import BY_NAME
from skillsdir.spreadsheet.planning.plan import plan

# The highest number of a scale; of words there is none.
TOPS = {"1-4": 4, "1-5": 5, "1-10": 10, "words": None}
NAMED = ("team", "project")
# What the file says of people who are here: taken, or left as it is; else asked.
CHANGES = {
    "take": dict.fromkeys(WATCHED, True),
    "leave": dict.fromkeys(WATCHED, False),
    "fail": {},
}


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


@dataclass(frozen=True, slots=True)
class Unknown:
    """What becomes of names that nothing here bears: "skip", "create" or "fail".

    `names` are teams and projects. Of people, `namesakes` says what becomes of those
    whom somebody here, or in the file, is called like: "same" is the one there is.
    """

    skills: str = "fail"
    names: str = "fail"
    people: str = "fail"
    namesakes: str = "fail"

    @property
    def decides(self):
        return {self.skills, self.names, self.people, self.namesakes} != {"fail"}


# Somebody new may make other names clear, or not.
MOST_ROUNDS = 3


def answered(sheets, answers, *, levels=None, unknown=None):
    """The answers with what the options say of levels and of unknown names."""
    unknown = unknown or Unknown()
    if not levels and not unknown.decides:
        return answers
    asked = plan(sheets, answers).questions
    if levels:
        tokens = [question.token for question in asked.levels]
        guesses = scales.guess_scale(tokens, TOPS[levels])
        known = {token: level for token, level in guesses.items() if level is not None}
        answers = answers.with_(levels=known)
    answers = decide(answers, asked, ("skill",), unknown.skills)
    answers = decide(answers, asked, NAMED, unknown.names)
    for _ in range(MOST_ROUNDS):
        decisions = decisions_of_people(asked, unknown)
        if not decisions:
            break
        answers = answers.with_decisions("person", decisions)
        asked = plan(sheets, answers).questions
    return answers


def decisions_of_people(asked, unknown):
    """What the options say of people who are still asked about, by question."""
    asked = [question for question in asked.of("person") if question.answer is None]
    found = {question.key: decision_of_person(question, unknown) for question in asked}
    return {key: decision for key, decision in found.items() if decision}


def decision_of_person(question, unknown):
    what = unknown.namesakes if question.namesakes else unknown.people
    targets = [near.target for near in question.namesakes]
    if what == "same":
        meant = targets[0] if len(targets) == 1 else question.likely
        return Decision(What.USE, meant) if meant else None
    if what == "fail" or (what == "create" and not question.may_create):
        return None
    return Decision(What(what))


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
