"""The options of facets that a page offers, and how many rows it says each gives."""

import re
from html import unescape

MARK = re.compile(r'data-facet="(\w+)" data-value="([^"]+)" data-count="(\d+)"')
# A picker says of all of them what others say one by one.
PICKER = re.compile(r'data-facet="(\w+)" data-counts="([^"]*)"')


def facet_marks(html):
    """Triples of facet, value and number."""
    marks = MARK.findall(html)
    for facet, counts in PICKER.findall(html):
        marks += [(facet, *one.rsplit(":", 1)) for one in counts.split()]
    return [(facet, unescape(value), int(number)) for facet, value, number in marks]
