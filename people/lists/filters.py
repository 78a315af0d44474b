"""A parameter of a list, said once: how it is read, kept, put into words and offered.

See also: `people.lists.filtered_list`, which is made of them.
"""

from copy import copy
from dataclasses import dataclass

import django_filters
from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django_filters.constants import EMPTY_VALUES

from people.lists.panel import choices
from people.lists.parameters import IsoDayField
from people.lists.text_search import TextQuery, check_words
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
    # Ids of skills: if it looks at levels of people, then at these.
    skills_read = ()

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

    def lasting_words(self):
        """The words of the values in force, as far as they hold on any day."""
        return [words for _, words in self.chips()]

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
        self.labels, self.rare = labels, dict(rare)
        sorts = (labels | self.rare).items()
        super().__init__(default="name", choices=sorts, **kwargs)

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

    def lasting_words(self):
        return []

    def say(self, day):
        return f"{self.name.capitalize()} {day_words(day)}"
