"""The questions of a dry run, kept with it: pages ask them without a new one."""

from dataclasses import dataclass

from skillsdir.spreadsheet.answers import What
from skillsdir.spreadsheet.asked import (
    DefaultQuestion,
    LevelQuestion,
    NameQuestion,
    Questions,
    Suggestion,
)


def packed_questions(asked):
    """The questions without their answers: those are the draft's own."""
    return {
        "sheets": sum(one.answer is None or bool(one.problem) for one in asked.sheets),
        "levels": [[one.token, one.count, one.guess] for one in asked.levels],
        "defaults": [[one.name, one.count, one.places] for one in asked.defaults],
        "names": [packed_name(one) for one in asked.names],
    }


def packed_name(one):
    suggestions = [[each.target, each.label] for each in one.suggestions]
    words = one.noun, one.key, one.name, one.count, one.places
    return [*words, suggestions, one.options]


@dataclass(frozen=True)
class SavedQuestions(Questions):
    """The questions of a dry run that was kept; sheets are only counted."""

    open_sheets: int = 0


def unpacked_questions(data, answers):
    """What was asked when the dry run was made, with the answers there are."""
    return SavedQuestions(
        [],
        [LevelQuestion(*one, answers.levels.get(one[0])) for one in data["levels"]],
        [saved_default(one, answers) for one in data["defaults"]],
        [saved_name(one, answers) for one in data["names"]],
        data["sheets"],
    )


def saved_default(packed, answers):
    answer = getattr(answers, packed[0])
    return DefaultQuestion(*packed, None if answer == "" else answer)


def saved_name(packed, answers):
    noun, key, name, count, places, suggestions, options = packed
    return NameQuestion(
        noun,
        key,
        name,
        count,
        places,
        tuple(Suggestion(*one) for one in suggestions),
        tuple(map(What, options)),
        answers.decided(noun, key),
    )
