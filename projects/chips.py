"""The filters of the project list that are in force, in words."""

from people.free_time import day_words


def applied(filterset):
    """Parameter, value and label of each, in the order of the panel."""
    criteria = filterset.criteria
    given = filterset.data
    if criteria["q"]:
        yield "q", given["q"], f"“{criteria['q']}”"
    for status in criteria["status"]:
        yield "status", status.slug, status.name
    if criteria["needs"]:
        yield "needs", criteria["needs"], "Still looks for people"
    for skill in criteria["skill"]:
        yield "skill", skill.slug, f"Needs {skill.label}"
    for name in ("from", "to"):
        if criteria[name]:
            yield name, given[name], f"{name.capitalize()} {day_words(criteria[name])}"
    for team in criteria["team"]:
        yield "team", team.slug, team.name
    if criteria["lead"]:
        yield "lead", criteria["lead"].slug, f"Led by {criteria['lead'].name}"
    for outcome in criteria["outcome"]:
        yield "outcome", outcome.slug, outcome.name
