"""Filters whose values are rows that have a name, by their slugs."""

from collections import Counter
from operator import attrgetter

from people.lists.filters import ListFilter
from people.lists.listing import Option
from people.lists.panel import Facet, split, tick_boxes
from people.lists.parameters import RepeatedField
from people.lists.vocabulary import Named, nearest_row


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
        if not (near := nearest_row(slug, self.rows)):
            return form.refuse(self.name, slug + level, message)
        message += f", but {near.name} is"
        return form.refuse(self.name, slug + level, message, near.slug + level)

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
