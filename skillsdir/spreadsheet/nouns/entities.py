"""Rows of the directory, those that are there and those that an import will add."""

from datetime import UTC, date, datetime, time


class CellError(Exception):
    """The cell cannot be taken; the message says why, to whoever sent the file."""


class UndecidedError(CellError):
    """It depends on a question that has no answer yet."""


class SkippedError(Exception):
    """The cell is left out because somebody decided so."""


class BlankError(SkippedError):
    """The cell says no more than an empty one; the message, if any, is to be told."""


class Entity:
    """A row of the directory. It has no `pk` until it is written.

    `values` are its columns by field, keys as primary keys; `None` of new ones.
    `change` is what the file says of it, `why` why a new one is not going to be. `key`
    is by which question a new one is known.
    """

    __slots__ = ("change", "key", "label", "pk", "slug", "values", "why")

    def __init__(self, pk=None, label="", values=None, slug=""):
        self.pk = pk
        self.label = label
        self.values = values
        self.slug = slug
        self.change = None
        self.key = self.why = ""

    def __str__(self):
        return self.label

    def current(self):
        """Its values as they will be, as far as the file has been read."""
        planned = self.change.values | self.change.after if self.change else {}
        return (self.values or {}) | planned


def raw(value):
    """The value as the database has it; of something new, the entity itself."""
    if isinstance(value, Entity):
        return value if value.pk is None else value.pk
    if isinstance(value, frozenset):
        return frozenset(map(raw, value))
    return value


def json_value(value):
    """A value as it goes into JSON; equal values are equal there too."""
    if isinstance(value, Entity):
        return value.pk
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(map(json_value, value))
    return value
