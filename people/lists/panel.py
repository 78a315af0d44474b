"""What every panel of filters is made of."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from people.lists.markup import select_entry, tick_box

MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a drop-down list."""

    value: str
    label: str
    is_selected: bool


class DropDown(list):
    """The entries of a drop-down list."""

    @property
    def html(self):
        return SafeString("".join(map(select_entry, self)))


@dataclass(frozen=True, slots=True)
class Facet:
    """Tick boxes, ready as HTML: the first few in sight, the others behind "more".

    Or, where there are very many, in a `picker`.
    """

    name: str
    label: str
    first: list
    more: list = ()
    picker: "Picker | None" = None


@dataclass(frozen=True, slots=True)
class Picker:
    """A text to choose a skill by; scripts read all names from an address, once.

    `counts` are those offered with the rows that each gives; without it all are.
    """

    names: str
    counts: str | None = None


def choices(labels, chosen):
    """A drop-down list of a mapping; an unlisted chosen value is added."""
    if chosen is None:
        chosen = ""
    chosen = f"{chosen:g}" if isinstance(chosen, float) else str(chosen)
    labels = {str(value): label for value, label in labels.items()}
    if chosen and chosen not in labels:
        labels[chosen] = chosen
    return DropDown(
        Choice(value, label, value == chosen) for value, label in labels.items()
    )


def tick_boxes(name, options):
    return [tick_box(name, option) for option in options]


def split(options):
    """What is ticked and what is most common, and the others; both by name."""
    common = sorted(options, key=lambda one: (not one.is_selected, -one.count))
    in_sight = {one.value for one in common[:MOST_OPTIONS]}
    in_sight |= {one.value for one in options if one.is_selected}
    return (
        [one for one in options if one.value in in_sight],
        [one for one in options if one.value not in in_sight],
    )


def skill_picker(vocabulary, options=None):
    names = reverse("people:skill-names", args=[vocabulary["offered"].version])
    if options is None:
        return Picker(names)
    others = [f"{one.value}:{one.count}" for one in options if not one.is_selected]
    return Picker(names, " ".join(others))


def by_group(options):
    return sorted(options, key=lambda one: one.position)
