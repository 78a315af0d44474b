"""Addresses of filtered lists: the query string is the only state a list has.

Who is ticked to be compared: ticks last while the pages of a list are turned.

They stand in the list's address, as `compare=<slug>`, which its links keep.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import QueryDict

# What a form can send and an address should not hold, with the parameter it becomes.
PICKERS = {"add_skill": "skill", "add_goal": "goal", "add_show": "show"}
# How far somebody has turned the pages: a neighbouring list begins at its first.
PAGES = {"page", "columns_page"}


@dataclass(frozen=True, slots=True)
class Address:
    """A path with its parameters, from which neighbouring addresses are made."""

    path: str
    params: QueryDict

    def href(self, pairs):
        query = urlencode(pairs, safe=":", quote_via=quote)
        return f"{self.path}?{query}" if query else self.path

    def pairs(self, *, but=()):
        """All parameters in order, apart from those named; never a page."""
        return [
            (name, value)
            for name, values in self.params.lists()
            for value in values
            if name not in but and name not in PAGES
        ]

    def whole(self):
        """The address of all pages together."""
        return self.href(self.pairs())

    @property
    def beginning(self):
        """The address with a parameter more, up to that parameter."""
        return self.href([*self.pairs(), ("", "")])[:-1]

    def without(self, name, *values):
        """The address without those values of the parameter."""
        gone = {(name, value) for value in values}
        return self.href([pair for pair in self.pairs() if pair not in gone])

    def with_value(self, name, value):
        """The address with the parameter set to that value alone."""
        return self.href([*self.pairs(but=[name]), (name, value)])

    def with_values(self, **values):
        return self.href([*self.pairs(but=values), *values.items()])

    def with_one_for_another(self, name, old, new):
        """The address in which one value of a repeatable parameter is replaced."""
        return self.href(
            [(name, new) if pair == (name, old) else pair for pair in self.pairs()]
        )

    def canonical(self, form, slug_of=str):
        """The address that this one stands for; `None` if it stands for itself.

        `add_skill=Python&add_level=3&q=` becomes `skill=python:3`: a form works
        without scripts, and its address can still be shared. What the form of the
        parameters knows by an old slug is asked for by its slug of today. `slug_of`
        gives what is meant by a name that was typed.
        """
        if not self.params.keys() & {*PICKERS, "add_level"}:
            form.full_clean()
            return self.with_current_slugs(form.moved)
        level = self.params.get("add_level", "")
        pairs = []
        for name, values in self.params.lists():
            for value in values:
                if name == "add_level" or not value:
                    continue
                if name in PICKERS:
                    value = slug_of(value)
                if name == "add_skill" and level in {"2", "3", "4"}:
                    value = f"{value}:{level}"
                pairs.append((PICKERS.get(name, name), value))
        return self.href(list(dict.fromkeys(pairs)))

    def with_current_slugs(self, moved):
        """The address with values of today, where `moved` has any, else `None`.

        `moved` are values of today by the name and the value that they had.
        """
        pairs = [
            (name, moved.get((name, value), value))
            for name, values in self.params.lists()
            for value in values
        ]
        return self.href(list(dict.fromkeys(pairs))) if moved else None


PARAMETER = "compare"


def without_ticks(address: str) -> str:
    """The address with nobody ticked."""
    path, _, query = address.partition("?")
    pairs = [pair for pair in query.split("&") if not pair.startswith(f"{PARAMETER}=")]
    return "?".join(filter(None, [path, "&".join(pairs)]))


@dataclass(frozen=True, slots=True)
class Ticks:
    """Slugs in the order in which they were ticked; some are not on this page."""

    slugs: list[str]
    elsewhere: list[str]


def ticks_on(page, params):
    """What is ticked on that page of cards or rows, and on others."""
    slugs = list(dict.fromkeys(filter(None, params.getlist(PARAMETER))))
    here = {one.person.slug for one in page.object_list} if page else set()
    return Ticks(slugs, [slug for slug in slugs if slug not in here])
