"""What the filter panel of the people list offers besides the facets.

The filters of the people list that are in force, in words.
"""

from datetime import date, timedelta

from django.utils import timezone

from people import rules
from people.directory.filters import SORTS
from people.lists.markup import option_list, tick_box
from people.lists.panel import Facet, by_group, choices, facet, split
from people.models import Level
from people.words import day_words, window_words

SORT_LABELS = {
    "name": "Name",
    "level": "Level in asked skills",
    "free": "Most free time",
    "success": "Success rate",
    "confirmed": "Last confirmed",
}


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


def applied_filters(filterset):
    """Parameter, value and label of each, in the order of the panel."""
    criteria = filterset.criteria
    given = filterset.data
    if criteria["q"]:
        yield "q", given["q"], f"“{criteria['q']}”"
    for asked, value in zip(criteria["skill"], unique(given, "skill"), strict=True):
        yield "skill", value, asked.label
    if criteria["free"]:
        yield (
            "free",
            given["free"],
            f"{criteria['free']} % free, {window_words(criteria)}",
        )
    for name in ("from", "to"):
        if criteria[name]:
            yield name, given[name], f"{name.capitalize()} {day_words(criteria[name])}"
    for name, words in (("goal", "Wants to learn "), ("team", ""), ("location", "")):
        for named in criteria[name]:
            yield name, named.slug, f"{words}{named.label}"
    if criteria["tz"]:
        hours = f"{criteria['overlap']:g} h shared with {criteria['tz']}"
        yield "tz", given["tz"], hours
    if criteria["success"] is not None:
        label = f"{criteria['success']} % of {criteria['judged']} or more succeeded"
        yield "success", given["success"], label
    if criteria["project"]:
        yield "project", given["project"], f"On {criteria['project'].name}"


def unique(given, name):
    return dict.fromkeys(value for value in given.getlist(name) if value)
