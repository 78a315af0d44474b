"""What every filterable list has: a page, chips, problems, and ways out.

Options of a filter, each with the number of rows that choosing it gives.

A facet counts the rows under all *other* filters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.urls import reverse

from people.lists.addresses import Address
from people.words import local_day


@dataclass(frozen=True, slots=True)
class Chip:
    """One applied value, and the address without it; `key` is `parameter=value`."""

    key: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that is not understood, what to do about it, and the way without it.

    `instead` is the way with what it may mean, if anything is spelled like it.
    """

    parameter: str
    message: str
    href: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change to one condition of an empty list, and how many that gives."""

    label: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: a link to the list in its order, or turned round."""

    label: str
    href: str = ""
    arrow: str = ""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page of a list, or the problems that stand in its way."""

    one: ClassVar[str]
    many: ClassVar[str]
    # What the names of its addresses as files begin with, if it has any.
    export: ClassVar[str] = ""
    # What the columns of a table are sorted by, and their heads.
    columns: ClassVar[dict[str, tuple[str, str]]] = {}

    address: Address
    criteria: dict
    total: int = 0
    page: Page | None = None
    is_searched: bool = True
    chips: list[Chip] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    panel: dict = field(default_factory=dict)
    corrections: list = field(default_factory=list)
    # What is said of the sentence that led here: see `people.asking.asked`.
    asked: object = None
    ways_out: list[WayOut] = field(default_factory=list)

    @classmethod
    def refused(cls, filterset, address):
        """The list for parameters that are not understood: nothing is on it."""
        form = filterset.form
        return cls(
            address=address,
            criteria=form.cleaned_data,
            is_searched=False,
            problems=tell_problems(form, address, form.instead),
        )

    @classmethod
    def answered(cls, filterset, address, *, facets, **results):
        """The list with what its filters say and offer; `facets` are options found."""
        return cls(
            address=address,
            criteria=filterset.criteria,
            chips=make_chips(filterset.applied(), address),
            panel=filterset.panel(facets, address),
            corrections=filterset.corrections,
            asked=filterset.sentence(address),
            **results,
        )

    @property
    def heads(self):
        """The heads of the columns; one by which one cannot sort is but a word."""
        offered = {sort.value or "name" for sort in self.panel["sort"]}
        return {
            column: self.head(sort, label) if sort in offered else Head(label)
            for column, (sort, label) in self.columns.items()
        }

    def head(self, sort, label):
        is_sorted = self.criteria["sort"].removeprefix("-") == sort
        is_turned = is_sorted and self.criteria["sort"].startswith("-")
        then = f"-{sort}" if is_sorted and not is_turned else sort
        arrow = ("↑" if is_turned else "↓") if is_sorted else ""
        return Head(label, self.address.with_value("sort", then), arrow)

    @property
    def exports(self):
        """The addresses of everything found as a file, by the name of its kind."""
        kinds = {"CSV": "csv", "Excel": "xlsx"} if self.export else {}
        return {
            name: Address(reverse(f"{self.export}-{kind}"), self.address.params).whole()
            for name, kind in kinds.items()
        }

    @property
    def text(self):
        return self.address.params.get("q", "")

    @property
    def ended_on(self):
        """The last day of the window where all of it is past."""
        _, end = self.criteria.get("window") or (None, None)
        return end if end and end < local_day() else None

    @property
    def is_weekend(self):
        """Whether the window has no working day, on which alone somebody is free."""
        start, end = self.criteria.get("window") or (None, None)
        return (
            bool(start)
            and start.weekday() > 4
            and end < start + timedelta(days=7 - start.weekday())
        )

    @property
    def href_for_now(self):
        """The list for the window that is usual."""
        return self.address.href(self.address.pairs(but=["from", "to"]))

    @property
    def announcement(self):
        if self.problems:
            return "Nothing is listed: a filter is not understood"
        found = f"{self.total} {self.one if self.total == 1 else self.many} found"
        said = [found, *map(correction_words, self.corrections)]
        if self.asked and self.asked.announcement:
            said.append(self.asked.announcement)
        return "; ".join(said)


def correction_words(correction):
    typo, words = correction
    return f"nothing says “{typo}”, shown instead: {' or '.join(words)}"


def page_of(rows, number):
    """The page of that number; the last one where there are not so many."""
    return Paginator(rows, settings.DIRECTORY["PAGE_SIZE"]).get_page(number)


def make_chips(applied, address):
    """A chip for each applied parameter, value and label."""
    return [
        Chip(f"{name}={value}", label, address.without(name, value))
        for name, value, label in applied
    ]


def shortened(text, most=80):
    return text if len(text) <= most else f"{text[:most]}…"


def tell_problems(form, address, instead=MappingProxyType({})):
    """Every parameter that was not understood, named with its value.

    `instead` has a value and what it may mean, by parameter and message.
    """
    found = []
    for name, errors in form.errors.items():
        value = shortened(", ".join(form.data.getlist(name)))
        found += [
            Problem(
                name,
                message if "“" in message else f"“{value}”: {message.rstrip('.')}",
                address.href(address.pairs(but=[name])),
                href_instead(address, name, *instead.get((name, message), ())),
            )
            for message in errors
        ]
    return found


def href_instead(address, name, value="", instead=""):
    pairs = [
        (one, instead if (one, each) == (name, value) else each)
        for one, each in address.pairs()
    ]
    return address.href(pairs) if instead else ""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet and the number of rows that choosing it gives."""

    value: str
    label: str
    count: int
    is_selected: bool = False
    group: str = ""
    position: int = 0
    aliases: str = ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Rows that pass all checks, in order, and those that one check alone keeps out."""

    passed: Sequence
    kept_out_by: dict[str, list] = field(default_factory=dict)

    def under_others(self, name):
        """The rows under all filters but one, in no particular order."""
        kept_out = self.kept_out_by.get(name)
        return [*self.passed, *kept_out] if kept_out else self.passed


def sift(rows: Sequence, checks: dict[str, Callable]) -> Sifted:
    """Look at each row once; `checks` are tests of a row by the name of the filter."""
    if not checks:
        return Sifted(rows)
    passed, kept_out_by = [], {name: [] for name in checks}
    for row in rows:
        failed = [name for name, test in checks.items() if not test(row)]
        if not failed:
            passed.append(row)
        elif len(failed) == 1:
            kept_out_by[failed[0]].append(row)
    return Sifted(passed, kept_out_by)


def list_template(request, noun):
    """The page, or only its results for htmx: the same file that the page includes."""
    asked = request.htmx
    is_fragment = asked and asked.target != "main" and not asked.history_restore_request
    return f"{noun}_list.html" if not is_fragment else f"{noun}_results.html"
