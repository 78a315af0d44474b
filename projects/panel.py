"""What the filter panel of the project list offers."""

from people.markup import tick_box
from people.panel import by_group, choices, facet

SORT_LABELS = {
    "name": "Name",
    "status": "Status",
    "needs": "Most open needs",
    "starts": "First day, earliest",
    "-starts": "First day, latest",
    "ends": "Last day, earliest",
    "-ends": "Last day, latest",
}
# Understood, and offered only to those who asked for them.
RARE_SORT_LABELS = {
    "-name": "Name, Z to A",
    "-status": "Status, last to first",
    "-needs": "Fewest open needs",
}


def sort_choices(criteria):
    rare = {criteria["sort"]} & set(RARE_SORT_LABELS)
    return choices(
        SORT_LABELS | {sort: RARE_SORT_LABELS[sort] for sort in rare}, criteria["sort"]
    )


def facets(found):
    """The panel's facets: tick boxes, and long lists for the pickers."""
    return {
        name: facet(name, found[name])
        for name in ("status", "needs", "team", "outcome")
    } | {
        "skills": by_group(found["skill"]),
        "asked": [tick_box("skill", one) for one in found["skill"] if one.is_selected],
        "leads": found["lead"],
        "lead_count": found["lead_count"],
    }
