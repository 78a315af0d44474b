"""What an import makes of each row: the dry run."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.functional import cached_property

from skillsdir.spreadsheet.nouns.base import Action


class Difference(NamedTuple):
    """A field of a row: what it was and what it becomes, in words."""

    name: str
    label: str
    old: str
    new: str


class Change:
    """What becomes of one row of the directory, or of a cell that makes none.

    `of` is a `nouns.base.Noun`, `noun` its name. `values` are what the file says,
    `before` and `after` what is written, all by field; `differences` says it in words.
    `why` is the reason of a rejection, or what a reader should know. `entity` is the
    row where others refer to it, `line` that of the sheet.
    """

    __slots__ = (
        *("action", "after", "before", "entity", "line", "name", "of"),
        *("pk", "place", "values", "why"),
    )

    def __init__(self, noun, place, values, *, entity=None, line=None):
        self.of = noun
        self.place = place
        self.values = values
        self.entity = entity
        self.line = line
        self.pk = entity.pk if entity else None
        self.action = None
        self.before = self.after = NOTHING
        self.why = self.name = ""

    @classmethod
    def rejection(cls, noun, place, name, why):
        """Of a cell of which no row can be made."""
        change = cls(noun, place, {})
        change.name = name
        return change.reject(why)

    def reject(self, why):
        self.action, self.why = Action.REJECTED, why
        self.before = self.after = NOTHING
        if self.entity and self.entity.pk is None:
            self.entity.why = why
        return self

    def note(self, *words):
        """Say more of what a reader should know; empty words say nothing."""
        self.why = "; ".join(filter(None, [self.why, *words]))

    def leave_out(self, why):
        """Write nothing of it, which is no reason to reject the file."""
        self.action, self.why = Action.LEFT_OUT, why
        self.before = self.after = NOTHING

    @property
    def noun(self):
        return self.of.name

    @property
    def label(self):
        return self.name or self.of.label(self.values) or str(self.entity or "")

    @property
    def differences(self):
        return [
            Difference(
                target,
                self.of.heading(target),
                self.of.words(target, self.before.get(target)),
                self.of.words(target, new),
            )
            for target, new in self.after.items()
            if target in self.of.targets
        ]


NOTHING = {}


@dataclass(frozen=True)
class Plan:
    """All changes, noun by noun in the order of the file, and all questions.

    `seen` is who had which e-mail, of those whom the file may mean: ids, by e-mail.
    `left_out` is what of the file is not taken in, as `LeftOut`.
    """

    changes: list[Change]
    questions: object
    seen: dict[str, int] = field(default_factory=dict)
    left_out: tuple = ()

    @cached_property
    def counts(self):
        """Numbers by noun and action: `{"people": {"added": 3, "rejected": 1}}`."""
        counts = {}
        for change in self.changes:
            counts.setdefault(change.noun, Counter())[str(change.action)] += 1
        return {noun: dict(of_noun) for noun, of_noun in counts.items()}

    @cached_property
    def totals(self):
        found = Counter(change.action for change in self.changes)
        return {str(action): found[action] for action in Action}

    def only(self, action):
        return [change for change in self.changes if change.action == action]
