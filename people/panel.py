"""What the filter panel of the people list offers besides the facets."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from people import rules
from people.markup import option_list, tick_box
from people.models import Level
from people.parameters import SORTS

SORT_LABELS = {
    "name": "Name",
    "level": "Level in asked skills",
    "free": "Most free time",
    "success": "Success rate",
    "confirmed": "Last confirmed",
}
MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a drop-down list."""

    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Tick boxes, ready as HTML: the first few in sight, the others behind "more"."""

    name: str
    first: list
    more: list


def choices(labels, chosen):
    """Drop-down entries of a mapping; an unlisted chosen value is added."""
    chosen = "" if chosen is None else str(chosen)
    labels = {str(value): label for value, label in labels.items()}
    if chosen and chosen not in labels:
        labels[chosen] = chosen
    return [Choice(value, label, value == chosen) for value, label in labels.items()]


def sort_choices(criteria, user):
    labels = {name: SORT_LABELS[name] for name in SORTS}
    if not criteria["skill"]:
        del labels["level"]
    if not rules.may_see_success_rates(user):
        del labels["success"]
    # What is the default anyway stays out of the address.
    labels = {"" if name == "name" else name: label for name, label in labels.items()}
    return choices(labels, "" if criteria["sort"] == "name" else criteria["sort"])


def panel_choices(filterset, user):
    """The drop-down lists of the panel, by parameter."""
    criteria = filterset.criteria
    zones = sorted(set(filterset.form.zones.values()))
    found = {
        "free": choices(
            {"": "any"}
            | {percent: f"at least {percent} %" for percent in range(10, 101, 10)},
            criteria["free"],
        ),
        "tz": choices(
            {"": "anywhere"}
            | {zone: f"with {zone.replace('_', ' ')}" for zone in zones},
            criteria["tz"],
        ),
        "overlap": choices(
            {hours: f"at least {hours} h a day" for hours in range(1, 9)},
            f"{criteria['overlap']:g}",
        ),
    }
    if rules.may_see_success_rates(user):
        found["success"] = choices(
            {"": "any"} | {rate: f"at least {rate} %" for rate in range(50, 100, 10)},
            criteria["success"],
        )
        found["judged"] = choices(
            {number: f"of {number} judged or more" for number in (1, 3, 5, 10)},
            criteria["judged"],
        )
    return found


def facets(found, address):
    """The panel's facets: tick boxes, and long lists by heading for the pickers."""
    goals, more_goals = split(found["goal"])
    return {
        "team": facet("team", found["team"]),
        "location": facet("location", found["location"]),
        "goal": Facet("goal", [tick_box("goal", one) for one in goals], []),
        "more_goals": option_list("goal", more_goals),
        "skills": by_group(found["skill"]),
        "asked": [
            (tick_box("skill", one), one.label, level_links(one, address))
            for one in found["asked"]
        ],
        "levels": [(level.value, level.or_above.capitalize()) for level in Level],
        "presets": window_presets(address),
    }


def facet(name, options):
    first, more = split(options)
    return Facet(
        name,
        [tick_box(name, one) for one in first],
        [tick_box(name, one) for one in more],
    )


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


def level_links(option, address):
    """For an asked skill the other levels to ask for, as links."""
    slug, _, chosen = option.value.partition(":")
    return [
        (
            level,
            address.with_one_for_another(
                "skill", option.value, f"{slug}:{level}" if level > 1 else slug
            ),
            str(level.value) == (chosen or "1"),
        )
        for level in Level
    ]


def window_presets(address):
    """Windows that people plan by, as labels with links."""
    today = timezone.localdate()
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    following = next_quarter(quarter)
    day = timedelta(days=1)
    presets = {
        "This quarter": (today, following - day),
        "Next quarter": (following, next_quarter(following) - day),
    }
    links = [("Next 4 weeks", address.href(address.pairs(but=["from", "to"])))]
    links += [
        (label, address.with_values(**{"from": start, "to": end}))
        for label, (start, end) in presets.items()
    ]
    return links


def next_quarter(first):
    return (first + timedelta(days=100)).replace(day=1)
