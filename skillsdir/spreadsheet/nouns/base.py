"""What is known of each noun: its table, its columns, and which row is which."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import cached_property

from people.database.compiled import CompiledQuery
from people.models import Level
from skillsdir.spreadsheet.nouns.columns import Column
from skillsdir.spreadsheet.nouns.entities import CellError, Entity, raw


def nothing(*args):
    return {}


def is_never(values):
    return False


@dataclass(frozen=True, eq=False)
class Noun:
    """A table of the directory as a spreadsheet fills it: one row of it, one row there.

    `title` and `also` are what its sheet is called, `hint` and `examples` what the
    template says there; `fields` are columns that no sheet has, `spread` those that
    only files have which we did not write. People are named by e-mail, and where a file
    has none, by name and address, or by name and team; everything else by name.

    `keys_of(values)` are the keys, the best first, by which a row is found; a row that
    is there is found by `keys_of_row(values)`, one that the file makes is known by
    `planned_keys(values)` and found again by `twin_keys(values)`, all the same unless
    given. `required` must be given for a new row; `defaults(change, survey)` are what
    it gets besides, and may raise `CellError`. `rules` look at all values of a row and
    say what is wrong; before they do, `fit(change, old)` makes what the file says of a
    row fit what few may see of it, and returns words on what is left out for that.
    `settle(before, after, row, since, is_written_later)` is what goes back when it is
    undone: since when, and whether a later import wrote what stands `apart` anew.
    `about` is the field that names whom the row is about.
    """

    name: str
    model: type
    title: str
    keys_of: Callable
    label: Callable
    columns: tuple[Column, ...] = ()
    fields: tuple[Column, ...] = ()
    # What files have besides: no template offers it, several may stand side by side.
    spread: tuple[Column, ...] = ()
    also: tuple[str, ...] = ()
    hint: str = ""
    examples: tuple[dict, ...] = ()
    # Of an export; the model's own unless given.
    order: tuple[str, ...] = ()
    keys_of_row: Callable | None = None
    planned_keys: Callable | None = None
    twin_keys: Callable | None = None
    required: tuple[str, ...] = ()
    defaults: Callable = nothing
    rules: tuple[Callable, ...] = ()
    fit: Callable = nothing
    about: str = ""
    # Whether a row with these values lets another one take its place: it goes first.
    gives_way: Callable = is_never
    # Fields that only an import writes, with what they hold: `created_by`.
    stamps: Callable = nothing
    # Fields that say who wrote others: while an import stands, a changed row does not.
    written_by: dict = field(default_factory=dict)
    # Fields that few may see: edited since or not, they are in the way of no undoing.
    # Where one changes all are noted, as they go back as a whole.
    apart: tuple[str, ...] = ()
    settle: Callable | None = None
    # Lists of another table: the field with the rows of `through`.
    lists: dict = field(default_factory=dict)
    # Columns that are not the model's own: they lead to a row that is.
    virtual: tuple[str, ...] = ()
    # What no file takes away: an account may hang on it.
    kept: tuple[str, ...] = ()
    # The lookup of rows that may be meant: the field that names person or project.
    within: tuple[str, str] | None = None

    @cached_property
    def by_name(self):
        """All that is read as one value, and may be written."""
        columns = (*self.columns, *self.fields)
        return {column.name: column for column in columns if column.content}

    @cached_property
    def targets(self):
        """Columns by the name of the model's field."""
        return {column.target: column for column in self.by_name.values()}

    @cached_property
    def keys(self):
        """Of each of these sets a sheet needs a column, to say what a row is."""
        if self.about == "entity":
            return [{"name", "email"}]
        names = ("name",) if "name" in self.required else self.required
        return [{name} for name in names]

    @property
    def offered(self):
        """All that a column of a file may be."""
        return (*self.columns, *self.spread)

    def column(self, name):
        return next(column for column in self.offered if column.name == name)

    def heading(self, target):
        """What the field is called in sheets."""
        column = self.targets.get(target)
        named = column and column.heading
        return named or target.replace("_", " ").capitalize()

    def cleared(self, column):
        """What `-` leaves of the field."""
        if column.name not in self.virtual + self.kept and not column.is_list:
            field = self.model._meta.get_field(column.target)
            if field.null:
                return None
            if field.blank and field.empty_strings_allowed and not field.unique:
                return ""
        raise CellError("cannot be cleared")

    def model_fields(self):
        """Names of the model's own fields that sheets fill, without lists."""
        return [
            column.target
            for column in self.by_name.values()
            if not column.is_list and column.name not in self.virtual
        ]

    @cached_property
    def rows(self):
        """A query of all rows, by id: it, and the values of `model_fields`."""
        return CompiledQuery(lambda: self.values_of(self.model.objects.all()))

    @cached_property
    def rows_within(self):
        """A query of those `within` ids: the id, `model_fields`, what is `virtual`."""
        _, lookup = self.within
        virtual = [f"expertise__{name}_id" for name in self.virtual]
        return CompiledQuery(
            lambda ids: self.values_of(
                self.model.objects.filter(**{lookup: ids}), *virtual
            )
        )

    def values_of(self, rows, *more):
        fields = map(self.model._meta.get_field, self.model_fields())
        columns = [field.attname for field in fields]
        return rows.order_by("pk").values_list("pk", *columns, *more)

    @cached_property
    def lists_within(self):
        """By the name of a list, a query of it `within` ids: whose, and the skill."""
        _, lookup = self.within
        owner = self.model._meta.model_name

        def query_of(through):
            return CompiledQuery(
                lambda ids: (
                    through.objects.filter(**{f"{owner}__{lookup}": ids})
                    .order_by()
                    .values_list(f"{owner}_id", "skill_id")
                )
            )

        return {name: query_of(through) for name, through in self.lists.items()}

    def words(self, target, value):
        if value not in (None, "") and (choices := self.choices.get(target)):
            value = choices.get(value, value)
        return value_words(value)

    @cached_property
    def choices(self):
        """What values of fields with choices are called, by field."""
        names = self.targets.keys() - set(self.virtual)
        fields = map(self.model._meta.get_field, names)
        return {field.name: dict(field.flatchoices) for field in fields}


def value_words(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset | list | tuple):
        return ", ".join(sorted(map(value_words, value)))
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.label if isinstance(value, Entity | Level) else str(value)


def key(*names):

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

    def label(values):
        return by.join(str(values[name]) for name in names if values.get(name))

    return label


class Action(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"  # as somebody decided, or as a rule of the house says
    REJECTED = "rejected"
