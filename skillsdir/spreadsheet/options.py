"""Answers from the options of a command: nobody can be asked there."""

from dataclasses import dataclass, replace

from people.spelling.names import fold
from skillsdir.spreadsheet.answers import (
    EDITED,
    NEW_CATEGORY,
    WATCHED,
    Decision,
    SheetAnswer,
    What,
)
from skillsdir.spreadsheet.cells import levels as scales
from skillsdir.spreadsheet.columns.guessing import guess_columns
from skillsdir.spreadsheet.columns.remembered import guessed, known_skills
from skillsdir.spreadsheet.columns.titles import title, titles_of
from skillsdir.spreadsheet.nouns import BY_NAME, SEVERAL
from skillsdir.spreadsheet.nouns.mapping import find_column, find_problem
from skillsdir.spreadsheet.planning.plan import plan

# The highest number of a scale; of words there is none.
TOPS = {"1-4": 4, "1-5": 5, "1-10": 10, "words": None}
NAMED = ("team", "project", "location")
# What the file says of people who are here: taken, or left as it is; else asked.
CHANGES = {
    "take": dict.fromkeys((*WATCHED, EDITED), True),
    "leave": dict.fromkeys((*WATCHED, EDITED), False),
    "fail": {},
}


class OptionError(Exception):
    """An option does not fit the file; the message says how."""


def first_answers(sheets, *, only=None, shape=None, mapped=(), saved=None, **defaults):
    """What the sheets seem to be, with what is told of them.

    `only` is the name of the one sheet that is read; what is not recognised is left
    out. `shape` are fields of `SheetAnswer` for the one sheet that is read, `mapped`
    pairs of heading and field. `saved` are answers that were given before, of which
    those about a sheet of this file count. `defaults` are fields of `Answers`.
    """
    names = [sheet.name for sheet in sheets]
    if only and only not in names:
        raise OptionError(f"There is no sheet “{only}”.")
    answers = guessed(sheets)
    kinds = answers.sheets | (saved or answers).sheets
    kinds = {n: kinds[n] for n in names if n in kinds and only in (None, n)}
    if shape:
        reshape(sheets, kinds, only, shape)
    for heading, name in mapped:
        place_column(sheets, kinds, heading, name)
    if not any(answer.kind for answer in kinds.values()):
        raise OptionError(
            f"No sheet was recognised by its headings: {', '.join(names)}."
            " Say what one is with --kind."
        )
    for name, answer in kinds.items():
        if answer.kind and (problem := find_problem(answer)):
            raise OptionError(f"{name}: {problem}.")
    left_out = {sheet.name: SheetAnswer("") for sheet in sheets}
    given = {name: value for name, value in defaults.items() if value not in (None, "")}
    return (saved or answers).with_(sheets=left_out | kinds, **given)


def reshape(sheets, kinds, only, shape):
    """Read the one sheet as the options say, its columns guessed anew for that."""
    if only is None and len(sheets) > 1:
        raise OptionError("Say with --sheet which sheet is laid out like that.")
    sheet = next(sheet for sheet in sheets if only in (None, sheet.name))
    before = kinds.get(sheet.name) or SheetAnswer("")
    told = {name: value for name, value in shape.items() if value is not None}
    if told.keys() & {"kind", "header_row", "heading_rows", "is_turned"}:
        about = {name: told[name] for name in told if name in ANEW}
        before = guess_columns(sheet, replace(before, **about), known_skills())
    values = before.values | told.pop("values", {})
    kinds[sheet.name] = replace(before, **told, values=values)


# What of a layout lets columns be guessed anew.
ANEW = ("kind", "header_row", "heading_rows", "is_turned")


def place_column(sheets, kinds, heading, name):
    """Let the columns of a heading be a field, or with an empty name none."""
    is_found = False
    for sheet in sheets:
        answer = kinds.get(sheet.name)
        if answer is None:
            continue
        rows = sheet.turned().rows if answer.is_turned else sheet.rows
        titles = titles_of(rows, answer.header_row, answer.heading_rows)
        places = [
            place
            for place, parts in enumerate(titles)
            if fold(title(parts)) == fold(heading)
        ]
        is_found = is_found or bool(places)
        known = {column.name for column in BY_NAME[answer.kind].offered}
        if places and name and find_column(BY_NAME[answer.kind], name) is None:
            raise OptionError(
                f"“{name}” is no field of {BY_NAME[answer.kind].title.lower()}:"
                f" choose of {', '.join(sorted(known))}."
            )
        columns = {
            place: field
            for place, field in answer.columns.items()
            if place not in places and (field != name or not places or name in SEVERAL)
        }
        if name:
            columns |= dict.fromkeys(places, name)
        kinds[sheet.name] = replace(answer, columns=columns)
    if not is_found:
        raise OptionError(f"No sheet has a heading “{heading}”.")


@dataclass(frozen=True, slots=True)
class Unknown:
    """What becomes of names that nothing here bears: "skip", "create" or "fail".

    `names` are teams, projects and locations, which get the `time_zone`. Of people,
    `namesakes` says what becomes of those whom somebody here, or in the file, is called
    like: "same" is the one there is.
    """

    skills: str = "fail"
    names: str = "fail"
    people: str = "fail"
    namesakes: str = "fail"
    time_zone: str = ""

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
    answers = decide(answers, asked, NAMED, unknown.names, unknown.time_zone)
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
    return question.as_new() if what == "create" else Decision(What(what))


def decide(answers, asked, nouns, what, time_zone=""):
    if what == "fail":
        return answers
    for noun in nouns:
        decision = Decision(
            What(what),
            category=NEW_CATEGORY if noun == "skill" else "",
            time_zone=time_zone if noun == "location" else "",
        )
        keys = [question.key for question in asked.of(noun)]
        answers = answers.with_decisions(noun, dict.fromkeys(keys, decision))
    return answers
