"""What a people list says in its marks, the part of the page that is a contract."""

import re
from dataclasses import dataclass, field
from html import unescape

from tests.marks import facet_marks

CHIP = re.compile(r'data-chip="(?P<key>[^"]*)" href="(?P<href>[^"]*)"')
WAY = re.compile(r'<li><a href="([^"]+)">[^<]*</a> <span class="count">(\d+) ')
CAST = ("mia-member", "max-manager")


@dataclass(frozen=True)
class Page:
    """Slugs in order, counts by facet and value, links by chip, links with counts."""

    total: int
    people: list
    facets: dict
    chips: dict
    ways_out: list
    html: str = field(repr=False)

    @property
    def others(self):
        """The people listed, apart from those who sign in."""
        return [slug for slug in self.people if slug not in CAST]


def read(response):
    html = response.content.decode()
    facets = {}
    for facet, value, number in facet_marks(html):
        facets.setdefault(facet, {})[value] = number
    return Page(
        total=int(re.search(r'id="results" data-total="(\d+)"', html)[1]),
        people=re.findall(r'data-person="([^"]+)"', html),
        facets=facets,
        chips={unescape(m["key"]): unescape(m["href"]) for m in CHIP.finditer(html)},
        ways_out=[(unescape(href), int(n)) for href, n in WAY.findall(html)],
        html=html,
    )


def ask(client, query):
    """The page of that query string, which must answer with 200."""
    response = client.get(f"/people/?{query}")
    assert response.status_code == 200
    return read(response)


def listed(client, query):
    """Slugs in order, those who sign in left out."""
    return ask(client, query).others
