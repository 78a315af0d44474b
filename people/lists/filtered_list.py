"""A list that is made of filters, which say everything about its parameters.

Chips, panel, facets, problems, ways out and exports, and the words of saved searches,
are loops over them: whoever declares a filter has all of these.
"""

import django_filters
from django.utils.functional import cached_property

from people.lists.filters import Setting
from people.lists.parameters import ParameterForm
from people.lists.vocabulary import slug_called, vocabulary


class FilterForm(ParameterForm):
    """Reads what the filters of a list are asked; each then understands its value."""

    error_css_class = "field--error"

    def __init__(self, *args, filterset, **kwargs):
        super().__init__(*args, **kwargs)
        self.filterset = filterset

    def clean(self):
        data = self.cleaned_data
        for name, filter_ in self.filterset.filters.items():
            data[name] = filter_.understand(self, data.get(name))
        self.filterset.complete(self)
        return data


class FilteredList(django_filters.FilterSet):
    """The filters of a list; a parameter named as a word of Python ends with `_`."""

    class Meta:
        form = FilterForm

    @classmethod
    def get_filters(cls):
        filters = {name.rstrip("_"): one for name, one in super().get_filters().items()}
        for name, filter_ in filters.items():
            filter_.name = name
        return filters

    @classmethod
    def get_form_class(cls):
        """The form's class, made once: it is the same for every request."""
        if "form_class" not in vars(cls):
            fields = {name: filter_.field for name, filter_ in cls.base_filters.items()}
            cls.form_class = type(f"{cls.__name__}Form", (cls._meta.form,), fields)
        return cls.form_class

    @cached_property
    def form(self):
        return self.get_form_class()(self.data, filterset=self)

    @property
    def criteria(self):
        """The values understood, defaults filled in; `is_valid()` comes first."""
        return self.form.cleaned_data

    @cached_property
    def vocabulary(self):
        return vocabulary()

    def canonical(self, address):
        """The address that this one stands for; `None` if it stands for itself."""
        return address.canonical(self.form, self.skill_called)

    def skill_called(self, text):
        """The slug of the skill that is meant by what was typed in a picker."""
        return slug_called(text, self.vocabulary["skill"])

    def sentence(self, address):
        """What a page says of the sentence that led to it, if any did."""
        return None

    def complete(self, form):
        """Work out what takes several of the values."""

    def filter_queryset(self, rows, skipping=()):
        for name, filter_ in self.filters.items():
            if name not in skipping:
                rows = filter_.filter(rows, self.criteria[name])
        return rows

    @property
    def corrections(self):
        """Typos in the text, each with the words that it is taken for."""
        return list(self.filters["q"].query.corrections.items())

    def applied(self):
        """Parameter, value and label of each value in force."""
        for name, filter_ in self.filters.items():
            for value, label in filter_.chips():
                yield name, value, label

    def lasting_labels(self):
        """What is asked for, without days: they move along, or will be over."""
        return [one for each in self.filters.values() for one in each.lasting_words()]

    @property
    def is_filtered(self):
        """Whether anything is asked for that could keep a row out."""
        return bool(self.filters_in_force)

    @cached_property
    def filters_in_force(self):
        filters = self.filters.values()
        in_force = [one for one in filters if one.is_in_force]
        return [one for one in in_force if not isinstance(one, Setting)]

    def conditions(self):
        return [one for each in self.filters.values() for one in each.conditions()]

    def checks(self):
        """Tests of a row, by parameter, of what the database did not answer."""
        return {
            name: test
            for name, filter_ in self.filters.items()
            if filter_.is_in_force and (test := filter_.passes(filter_.value))
        }

    def facets_under(self, sifted):
        """The options of each facet, counted under all *other* filters."""
        return {
            name: filter_.options_under(sifted.under_others(name))
            for name, filter_ in self.filters.items()
        }

    def panel(self, facets, address):
        """What the panel offers, by parameter; `facets` are the options found."""
        return {
            name: filter_.panel(facets, address)
            for name, filter_ in self.filters.items()
        }
