"""A parameter of a list, said once: how it is read, kept, put into words and offered.

See also: `people.lists.filtered_list`, which is made of them.
"""

from collections import Counter
from copy import copy
from dataclasses import dataclass
from operator import attrgetter

import django_filters
from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django_filters.constants import EMPTY_VALUES

from people.lists.listing import Option
from people.lists.panel import Facet, choices, split, tick_boxes
from people.lists.parameters import IsoDayField, RepeatedField
from people.lists.text_search import TextQuery, check_words
from people.lists.vocabulary import Named
from people.words import day_words


@dataclass(frozen=True, eq=False, slots=True)
class Condition:
    """One condition that can be dropped: a filter with the values it came with."""

    filter: "ListFilter"
    values: tuple[str, ...]
    labels: tuple[str, ...]
    cleaned: object

    @property
    def label(self):
        return " or ".join(self.labels)

    @property
    def pairs(self):
        return [(self.filter.name, value) for value in self.values]

    def dropped(self, address):
        """The address without it."""
        return address.without(self.filter.name, *self.values)


class ListFilter(django_filters.Filter):
    """One parameter of a list.

    `words` say on a chip what is asked for, from the value and all `criteria`;
    `offered` are the entries of a drop-down list; `may` says which user may ask, and
    `refusal` that others may not; `default` makes the value where none is given.
    """

    name = ""
    # Parameters that belong to it wherever it is asked alone, with their values.
    settings = ()

    def __init__(
        self, *, words="{}", offered=None, may=None, refusal="", default=None, **field
    ):
        if {"min_value", "max_value"} <= field.keys():
            why = "Write a number from {min_value:,} to {max_value:,}".format(**field)
            codes = ("invalid", "min_value", "max_value")
            field["error_messages"] = dict.fromkeys(codes, why)
        super().__init__(**field)
        self.words, self.offered, self.default = words, offered, default
        self.may, self.refusal = may, refusal

    def __deepcopy__(self, memo):
        # One is made for each request: what it was declared with does not change.
        return copy(self)

    @property
    def value(self):
        return self.parent.criteria.get(self.name)

    @property
    def is_in_force(self):
        return self.value not in EMPTY_VALUES

    @property
    def is_allowed(self):
        return self.may is None or self.may(self.parent.request.user)

    def understand(self, form, value):
        """The value that the list goes by; the form is told what means nothing."""
        if value in EMPTY_VALUES:
            return self.default() if callable(self.default) else self.default
        if not self.is_allowed:
            form.add_error(self.name, self.refusal)
        return value

    def filter(self, rows, value):
        return rows if value in EMPTY_VALUES else self.keep(rows, value)

    def keep(self, rows, value):
        """Those of the rows that have what is asked for."""
        return rows.filter(**{self.name: value})

    def chips(self):
        """Value in the address, and words, of each value in force."""
        if self.is_in_force:
            yield self.parent.data[self.name], self.say(self.value)

    def say(self, value):
        return self.words.format(value, criteria=self.parent.criteria)

    def conditions(self):
        """What can be dropped: all values at once, as any of them would do."""
        if chips := list(self.chips()):
            yield Condition(self, *zip(*chips, strict=True), self.value)

    def passes(self, value):
        """The test of a listed row where the database does not answer the filter."""
        return None

    def options_under(self, listed):
        """The options of its facet, counted over the rows under all other filters."""
        return None

    def ease(self, near, facts, address):
        """Ways out of an empty list that ask for less than all of this."""
        return ()

    def panel(self, facets, address):
        """What the panel offers; `facets` are options with their counts, by name."""
        if self.offered and self.is_allowed:
            return choices(self.offered, self.value)
        return None


class Setting(ListFilter):
    """How another parameter counts, or how the list is shown: it keeps nothing out."""

    def filter(self, rows, value):
        return rows

    def chips(self):
        return ()


class ChoiceSetting(Setting):
    field_class = forms.ChoiceField


class NumberSetting(Setting):
    """A number that is `settings.DIRECTORY[usual]` where none is given."""

    field_class = forms.IntegerField

    def __init__(self, usual, **kwargs):
        super().__init__(default=lambda: settings.DIRECTORY[usual], **kwargs)


class Sort(ChoiceSetting):
    """The order, `-` turns it round; `labels` are those offered, `rare` once asked."""

    def __init__(self, labels, *, rare=(), **kwargs):
        names = dict.fromkeys(sort.removeprefix("-") for sort in labels)
        sorts = [(sort, sort) for name in names for sort in (name, f"-{name}")]
        super().__init__(default="name", choices=sorts, **kwargs)
        self.labels, self.rare = labels, dict(rare)

    def turned_round(self):
        """The rare order, if it is asked for, with its label."""
        return {sort: self.rare[sort] for sort in {self.value} & self.rare.keys()}

    def panel(self, facets, address):
        return choices(self.labels | self.turned_round(), self.value)


class PageNumber(Setting):
    field_class = forms.IntegerField

    def __init__(self):
        super().__init__(default=1, min_value=1, max_value=1_000_000)


class WholeNumber(ListFilter):
    field_class = forms.IntegerField


class TextWords(ListFilter):
    """A text: `mentioning` are the ids of rows with a word, `split` finds its words."""

    field_class = forms.CharField

    def __init__(self, mentioning, split):
        super().__init__(words="“{}”", max_length=200, validators=[check_words])
        self.mentioning, self.split = mentioning, split

    @cached_property
    def query(self):
        """The words asked for, typos corrected."""
        return self.split(self.value) if self.value else TextQuery()

    def keep(self, rows, text):
        for word in self.query.words:
            rows = rows.filter(pk__in=self.mentioning(word))
        return rows


class OneRow(ListFilter):
    """A row by slug, one of too many to keep: `look_up` makes names by slugs."""

    field_class = forms.CharField

    def __init__(self, kind, look_up, **kwargs):
        super().__init__(max_length=80, **kwargs)
        self.kind, self.look_up = kind, look_up

    def understand(self, form, slug):
        if not slug:
            return None
        if row := form.known(self.name, slug, self.look_up([slug])):
            return row
        return form.add_error(self.name, f"“{slug}” is not a {self.kind} here")


class Day(ListFilter):
    field_class = IsoDayField

    def say(self, day):
        return f"{self.name.capitalize()} {day_words(day)}"


class NamedRows(ListFilter):
    """Rows of a vocabulary by slug, any of which will do."""

    field_class = RepeatedField
    offers_all = False

    def __init__(self, kind, *, words="{0.label}", **kwargs):
        super().__init__(words=words, **kwargs)
        self.kind = kind

    @property
    def rows(self):
        return self.parent.vocabulary[self.kind]

    @property
    def former_rows(self):
        return self.parent.vocabulary["former"][self.kind]

    @property
    def chosen(self):
        return {row.slug for row in self.value}

    def understand(self, form, values):
        rows = [self.understand_one(form, value) for value in values or ()]
        return [row for row in rows if row]

    def understand_one(self, form, slug, level=""):
        rows = self.rows, self.former_rows
        if row := form.known(self.name, slug, *rows, level=level):
            return row
        article = "an" if self.kind[0] in "aeiou" else "a"
        message = f"“{slug}” is not {article} {self.kind} here"
        return form.refuse(self.name, slug + level, message)

    def keep(self, listed, rows):
        return listed.filter(**{f"{self.name}__in": [row.pk for row in rows]})

    def chips(self):
        for row in self.value:
            yield row.slug, self.say(row)

    def passes(self, rows):
        chosen = {row.pk for row in rows}
        return lambda listed: getattr(listed, self.name) in chosen

    def count(self, listed):
        """The number of listed rows by the id of an option."""
        return Counter(map(attrgetter(self.name), listed))

    def options_under(self, listed):
        return self.options(self.count(listed))

    def options(self, counts):
        """The values that any row has, and those chosen, in order of their names.

        What is no longer offered is not offered here either, unless chosen.
        """
        chosen = self.chosen
        return [
            Option(
                *(row.slug, row.label, counts.get(row.pk, 0), row.slug in chosen),
                *(row.group, row.position, row.aliases),
            )
            for row in sorted(self.rows.values(), key=natural_order)
            if self.offers_all
            or (row.pk in counts and row.is_offered)
            or row.slug in chosen
        ]

    def panel(self, facets, address):
        options = facets[self.name]
        first, more = (options, ()) if self.offers_all else split(options)
        boxes = tick_boxes(self.name, first), tick_boxes(self.name, more)
        return Facet(self.name, self.label, *boxes)


def natural_order(named):
    """Choices in their own order, rows by name; the position of a skill is another."""
    return (0 if named.group else named.position, named.name.casefold())


class NamedChoices(NamedRows):
    """Choices of a field by their value."""

    former_rows = {}

    def __init__(self, kind, choices, **kwargs):
        super().__init__(kind, words="{0.name}", **kwargs)
        self.choices = {
            choice.value: Named(
                choice.value, choice.value, choice.label, position=place
            )
            for place, choice in enumerate(choices)
        }

    @property
    def rows(self):
        return self.choices
