"""Takes an import back, unless later edits would be lost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A row that was changed, or is referred to, since the import wrote it."""

    place: str
    label: str
    why: str


def undo(import_, *, by):
    """Put everything back as it was before; return `[]`, or the `Obstacle`s.

    With obstacles nothing is written. The same user twice undoes nothing twice.
    Raises `NotAppliedError`.
    """
    raise NotImplementedError


class NotAppliedError(Exception):
    """There is nothing to undo: never applied, undone already, or too long ago."""
