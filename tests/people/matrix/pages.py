"""What the page of the matrix says, read from its HTML; and its file."""

import csv
import re
from dataclasses import dataclass
from io import StringIO

from tests.people.directory.exports import body

TAG = re.compile(r"<[^>]*>")
HEAD = re.compile(r'data-skill="([^"]+)"')
ROW = re.compile(
    r'<tr(?: data-person="([^"]+)")?><th scope="row">(.*?)</th><td>(.*?)</tr>'
)
FIGURE = re.compile(r'<a href="([^"]+)">(\d+)</a>')


@dataclass(frozen=True)
class ReadMatrix:
    """Slugs of the columns, texts of the totals' cells by label, rows by person.

    A row is how many skills are stated, and pairs of level and goal, 0 for none.
    """

    skills: list
    totals: dict
    rows: dict
    html: str


def ask_matrix(client, query=""):
    response = client.get(f"/skills/matrix/?{query}")
    assert response.status_code == 200
    return read_matrix(response.content.decode())


def read_matrix(html):
    totals, rows = {}, {}
    for slug, head, cells in ROW.findall(html):
        first, *others = [TAG.sub("", f"<td{cell}") for cell in cells.split("<td")]
        if slug:
            rows[slug] = int(first.removeprefix("<td")), [*map(pair, others)]
        else:
            totals[head] = others
    return ReadMatrix(HEAD.findall(html), totals, rows, html)


def pair(text):
    """Level and goal of a cell such as “2 wants to reach →3”."""
    level, _, goal = text.partition(" wants to reach →")
    return int(level or 0), int(goal or 0)


def exported_matrix(client, query=""):
    """The rows of the CSV file, its head first."""
    content = body(client.get(f"/skills/matrix/export.csv?{query}"))
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
