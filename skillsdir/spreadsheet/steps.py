"""The way of a file through the pages: what is asked where, and what is still open."""

from dataclasses import dataclass

from skillsdir.spreadsheet.questions import (
    DefaultQuestion,
    LevelQuestion,
    NameQuestion,
    Questions,
    SheetQuestion,
)

STEPS = {
    "sheets": "Sheets and columns",
    "values": "Levels and days",
    "names": "Names",
    "people": "People",
    "check": "Dry run",
}


def step_of(question):
    """The step that asks the question."""
    match question:
        case SheetQuestion():
            return "sheets"
        case LevelQuestion() | DefaultQuestion():
            return "values"
        case NameQuestion(noun="person"):
            return "people"
    return "names"


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the pages' navigation shows it."""

    name: str
    title: str
    open_count: int
    is_current: bool

    @property
    def url_name(self):
        return f"spreadsheet:{self.name}"


def steps(current, open_questions=()):
    """All steps, with the number of questions that each has still open."""
    counts = dict.fromkeys(STEPS, 0)
    for question in open_questions:
        counts[step_of(question)] += 1
    return [
        Step(name, title, counts[name], name == current)
        for name, title in STEPS.items()
    ]


def next_step(asked: Questions, after="sheets"):
    """The first step from `after` on with something open; the dry run if none is."""
    names = list(STEPS)
    are_open = {step_of(question) for question in asked.open()}
    later = names[names.index(after) :]
    return next((name for name in later if name in are_open), "check")
