"""The way of a file through the pages: what is asked where, and what is still open."""

from dataclasses import dataclass

from skillsdir.spreadsheet.asked import NameQuestion

STEPS = {
    "sheets": "Sheets and columns",
    "values": "Levels and days",
    "names": "Names",
    "people": "People",
    "check": "Dry run",
}


def step_of(question):
    """The step that asks a question about what cells say."""
    if not isinstance(question, NameQuestion):
        return "values"
    return "people" if question.noun == "person" else "names"


def open_counts(asked):
    """How many questions each step has still open."""
    counts = dict.fromkeys(STEPS, 0) | {"sheets": asked.open_sheets}
    for question in asked.open():
        counts[step_of(question)] += 1
    return counts


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


def steps(current, asked=None):
    """All steps, each with what it has still open as far as that is known."""
    counts = open_counts(asked) if asked else dict.fromkeys(STEPS, 0)
    return [
        Step(name, title, counts[name], name == current)
        for name, title in STEPS.items()
    ]


def next_step(asked, after="sheets"):
    """The first step from `after` on with something open; the dry run if none is."""
    counts, names = open_counts(asked), list(STEPS)
    later = names[names.index(after) :]
    return next((name for name in later if counts[name]), "check")
