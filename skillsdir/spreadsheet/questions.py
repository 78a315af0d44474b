"""Everything to decide about a file before all of it can be taken in."""

from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.asked import (
    DefaultQuestion,
    LevelQuestion,
    NameQuestion,
    Questions,
    SheetQuestion,
    Suggestion,
)
from skillsdir.spreadsheet.planning import plan
from skillsdir.spreadsheet.remembering import guessed

__all__ = [
    "DefaultQuestion",
    "LevelQuestion",
    "NameQuestion",
    "Questions",
    "SheetQuestion",
    "Suggestion",
    "guessed",
    "questions",
]


def questions(sheets: list, answers: Answers) -> Questions:
    """Everything asked about the sheets, answered or not, as the dry run meets it.

    What is not needed is not asked: a level for skills without one, say, only if one
    of them is new on a profile.
    """
    return plan(sheets, answers).questions
