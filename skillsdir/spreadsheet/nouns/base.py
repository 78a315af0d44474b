"""What is known of each noun: its table, its fields, and which row is which."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from skillsdir.spreadsheet.columns.fields import raw, value_words
from skillsdir.spreadsheet.columns.kinds import BY_NAME


def nothing(*args):
    return {}


def is_never(values):
    return False


@dataclass(frozen=True, eq=False)
class Noun:
    """A table of the directory as a spreadsheet fills it.

    `keys_of(values)` are the keys, the best first, by which a row is found; a row that
    is there is found by `keys_of_row(values)`, one that the file makes is known by
    `planned_keys(values)` and found again by `twin_keys(values)`, all the same unless
    given. `required` must
    be given for a new row; `defaults(change, survey)` are what it gets besides, and may
    raise `CellError`. `rules` look at all values of a row and say what is wrong.
    `about` is the field that names whom the row is about.
    """

    name: str
    model: type
    fields: tuple
    keys_of: Callable
    label: Callable
    keys_of_row: Callable | None = None
    planned_keys: Callable | None = None
    twin_keys: Callable | None = None
    required: tuple[str, ...] = ()
    defaults: Callable = nothing
    rules: tuple[Callable, ...] = ()
    about: str = ""
    # Whether a row with these values lets another one take its place: it goes first.
    gives_way: Callable = is_never
    # Fields that only an import writes, with what they hold: `created_by`.
    stamps: Callable = nothing
    # Lists of another table: the field with the rows of `through`.
    lists: dict = field(default_factory=dict)
    # Columns that are not the model's own: they lead to a row that is.
    virtual: tuple[str, ...] = ()
    # The lookup of rows that may be meant: the field that names person or project.
    within: tuple[str, str] | None = None

    @cached_property
    def by_name(self):
        return {one.name: one for one in self.fields}

    @cached_property
    def targets(self):
        """Fields by the name of the model's field."""
        return {one.target: one for one in self.fields}

    def heading(self, target):
        """What the field is called in sheets."""
        one = self.targets.get(target)
        kind = BY_NAME.get(self.name)
        if one and kind and any(column.name == one.name for column in kind.columns):
            return kind.column(one.name).heading
        return target.replace("_", " ").capitalize()

    def columns(self):
        """The model's own fields that sheets fill, without lists."""
        return [
            one.target
            for one in self.fields
            if not one.is_list and one.name not in self.virtual
        ]

    def words(self, target, value):
        """A value of the field as a reader sees it."""
        if target not in self.virtual and value not in (None, ""):
            choices = dict(self.model._meta.get_field(target).flatchoices)
            value = choices.get(value, value) if choices else value
        return value_words(value)


def key(*names):
    """The key of the values of these fields."""

    def keys_of(values):
        return [tuple([raw(values.get(name)) for name in names])]

    return keys_of


def in_order(first, last, message):
    """The rule that one day, or time, is not before another."""

    def rule(values):
        start, end = values.get(first), values.get(last)
        return message if start and end and end < start else None

    return rule


def joined(*names, by=": "):
    """A label made of what the fields hold."""

    def label(values):
        return by.join(str(values[name]) for name in names if values.get(name))

    return label


class Action(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
