"""The filters of the people list that are in force, in words."""

from people.free_time import day_words


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


def window_words(criteria):
    start, end = criteria["window"]
    return f"{day_words(start)} – {day_words(end)}"
