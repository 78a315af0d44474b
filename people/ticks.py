"""Who is ticked to be compared: ticks last while the pages of a list are turned.

They stand in the list's address, as `compare=<slug>`, which its links keep.
"""

from dataclasses import dataclass

PARAMETER = "compare"


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
