"""What every panel of filters is made of."""

from dataclasses import dataclass

from people.lists.markup import option_list, tick_box

MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a drop-down list."""

    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Tick boxes, ready as HTML: the first few in sight, the others behind "more".

    Or, where there are very many, as entries of a `picker`.
    """

    name: str
    label: str
    first: list
    more: list = ()
    picker: str = ""


def choices(labels, chosen):
    """Drop-down entries of a mapping; an unlisted chosen value is added."""
    if chosen is None:
        chosen = ""
    chosen = f"{chosen:g}" if isinstance(chosen, float) else str(chosen)
    labels = {str(value): label for value, label in labels.items()}
    if chosen and chosen not in labels:
        labels[chosen] = chosen
    return [Choice(value, label, value == chosen) for value, label in labels.items()]


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


def by_group(options):
    """The entries that are not chosen yet, under their headings."""
    groups = {}
    for option in sorted(options, key=lambda one: one.position):
        if not option.is_selected:
            groups.setdefault(option.group, []).append(option)
    return {group: option_list("skill", members) for group, members in groups.items()}
