"""What an import makes of each row: the dry run."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Action(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row: what it was and what it becomes, in words."""

    name: str
    label: str
    old: str
    new: str


@dataclass(slots=True)
class Change:
    """What becomes of one row of the directory, or of a cell that makes none.

    `noun` is a kind of `kinds.py`, or `categories` or `aliases`. `why` gives the reason
    of a rejection, or what a reader should know. `before` and `after` are values by
    field; `differences` says them in words.
    """

    noun: str
    action: Action
    place: str
    label: str
    why: str = ""
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    # The row of the directory, an `Entity`; `None` of a rejection.
    entity: object = None

    @property
    def differences(self):
        """The fields that are written, as `Difference`s."""
        raise NotImplementedError


@dataclass(frozen=True)
class Plan:
    """All changes in the order of the file, and the questions still open."""

    changes: list[Change]
    questions: object

    @cached_property
    def counts(self):
        """Numbers by noun and action: `{"people": {"added": 3, "rejected": 1}}`."""
        counts = {}
        for change in self.changes:
            counts.setdefault(change.noun, Counter())[str(change.action)] += 1
        return {noun: dict(of_noun) for noun, of_noun in counts.items()}

    @cached_property
    def totals(self):
        """Numbers by action, all four of them."""
        found = Counter(change.action for change in self.changes)
        return {str(action): found[action] for action in Action}

    def only(self, action):
        return [change for change in self.changes if change.action == action]
