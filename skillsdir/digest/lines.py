"""What happened around somebody, in lines of one fact each: for the mail, and for home.

The most relevant come first: seats that one could take, what ended and what was
learned there, what began, who reached a level, who is new in the team. Of each kind
three, while others wait; within a kind what is one's own, then the team's, then what is
about one's skills and goals; of these the latest projects, and the highest levels.
What was taken back since is no news, nor is what happened long before it was entered:
rows have days of their own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from people.models.history import ADDED, FROM, listed

MOST = 10
OF_A_KIND = 3
WEEK = timedelta(days=7)
MOST_LISTED = 3


@dataclass(frozen=True, slots=True)
class News:
    """A fact: what it is about, where that is found, and what happened."""

    label: str
    href: str
    words: str

    def __str__(self):
        """One line, whatever names hold."""
        return " ".join(f"{self.label} {self.words}".split())


def most_relevant(kinds: list[list[News]]) -> list[News]:
    """The first of each kind, then the next of each, as many as are told."""
    places = [
        (place // OF_A_KIND, kind, place)
        for kind, lines in enumerate(kinds)
        for place in range(len(lines))
    ]
    return [kinds[kind][place] for _, kind, place in sorted(places)[:MOST]]


def first_states(events, since: datetime):
    """What rows were before all that happened to them since; those added are new."""
    events = events.filter(pgh_created_at__gte=since, pgh_label__in=(ADDED, FROM))
    return events.order_by("pgh_id")


def listed_words(parts: list[str]) -> str:
    """“a, b, c and 4 more”."""
    more = len(parts) - MOST_LISTED
    return listed(parts if more <= 0 else [*parts[:MOST_LISTED], f"{more} more"])
